"""Takes names and numbers out of a message, so that somebody who does not know her may read it.

Nothing tells a name from a word it never saw, least of all where no capitals are written. So it is the other way
round: a word stays only when it is one of everyday sentences, or such a word with an error. In doubt it is hidden.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.clean import MODELLED, cut
from bot.understanding.words import tokens, without_arabic_prefix

NUMBER: Final = "#"  # stands for a number, an address, a link, a date
HIDDEN: Final = "…"  # stands for words that may be a name

_FORGIVEN_FROM: Final = 7  # letters; a shorter word one letter away may well be a name
_STEM: Final = 6  # letters of a known word it may begin with: Turkish and Dutch write endings and words onto it
_ENDING: Final = 5  # letters after that
_COUNTED: Final = 3  # number words in a row are a telephone number or a year
_SHORT: Final = 2  # letters; a capital in the middle does not make `Ik` a name
_NAMED: Final = 3  # words after "my name": is, and two names
_ADDRESS: Final = re.compile(r"\S*\s?@\s?\S+|\w+://\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]{2,})+(?:/\S*)?")
_POSTCODE: Final = re.compile(r"\b\d{4}\s?[A-Za-z]{2}\b")
_NUMBER: Final = re.compile(r"\S*\d\S*")
_NUMBERS: Final = re.compile(rf"{NUMBER}(?:[\s()+,./-]*{NUMBER})+")
_HIDDEN_ONES: Final = re.compile(rf"{HIDDEN}(?:\s*{HIDDEN})+")
_WORD: Final = re.compile(r"\w+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_STOP: Final = re.compile(r"[.!?:;\u061f\u06d4]+$")  # the next word begins a sentence, and may have a capital
_BRACKETS: Final = str.maketrans("[]{}<>", "()()()")  # mean something in a training file


class Mask:
    """`known`: words of everyday sentences. `counting`: number words. `naming`: words after which a name follows.

    All folded, and of all languages.
    """

    def __init__(self, known: Collection[str], counting: Collection[str], naming: Collection[str]) -> None:
        self._known, self._counting, self._naming = frozenset(known), frozenset(counting), frozenset(naming)

    def hide(self, text: str) -> str:
        """Her words without what may tell who she is; empty when no word is left."""
        lines = (self._line(_numbers_hidden(line)) for line in cut(text, MODELLED).splitlines())
        hidden = _HIDDEN_ONES.sub(HIDDEN, " ".join(line for line in lines if line))
        return hidden.translate(_BRACKETS) if _LETTER.search(hidden) else ""

    def _line(self, line: str) -> str:
        written = line.split()
        kept = [self._chunk(chunk, begins) for chunk, begins in _with_beginnings(written)]
        for index in (*self._named(written), *self._counted(written)):
            kept[index] = HIDDEN
        return " ".join(kept)

    def _chunk(self, chunk: str, begins: bool) -> str:
        """What stands between two spaces: as it is, or hidden with all that hangs on it."""
        words = _WORD.findall(chunk)
        if not words or chunk == NUMBER:
            return chunk
        named = any(_is_titled(word) for word in (words[1:] if begins else words))
        fits = self._is_known if chunk[0].isupper() or words[0][0].isupper() else self._is_near
        return HIDDEN if named or not all(fits(token) for token in tokens(chunk)) else chunk

    def _is_known(self, token: str) -> bool:
        bare = without_arabic_prefix(token)
        return token in self._known or not _LETTER.search(token) or (bare != token and self._is_known(bare))

    def _is_near(self, token: str) -> bool:
        """Known, or most likely a known word with an error or an ending."""
        if self._is_known(token):
            return True
        if len(token) < _FORGIVEN_FROM:
            return False
        longer = any(token[:length] in self._known for length in range(max(_STEM, len(token) - _ENDING), len(token)))
        return longer or process.extractOne(token, self._known, scorer=OSA.distance, score_cutoff=1) is not None

    def _named(self, written: list[str]) -> Iterator[int]:
        """Places of the words after "my name is", to the end of that sentence: also of `Roos`, which is a word too."""
        left = 0
        for index, chunk in enumerate(written):
            if left:
                yield index
            naming = any({token, without_arabic_prefix(token)} & self._naming for token in tokens(chunk))
            ended = _STOP.search(chunk) and not chunk.endswith(":")
            left = _NAMED if naming else 0 if ended else max(0, left - 1)

    def _counted(self, written: list[str]) -> Iterator[int]:
        """Places of number words that follow each other."""
        run: list[int] = []
        for index, chunk in enumerate([*written, ""]):
            if chunk and all(token in self._counting for token in tokens(chunk) or [""]):
                run.append(index)
                continue
            yield from run if len(run) >= _COUNTED else ()
            run = []


def _numbers_hidden(line: str) -> str:
    line = _ADDRESS.sub(NUMBER, line.replace(NUMBER, " ").replace(HIDDEN, " "))
    return _NUMBERS.sub(NUMBER, _NUMBER.sub(NUMBER, _POSTCODE.sub(NUMBER, line)))


def _with_beginnings(written: list[str]) -> Iterator[tuple[str, bool]]:
    """Each chunk, and whether a sentence begins with it."""
    begins = True
    for chunk in written:
        yield chunk, begins
        begins = bool(_STOP.search(chunk))


def _is_titled(word: str) -> bool:
    """`Roos`, in the middle of a sentence: a name, whatever word it is besides."""
    return len(word) > _SHORT and word[0].isupper() and not word.isupper()
