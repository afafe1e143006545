"""Sentences as a hurried thumb types them, so that the letters learn what typing errors leave of a word."""

from random import Random
from typing import Final

_SHORTEST: Final = 4  # letters; in shorter words one error makes another word
_WORDS: Final = 2  # a sentence; people make some errors, not only errors


def mistyped(text: str) -> str:
    """The same sentence with a letter lost or two swapped in at most two longer words; always the same ones."""
    random, words = Random(text), text.split(" ")  # noqa: S311 - typing errors, no secrets
    longer = [index for index, word in enumerate(words) if len(word) >= _SHORTEST and word.isalpha()]
    for index in random.sample(longer, min(_WORDS, len(longer))):
        words[index] = _slip(words[index], random)
    return " ".join(words)


def _slip(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 1)  # the first letter is seldom wrong, and carries most
    swapped = random.random() < 0.5
    return word[:at] + (word[at + 1] + word[at] + word[at + 2 :] if swapped else word[at + 1 :])
