"""Whether a word on a poster may be a keyword: it must mean nothing yet, to any layer, in any language."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from bot.content.schema import Library
from bot.model import AnswerKind, Question, Source
from bot.ports import Understander
from bot.practice import LINK, LONGEST_MESSAGE, bare
from bot.understanding.ears import load_ears
from bot.understanding.layers import LayeredUnderstander
from bot.understanding.tongues import READ

_MEANS_NOTHING: Final = frozenset({Source.NOTHING, Source.MODEL})
_ASKED: Final = (
    None,
    *(Question("vraag", 1, kind) for kind in (AnswerKind.YES_NO, AnswerKind.NUMBER, AnswerKind.DATE)),
)


def lists_only(nlu_root: Path, cache: Path, library: Library) -> LayeredUnderstander:
    """An understander without a model: what a word means by the lists, at once."""
    return LayeredUnderstander(load_ears(nlu_root, cache, library), library, lambda _text: ())


def refusal(word: str, understander: Understander, library: Library, today: date) -> str:
    """Why this keyword cannot be one; empty when it can. A keyword may never hide a sign, a command or a subject."""
    reading = understander.read(word)
    if reading.signs:
        return f"may be a warning sign ({reading.signs[0].id})"
    for language in READ:
        for question in _ASKED:
            meaning = understander.interpret(reading, question, language, today)
            if meaning.source not in _MEANS_NOTHING:
                return f"means something already ({meaning.intent}, {meaning.source}; read as '{language}')"
    if bare(word) in _labels(library):
        return "stands on a button, or is a title"
    return "is an everyday word, or nearly one" if understander.mask(word.lower()) else ""


def link_refusal(code: str, understander: Understander) -> str:
    """The same for a code: what comes after /start is read too, for somebody may type it in need."""
    signs = understander.read(f"{LINK}{code}").signs
    return f"may be a warning sign ({signs[0].id})" if signs else ""


@lru_cache(maxsize=1)
def _labels(library: Library) -> frozenset[str]:
    return frozenset(bare(words) for words in _every_text(library) if len(words) <= LONGEST_MESSAGE)


def _every_text(library: Library) -> Iterator[str]:
    yield from (text.words for text in library.texts.values())
    yield from (made.words for every in library.translations.values() for made in every.values())
