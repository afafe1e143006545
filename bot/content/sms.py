"""SMS as pure functions: parts, letters that cost, pages for MEER, numbered choices."""

from collections.abc import Iterable

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
    return tuple(dict.fromkeys(letter for letter in text if not smsutil.is_valid_gsm(letter)))


def plain_letters(text: str) -> str:
    """Curly quotes, dashes and the ellipsis in ASCII where that saves parts; a language's letters are never touched."""
    plain = text.translate(PLAIN)
    return plain if plain != text and smsutil.is_valid_gsm(plain) else text


def numbered(text: str, labels: Iterable[str]) -> str:
    """The text with its choices under it: `1 Ja`, `2 Nee`."""
    return "\n".join((text, *(f"{number} {label}" for number, label in enumerate(labels, 1))))


def pages(text: str, most_parts: int, hint: str) -> tuple[str, ...]:
    """The text as it is when it fits, else pages broken at sentences; all but the last end with the hint."""
    if sms_parts(text) <= most_parts:
        return (text,)
    room = f"\n{hint}"
    found: list[str] = []
    page = ""
    for piece in _pieces(text, most_parts, room):
        longer = f"{page}{piece}"
        if page and sms_parts(longer.strip() + room) > most_parts:
            found.append(page.strip())
            longer = piece.lstrip()
        page = longer
    found.append(page.strip())
    return (*(f"{page}{room}" for page in found[:-1]), found[-1])


def _pieces(text: str, most_parts: int, room: str) -> Iterable[str]:
    """Sentences, each with the white space before it; a sentence too long for a page falls apart in words."""
    for number, line in enumerate(line for line in text.splitlines() if line.strip()):
        for place, sentence in enumerate(sentences(line)):
            before = "" if number == place == 0 else "\n" if place == 0 else " "
            if sms_parts(sentence + room) <= most_parts:
                yield before + sentence
            else:
                yield from _words(before, sentence)


def _words(before: str, sentence: str) -> Iterable[str]:
    for word in sentence.split():
        yield before + word
        before = " "
