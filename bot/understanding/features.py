"""A message as numbers: pieces of two to five letters within words. The same pieces in training and in use."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bot.understanding.clean import MODELLED, cut
from bot.understanding.words import tokens, without_arabic_prefix

SHORTEST: Final = 2
LONGEST: Final = 5


def pieces(text: str) -> Iterator[str]:
    """Letter pieces of each folded word with a space at both ends, as scikit-learn's `char_wb` makes them."""
    for token in map(without_arabic_prefix, tokens(cut(text, MODELLED))):
        yield from _of_word(token)


@lru_cache(maxsize=8192)  # most of what is said is said in the same words
def _of_word(token: str) -> tuple[str, ...]:
    word = f" {token} "
    sizes = range(SHORTEST, LONGEST + 1)
    within = (word[start : start + size] for size in sizes for start in range(max(1, len(word) - size + 1)))
    return (f"={token}", *within)


def counts(text: str) -> Counter[str]:
    return Counter(pieces(text))
