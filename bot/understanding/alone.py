"""Words that are a warning sign when nothing else is said: `spoed`, `ik kan niet meer` (but not `... meer slapen`)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from bot.understanding.words import tokens

_PAUSE: Final = re.compile(r"[.,!?;:…\n()\u060c\u061b\u061f\u06d4]+|\s-+\s")
_LONGEST: Final = 8  # words of a phrase

Words = tuple[str, ...]


class Alone:
    """Phrases that count when they are all of what is said between two pauses; `... phrase` is the end of it.

    Small words given to `around` do not count, so "ik kan echt niet meer hoor" is heard too.
    """

    def __init__(self) -> None:
        self._small: set[str] = set()
        self._whole: defaultdict[Words, list[tuple[str, str]]] = defaultdict(list)
        self._ends: defaultdict[Words, list[tuple[str, str]]] = defaultdict(list)

    def around(self, words: Iterable[str]) -> None:
        """Words of any language that change nothing: `echt`, `nu`. Give all of them before the first `add`."""
        self._small.update(token for word in words for token in tokens(word))

    def add(self, sign: str, language: str, phrase: str) -> None:
        place = self._ends if phrase.startswith("...") else self._whole
        place[self._bare(phrase)].append((sign, language))

    def find(self, text: str) -> Iterator[tuple[str, str]]:
        """(sign, language) of every phrase that is said alone."""
        for part in _PAUSE.split(text):
            said = self._bare(part)
            yield from self._whole.get(said, ())
            for start in range(max(0, len(said) - _LONGEST), len(said)):
                yield from self._ends.get(said[start:], ())

    def _bare(self, text: str) -> Words:
        said = tokens(text)
        return tuple(word for word in said if word not in self._small) or tuple(said)
