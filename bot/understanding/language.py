"""Which language she asks for, and which language her words are in as far as they show."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Final

from bot.understanding.tongues import READ, Tongues
from bot.understanding.words import tokens

FEWEST: Final = 3  # words; fewer say too little to be sure of a language
IDENTIFIED: Final = 4  # words; of fewer the library is right in eight of ten only
_LATIN = re.compile("[a-z]")
_SCRIPTS: Final = (
    ("fa", re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")),
    ("ar", re.compile("[\u0621-\u064a]")),
    ("uk", re.compile("[\u0400-\u04ff]")),  # Russian too: Ukrainian is the nearest we have, and it is offered, not set
    ("ti", re.compile("[\u1200-\u137f]")),
)
# Letters that, of the languages we read, only one has.
_OWN_LETTERS: Final = {"tr": re.compile("[ığş]"), "pl": re.compile("[ąćęłńśźż]")}
_OWN: Final = 2  # as much as so many small words
_MOST_ASKING: Final = 8  # words around a language name; a longer message is about something else


class Languages:
    """Knows languages by name and by their small words.

    `whole` tells in which languages a whole message is a fixed phrase; `identify` knows sentences without small words.
    """

    def __init__(
        self,
        tongues: Tongues,
        extra_names: Mapping[str, tuple[str, ...]] | None = None,
        whole: Callable[[str], Collection[str]] = lambda _: (),
        identify: Callable[[str], str] = lambda _: "",
    ) -> None:
        self._whole, self._identify = whole, identify
        self._asking = tongues.asking
        self._often = {code: tongues.by_code[code].words["often"] for code in READ}
        self._names = {name: code for code, tongue in tongues.by_code.items() for name in tongue.words["names"]}
        for code, names in (extra_names or {}).items():
            self._names.update({" ".join(tokens(name)): code for name in names if tokens(name)})

    def asked_for(self, text: str) -> str:
        """The language she names, when naming it is all her message does; else empty."""
        words = tokens(text)
        if " ".join(words) in self._names:
            return self._names[" ".join(words)]
        named = [self._names[word] for word in words if word in self._names]
        others = [word for word in words if word not in self._names]
        alone = len(named) == 1 and len(others) < _MOST_ASKING and all(word in self._asking for word in others)
        return named[0] if alone else ""

    def guess(self, text: str) -> str:
        """The language of her words, empty when unsure; one or two words must be of that language alone."""
        words = [word for word in tokens(text) if not word.isdigit()]
        if len(words) < FEWEST:
            return self._of_few(text, words)
        return self._by_small_words(text, words) or (self._identify(text) if len(words) >= IDENTIFIED else "")

    def _by_small_words(self, text: str, words: list[str]) -> str:
        if not _LATIN.search("".join(words)):
            return next((code for code, letters in _SCRIPTS if letters.search(text)), "")
        own = {code: _OWN for code, letters in _OWN_LETTERS.items() if letters.search(text.lower())}
        counts = ((sum(w in often for w in words) + own.get(code, 0), code) for code, often in self._often.items())
        (best, code), (second, _) = sorted(counts, reverse=True)[:2]
        return code if best >= 2 and best > second and best * 5 >= len(words) else ""

    def _of_few(self, text: str, words: list[str]) -> str:
        """`hoi` is Dutch and `hamileyim` Turkish; `start` may be anything."""
        own = {code for code, letters in _OWN_LETTERS.items() if letters.search(text.lower())}
        phrase = set(self._whole(text)) if words else set()
        often = {code for code, small in self._often.items() if words and all(word in small for word in words)}
        found = own or phrase or often
        return found.pop() if len(found) == 1 else ""
