"""Dated facts inside a text: `{feit:naam}`, `{feit:naam:spreek}`; and what happens when one is past its date. Pure."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from bot.content.schema import Fact, Library
from bot.content.sentences import questions_with_answers

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
FACT_PREFIX = "feit:"
SPOKEN = "spreek"


def placeholders(words: str) -> frozenset[str]:
    """What stands between braces: `feit:stoplijn`, `feit:stoplijn:spreek`, `weken`."""
    return frozenset(PLACEHOLDER.findall(words)) if "{" in words else frozenset()


def fact_names(words: str) -> frozenset[str]:
    return frozenset(_names(words))


def is_out_of_date(fact: Fact, today: date) -> bool:
    """`geldig_tot` is the last day on which it may be said, `geldig_van` the first."""
    over = fact.valid_until is not None and fact.valid_until < today
    return over or (fact.valid_from is not None and today < fact.valid_from)


def facts_to_hide(library: Library, words: str, today: date) -> frozenset[str]:
    """Facts in these words past their date. Numbers that urgent texts give never hide, in no text."""
    if "{" not in words:
        return frozenset()
    stale = {name for name in fact_names(words) if name in library.facts and is_out_of_date(library.facts[name], today)}
    return frozenset(stale - _urgent_facts(library)) if stale else frozenset()


def without_facts(words: str, hidden: frozenset[str]) -> str:
    """The text without the sentences that hold a hidden fact.

    A question goes together with what follows it: half a question-and-answer could say the opposite.
    """
    lines = (_line_without(line, hidden) if fact_names(line) & hidden else line for line in words.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line for line in lines if line is not None)).strip()


def fill(words: str, value_of: Callable[[str], str]) -> str:
    """The words with each placeholder replaced by `value_of(its name)`."""
    return PLACEHOLDER.sub(lambda found: value_of(found[1]), words) if "{" in words else words


def _line_without(line: str, hidden: frozenset[str]) -> str | None:
    groups = (" ".join(group) for group in questions_with_answers(line))
    return " ".join(group for group in groups if not fact_names(group) & hidden) or None


def _urgent_facts(library: Library) -> frozenset[str]:
    urgent = (text.words for text_id, text in library.texts.items() if text_id.startswith("nood/"))
    return frozenset(name for words in urgent for name in fact_names(words))


def _names(words: str) -> Iterator[str]:
    for inside in placeholders(words):
        if inside.startswith(FACT_PREFIX):
            yield inside.removeprefix(FACT_PREFIX).partition(":")[0]
