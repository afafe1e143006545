"""Gettext PO as translations by text id (`msgctxt`). Never matched by likeness of text."""

import re
from collections.abc import Iterator
from types import MappingProxyType

import polib

from bot.content.manuscript import Sheet
from bot.content.schema import Translation

KINDS = MappingProxyType(  # PO file → what its texts are
    {
        "nood": "noodteksten",
        "ui": "eigen zinnen",
        "topics": "onderwerpen",
        "flows": "gesprekken",
        "checks": "zelfcheck",
        "blad": "blad voor de verloskundige",
        "feiten": "hoeveelheden en termijnen",
    }
)


KEYWORD = re.compile(r"^msg(?:ctxt|id|id_plural|str)(?:\[\d+\])?\s+")
PO_LINE = re.compile(r"\(line (\d+)\)")  # as polib says it


def kind_of(text_id: str) -> str:
    """The PO file a text belongs to: `topics/foliumzuur#sms` → `topics`, `ui#menu` → `ui`."""
    return text_id.partition("#")[0].partition("/")[0]


def parse_po(source: str) -> polib.POFile:
    """A PO file from its text. Raises OSError with the line when it cannot be read."""
    return polib.pofile(source, wrapwidth=100)


def lost_quote(line: str) -> bool:
    """Words of a PO file that are not between quotes: polib would cut off a letter of them without a word."""
    words = KEYWORD.sub("", line.strip().removeprefix("\ufeff"))
    return bool(words) and not words.startswith("#") and not (len(words) > 1 and words[0] == words[-1] == '"')


def read_translations(source: str, sheet: Sheet) -> dict[str, Translation]:
    """Text id → translation, of all entries that hold words. An unreadable file is noted and gives nothing."""
    for number, line in enumerate(source.split("\n"), 1):
        if lost_quote(line):
            message = "In deze regel mist een aanhalingsteken, aan het begin of aan het eind."
            sheet.note(number, "leesfout", message, 'Zet om de woorden "...".')
    try:
        entries = parse_po(source)
    except (OSError, UnicodeDecodeError) as error:
        tip = "Open het bestand in Poedit of Weblate en bewaar het opnieuw."
        at = PO_LINE.search(str(error))
        sheet.refuse(int(at[1]) if at else 1, "Vanaf hier is dit PO-bestand niet te lezen.", tip)
        return {}
    return dict(_filled(entries, sheet))


def _filled(entries: polib.POFile, sheet: Sheet) -> Iterator[tuple[str, Translation]]:
    for entry in entries:
        if entry.obsolete or not entry.msgctxt or not entry.msgstr.strip():
            continue
        fuzzy = "fuzzy" in entry.flags
        source = entry.previous_msgid or entry.msgid if fuzzy else entry.msgid
        yield entry.msgctxt, Translation(entry.msgstr, source, fuzzy, sheet.place(entry.linenum or 1))
