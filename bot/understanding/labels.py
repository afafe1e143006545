"""What stood on the buttons of a question, and the same typed: just so, or with a typing error."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from bot.content.library import last_wording
from bot.content.scene import with_values
from bot.content.schema import Library
from bot.model import Option
from bot.understanding.spoken import same_sense
from bot.understanding.words import tokens

_ALIKE: Final = 88.0  # of 100
_FORGIVEN_FROM: Final = 5  # letters
_BRACKETS: Final = re.compile(r"\s*\([^)]*\)")  # "Hastane (ziekenhuis)": people type the first word

Labels = Mapping[str, Sequence[str]]  # option id → its words, in her language and in Dutch


def shown(library: Library, option: Option, language: str) -> tuple[str, ...]:
    """A label's words; those filled with something of hers are not remembered."""
    words = _stood(library, option.label, language)
    return tuple(with_values(library, each, option.values, language) for each in words) if option.values else words


@lru_cache(maxsize=4096)  # an open question is looked at with every message
def _stood(library: Library, label: str, language: str) -> tuple[str, ...]:
    """What stood on the button, in her language and in Dutch; also without what stands in brackets."""
    if not label:  # a number is all it has
        return ()
    wordings = (last_wording(library, label.removeprefix("@"), code) for code in dict.fromkeys((language, "nl")))
    words = [found.words for found in wordings]
    return tuple(dict.fromkeys([*words, *(_BRACKETS.sub("", each) for each in words)]))


@lru_cache(maxsize=4096)  # words on buttons: as many as there are in all languages, always the same
def words_of(label: str) -> tuple[str, ...]:
    return tuple(tokens(label))


def labelled(text: str, options: Sequence[Option], labels: Labels) -> str:
    """The option whose words she typed, empty when there is none."""
    typed = tuple(tokens(text))
    words = ((words_of(label), option.id) for option in options for label in labels.get(option.id, ()))
    return next((option for label, option in words if label and label == typed), "")


def nearly_labelled(text: str, options: Sequence[Option], labels: Labels, negations: Collection[str]) -> str:
    """The same with a typing error, though never one that makes `een` of `geen`."""
    typed = tokens(text)
    if len(" ".join(typed)) < _FORGIVEN_FROM:
        return ""
    words = [(words_of(label), option.id) for option in options for label in labels.get(option.id, ())]
    alike = [(label, option) for label, option in words if same_sense(label, typed, negations)]
    scores = ((fuzz.ratio(" ".join(typed), " ".join(label)), option) for label, option in alike)
    score, near = max(scores, default=(0.0, ""))
    return near if score >= _ALIKE else ""
