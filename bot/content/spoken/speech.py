"""From written to spoken, sign by sign; and what we cannot say."""

import re
from functools import lru_cache
from typing import Final

from bot.content.spoken import numbers, quantities, signs
from bot.content.spoken.tongue import SMALL, Tongue
from bot.content.spoken.tongues import TONGUES

_SHORTENED: Final = re.compile(  # `n.v.t.`; `vgl.`; a short word whose full stop ends no sentence
    r"(?<![\w.])(?:(?:[^\W\d_]\.){2,}|[bcdfghjklmnpqrstvwxz]{2,5}\.(?!\.)"
    rf"|[^\W\d_]{{1,4}}\.(?=,|[ ](?!\S+\.\w){SMALL}))"
)
_SIMPLE: Final = re.compile(r"(?:[^\W\d_]|[\s,!?;:'\"()]|\.(?!\w))*")  # most sentences: nothing to find in them
_WORDS_WITHOUT_VOWEL: Final = frozenset({"sms.", "hm.", "hmm.", "pst."})


@lru_cache(maxsize=4096)
def spoken(text: str, language: str) -> str:
    """The text as a voice should say it, sentences on the lines they had; a language we do not know is read as Dutch.

    No digit, symbol, tag or bullet is left. Numbers, times and amounts keep their value.
    """
    tongue = _tongue(language)
    text = signs.pauses(signs.capitals(_worded(_written_out(text, tongue), tongue), tongue))
    text = re.sub(r"\d+", lambda found: f" {numbers.one_by_one(found[0], tongue)} ", text)
    return signs.tidy(signs.UNSAYABLE.sub(" ", text))


def unsayable(text: str, language: str) -> list[str]:
    """What is left when all that we know is said: numbers in a form we do not know, abbreviations, symbols."""
    if _SIMPLE.fullmatch(text) and not (_SHORTENED.search(text) or any(map(str.isdigit, text))):
        return []
    tongue = _tongue(language)
    written = _written_out(text, tongue)
    shortened = (found[0] for found in _SHORTENED.finditer(written))
    unknown = signs.unknown(signs.pauses(_worded(written, tongue)))
    return [*(word for word in shortened if word not in _WORDS_WITHOUT_VOWEL), *unknown]


def _tongue(language: str) -> Tongue:
    return TONGUES.get(language, TONGUES["nl"])


def _written_out(text: str, tongue: Tongue) -> str:
    return signs.abbreviations(signs.lined(signs.ticked(signs.plain(text), tongue)), tongue)


def _worded(written: str, tongue: Tongue) -> str:
    """Everything that we know how to say, said."""
    return signs.joined(quantities.worded(signs.addresses(written, tongue), tongue), tongue)
