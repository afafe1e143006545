"""Words with one typing error, put right by the words people write to us: `zwagner` → `zwanger`.

What she wrote is read as well: a mended word is a guess.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.words import fold

_SHORTEST: Final = 4  # letters; in a shorter word one error makes another word
_USUAL: Final = 2  # times; what was written once is no better than what she wrote, though it may be meant
_ERRORS: Final = 1  # a letter wrong, lost or doubled, or two swapped
_WORD: Final = re.compile(r"[^\W\d_]+")


class Spelling:
    """`counted` are words and how often people write them; of two that are as near, the usual one is meant.

    `real` words are spelled right though nobody wrote them.
    """

    def __init__(self, counted: Mapping[str, int], real: Collection[str] = ()) -> None:
        self._counted, self._real = counted, real
        self._by_first: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(counted):
            if len(word) >= _SHORTEST and counted[word] >= _USUAL:
                self._by_first[word[0]].append(word)
        self._mended = lru_cache(maxsize=8192)(self._mend)

    def mend(self, text: str) -> str:
        """The text with words we know instead of what is one error away from one; the same text if there is none."""
        return _WORD.sub(lambda found: self._mended(found[0]), text)

    def _mend(self, written: str) -> str:
        word = fold(written)
        if len(word) < _SHORTEST or word in self._counted or word in self._real:
            return written
        # Who mistypes seldom errs in the first letter; looking at those alone keeps this fast.
        near = process.extract(word, self._by_first[word[0]], scorer=OSA.distance, score_cutoff=_ERRORS, limit=None)
        return max((found for found, _, _ in near), key=lambda found: (self._counted[found], found), default=written)
