"""Values that are worded where they are read: a day, a moment, a language, several lines. Pure.

A value that begins with `@:` is one of these; `@<text id>` and plain words are `scene`'s. All are text, because they
are kept in a sealed `Say` and worded when it is delivered, in the language of that moment.
"""

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Final

from bot.content.opening import AMSTERDAM
from bot.model import Values

MARK: Final = "@:"
_DAY, _CLOCK, _LANGUAGE, _LINES = "dag", "tijd", "taal", "regels"

Word = Callable[[str, Values], str]  # text id and its values → words


def day(when: date) -> str:
    """`3 november 2026`, in her words."""
    return f"{MARK}{_DAY}:{when.isoformat()}"


def clock(when: datetime) -> str:
    """`14:30` in the Netherlands."""
    return f"{MARK}{_CLOCK}:{when.isoformat()}"


def language(code: str) -> str:
    """The name of a language: for Dutch readers in Dutch, for others its own."""
    return f"{MARK}{_LANGUAGE}:{code}"


def lines(texts: Iterable[tuple[str, Values]], numbered: bool = False) -> str:
    """Texts with their values, each on a line of its own; a line break comes before every one, so none leaves none."""
    return f"{MARK}{_LINES}:{json.dumps([numbered, list(texts)])}"


def shown(value: str, code: str, word: Word, language_name: Callable[[str], str]) -> str:
    """The words of a value with `MARK`, in the language `code`."""
    kind, _, inside = value.removeprefix(MARK).partition(":")
    if kind == _LINES:
        return _listed(inside, word)
    if kind == _LANGUAGE:
        return language_name(inside)
    if kind == _CLOCK:
        return f"{datetime.fromisoformat(inside).astimezone(AMSTERDAM):%H:%M}"
    return _dated(date.fromisoformat(inside), code)


def _listed(inside: str, word: Word) -> str:
    numbered, texts = json.loads(inside)
    worded = [word(text, tuple((name, value) for name, value in given)) for text, given in texts]
    return "".join(f"\n{place}. {line}" if numbered else f"\n- {line}" for place, line in enumerate(worded, 1))


def _dated(when: date, code: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - only for who is told a day

    return format_date(when, "d MMMM y", locale=code)
