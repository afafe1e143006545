"""SMS as pure functions: parts, letters that cost, pages for MEER, numbered choices."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import smsutil

from bot.content.sentences import sentences

PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "–": "-",
        "—": "-",
        "…": "...",
        "\u00a0": " ",
        "\t": " ",
    }
)


def sms_parts(text: str) -> int:
    """How many SMS parts a text costs: GSM-7 160/153 characters, else UCS-2 70/67."""
    return len(smsutil.split(text).parts) if text else 0


def costly_letters(text: str) -> tuple[str, ...]:
    """Letters outside GSM-7, in order: one of them turns parts of 160 characters into parts of 70."""
    return tuple(letter for letter in dict.fromkeys(text) if not _is_gsm(letter))


@lru_cache(maxsize=4096)  # a few hundred letters, asked for thousands of times
def _is_gsm(letter: str) -> bool:
    return bool(smsutil.is_valid_gsm(letter))


def plain_letters(text: str) -> str:
    """Curly quotes, dashes and the ellipsis in ASCII where that saves parts; a language's letters are never touched."""
    plain = text.translate(PLAIN)
    return plain if plain != text and smsutil.is_valid_gsm(plain) else text


def numbered(text: str, labels: Iterable[str]) -> str:
    """The text with its choices under it: `1 Ja`, `2 Nee`."""
    return "\n".join((text, *(f"{number} {label}" for number, label in enumerate(labels, 1))))


@dataclass(frozen=True, slots=True)
class Room:
    """How much fits on a page, and what is said under one that is not the end; `goes_on`: nor is the last."""

    most_parts: int
    hint: str
    goes_on: bool = False

    def fits(self, page: str) -> bool:
        return sms_parts(self.hinted(page)) <= self.most_parts

    def hinted(self, page: str) -> str:
        return f"{page}\n{self.hint}"


def pages(text: str, room: Room) -> tuple[str, ...]:
    """The text as it is when it fits, else pages broken at sentences; all but the end have the hint under them."""
    if not room.goes_on and sms_parts(text) <= room.most_parts:
        return (text,)
    found = list(_broken(text, room))
    last = room.hinted(found[-1]) if room.goes_on else found[-1]
    return (*map(room.hinted, found[:-1]), last)


def _broken(text: str, room: Room) -> Iterator[str]:
    if room.fits(text):
        yield text
        return
    page = ""
    for piece in _pieces(text, room):
        longer = f"{page}{piece}"
        if page and not room.fits(longer.strip()):
            yield page.strip()
            longer = piece.lstrip()
        page = longer
    yield page.strip()


def _pieces(text: str, room: Room) -> Iterable[str]:
    """Sentences, each with the white space before it; a sentence too long for a page falls apart in words."""
    for number, line in enumerate(line for line in text.splitlines() if line.strip()):
        for place, sentence in enumerate(sentences(line)):
            before = "" if number == place == 0 else "\n" if place == 0 else " "
            if room.fits(sentence):
                yield before + sentence
            else:
                yield from _words(before, sentence)


def _words(before: str, sentence: str) -> Iterable[str]:
    for word in sentence.split():
        yield before + word
        before = " "
