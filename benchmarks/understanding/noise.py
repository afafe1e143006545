"""Typing errors as phones and people make them. The same seed gives the same errors."""

import unicodedata
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR: Final = {
    letter: [row[at] for at in (index - 1, index + 1) if 0 <= at < len(row)]
    for row in _ROWS
    for index, letter in enumerate(row)
}
# Dutch as it sounds: the errors of who learnt to speak it before writing it.
_SOUNDS: Final = (
    *(("ij", "ei"), ("ei", "ij"), ("ou", "au"), ("au", "ou"), ("sch", "sg"), ("ch", "g"), ("dt", "t"), ("z", "s")),
    *(("v", "f"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("uu", "u"), ("en ", "e "), ("th", "t"), ("ck", "k")),
)
_SHORTEST: Final = 4  # letters; in shorter words one error makes another word

Noise = Callable[[str, Random], str]


def keyboard(text: str, random: Random) -> str:
    """One letter in each long word becomes its neighbour on the keyboard."""
    return _each_word(
        text, random, lambda word, at: word[:at] + random.choice(_NEAR.get(word[at], [word[at]])) + word[at + 1 :]
    )


def _neighbour(letter: str, random: Random) -> str:
    return random.choice(_NEAR.get(letter, [letter]))


def dropped(text: str, random: Random) -> str:
    """One letter in each long word is left out."""
    return _each_word(text, random, lambda word, at: word[:at] + word[at + 1 :])


def doubled(text: str, random: Random) -> str:
    return _each_word(text, random, lambda word, at: word[:at] + word[at] + word[at:])


def swapped(text: str, random: Random) -> str:
    return _each_word(text, random, lambda word, at: word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :])


def plain(text: str, random: Random) -> str:
    """Without accents and special letters, as on a foreign phone."""
    plainer = text.translate(str.maketrans("ıİłŁøđ", "iIlLod"))
    return "".join(c for c in unicodedata.normalize("NFKD", plainer) if not unicodedata.combining(c))


def by_sound(text: str, random: Random) -> str:
    """Two of the ways in which Dutch is written as it sounds."""
    there = [(written, heard) for written, heard in _SOUNDS if written in text]
    for written, heard in random.sample(there, min(2, len(there))):
        text = text.replace(written, heard, 1)
    return text


def shouted(text: str, random: Random) -> str:
    return text.upper() + "!!"


STYLES: Final[Mapping[str, Noise]] = {
    "as written": lambda text, random: text,
    "keyboard": keyboard,
    "dropped": dropped,
    "doubled": doubled,
    "swapped": swapped,
    "plain": plain,
    "by sound": by_sound,
    "shouted": shouted,
}


def _each_word(text: str, random: Random, wrong: Callable[[str, int], str]) -> str:
    """At most two words get an error: people make some, not only some."""
    words = text.split(" ")
    long = [index for index, word in enumerate(words) if len(word) >= _SHORTEST and word.isalpha()]
    for index in random.sample(long, min(2, len(long))):
        words[index] = wrong(words[index], random.randrange(1, len(words[index]) - 1))
    return " ".join(words)
