"""What a translator gets: one line a text, with marks by which we see afterwards what moved on meanwhile. Pure."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import Final

import polib

from bot.content.schema import Library, Text
from bot.content.sync import FUZZY, Target, budget, merged, po_path
from bot.content.titles import owner_title, part_of
from bot.content.translations import KINDS, kind_of

ID, WORDS, STATE, MARKS = "tekst-id", "vertaling", "staat", "niet veranderen"
COLUMNS: Final = (ID, "wat het is", "Nederlands", "Nederlands van toen", WORDS, STATE, "sms-delen", "uitleg", MARKS)
EDITABLE: Final = (WORDS, STATE)
MISSING, STALE, UNREVIEWED, DONE = "mist", "verouderd", "niet nagekeken", "klaar"
STILL_GOOD: Final = "goed"  # typed by a translator whose old translation also fits the new Dutch
OPEN: Final = (MISSING, STALE)
_LENGTH: Final = 8  # hexadecimal digits of a mark


@dataclass(frozen=True, slots=True)
class Line:
    """One text as a row, in the order of `COLUMNS`. `before`: the Dutch it was translated from, when that moved on."""

    id: str
    what: str
    dutch: str
    before: str
    words: str
    state: str
    parts: str
    note: str
    marks: str


@dataclass(frozen=True, slots=True)
class Marks:
    """Language, and short hashes of the Dutch and of the translation as they went out: `tr-1f0a7c22-9be04d11`."""

    language: str
    dutch: str
    words: str

    def __str__(self) -> str:
        return "-".join(astuple(self))


NONE: Final = Marks("", "", "")  # what stands there we never wrote


def marks_of(language: str, dutch: str, words: str) -> Marks:
    return Marks(language, short_hash(dutch), short_hash(words))


def read_marks(cell: str) -> Marks:
    parts = cell.strip().split("-")
    return Marks(*parts) if len(parts) == 3 and all(parts) else NONE


def lines(library: Library, language: str, existing: Mapping[str, str]) -> list[Line]:
    """Every text, with the translation that stands in the PO files of now (path → text)."""
    return [
        _line(library, library.texts[entry.msgctxt], entry, language)
        for kind in KINDS
        for entry in merged(library, Target(language, kind), existing.get(po_path(language, kind), ""))
        if not entry.obsolete
    ]


def clean(words: str) -> str:
    """As programs leave it behind in a cell: their line breaks and white space at the ends are none of the text."""
    return words.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def short_hash(words: str) -> str:
    return sha256(clean(words).encode()).hexdigest()[:_LENGTH]


def _line(library: Library, text: Text, entry: polib.POEntry, language: str) -> Line:
    return Line(
        id=text.id,
        what=_what(library, text),
        dutch=text.words,
        before=entry.previous_msgid or "" if FUZZY in entry.flags else "",
        words=entry.msgstr,
        state=_state(entry),
        parts=_allowed(library, text.id, language),
        note=text.hint,
        marks=str(marks_of(language, text.words, entry.msgstr)),
    )


def _what(library: Library, text: Text) -> str:
    return f"{owner_title(library, text.id) or KINDS[kind_of(text.id)]}: {part_of(text.id)}"


def _allowed(library: Library, text_id: str, language: str) -> str:
    most = budget(library, text_id, language)
    return f"hooguit {most}" if most else ""


def _state(entry: polib.POEntry) -> str:
    if not entry.msgstr.strip():
        return MISSING
    if FUZZY in entry.flags:
        return STALE
    return UNREVIEWED if UNREVIEWED in entry.tcomment else DONE
