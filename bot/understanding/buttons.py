"""What stood on the buttons of a question, in her language and in Dutch: people type it."""

import re
from functools import lru_cache
from typing import Final

from bot.content.library import last_wording
from bot.content.scene import with_values
from bot.content.schema import Library
from bot.model import Option

_BRACKETS: Final = re.compile(r"\s*\([^)]*\)")  # "Hastane (ziekenhuis)": people type the first word


def shown(library: Library, option: Option, language: str) -> tuple[str, ...]:
    """A label's words; those filled with something of hers are not remembered."""
    words = _words(library, option.label, language)
    return tuple(with_values(library, each, option.values, language) for each in words) if option.values else words


@lru_cache(maxsize=4096)  # an open question is looked at with every message
def _words(library: Library, label: str, language: str) -> tuple[str, ...]:
    """What stood on the button, in her language and in Dutch; also without what stands in brackets."""
    if not label:  # a number is all it has
        return ()
    shown = (last_wording(library, label.removeprefix("@"), code) for code in dict.fromkeys((language, "nl")))
    words = [found.words for found in shown]
    return tuple(dict.fromkeys([*words, *(_BRACKETS.sub("", each) for each in words)]))
