"""Which words of a list a typed word stands for: whole, by its beginning, end or middle, or with one typing error."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Final

from rapidfuzz.distance import OSA

from bot.understanding.words import fold, without_arabic_prefix

FORGIVEN_FROM: Final = 7  # letters; in a shorter word one error makes another word


def _shortened(word: str) -> Iterator[str]:
    yield word
    for index in range(2, len(word)):
        yield word[:index] + word[index + 1 :]


class Vocabulary:
    """Words written as in a dictionary: `bloed`, `bloed-` (begins), `-pijn` (ends), `-bloed-` (holds).

    `real` words are spelled right: `schulden` is no `schudden` with an error.
    """

    def __init__(self, real: Collection[str] = ()) -> None:
        self._real = real
        self._written: dict[str, int] = {}
        self._stems: list[str] = []
        self._whole: dict[str, int] = {}
        self._beginnings: dict[str, int] = {}
        self._endings: dict[str, int] = {}
        self._middles: dict[str, int] = {}
        self._nearly: defaultdict[str, set[int]] = defaultdict(set)
        self._lengths: frozenset[int] = frozenset()

    def add(self, written: str) -> int:
        """The number of this written word, new or known."""
        word = fold(written)
        if word not in self._written:
            self._written[word] = len(self._written)
            self._place(word, self._written[word])
        return self._written[word]

    def _place(self, word: str, number: int) -> None:
        stem = word.strip("-")
        self._stems.append(stem)
        match word.startswith("-"), word.endswith("-"):
            case False, False:
                self._whole[stem] = number
            case False, True:
                self._beginnings[stem] = number
                self._lengths |= {len(stem)}
            case True, False:
                self._endings[stem] = number
            case _:
                self._middles[stem] = number
        if len(stem) >= FORGIVEN_FROM and not word.startswith("-"):
            for short in _shortened(stem):
                self._nearly[short].add(number)

    def find(self, token: str) -> set[int]:
        """Numbers of the written words this folded token stands for."""
        found = self._spelled(token)
        bare = without_arabic_prefix(token)
        while bare != token:
            found |= self._spelled(bare)
            token, bare = bare, without_arabic_prefix(bare)
        if not found and len(token) >= FORGIVEN_FROM - 1 and token not in self._real:
            found = self._misspelled(token)
        return found

    def _spelled(self, token: str) -> set[int]:
        found = {self._whole[token]} if token in self._whole else set()
        for length in self._lengths:
            if (number := self._beginnings.get(token[:length])) is not None and length <= len(token):
                found.add(number)
        found.update(number for ending, number in self._endings.items() if token.endswith(ending))
        found.update(number for middle, number in self._middles.items() if middle in token)
        return found

    def _misspelled(self, token: str) -> set[int]:
        found = {n for n in self._near(token) if self._whole.get(self._stems[n]) == n and self._one_off(token, n)}
        for length in self._lengths:
            if length >= FORGIVEN_FROM:
                found |= self._misspelled_beginning(token, length)
        return found

    def _misspelled_beginning(self, token: str, length: int) -> set[int]:
        return {
            number
            for size in (length - 1, length, length + 1)
            for number in self._near(token[:size])
            if self._beginnings.get(self._stems[number]) == number and self._one_off(token[:size], number)
        }

    def _near(self, word: str) -> set[int]:
        return set().union(*(self._nearly[short] for short in _shortened(word) if short in self._nearly))

    def _one_off(self, word: str, number: int) -> bool:
        stem = self._stems[number]
        return stem[:2] == word[:2] and OSA.distance(word, stem, score_cutoff=1) <= 1
