"""A translator's file read and judged line by line: what is taken, and what is refused and why (in Dutch). Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

import polib

from bot.content.exchange.lines import ID, MARKS, NONE, STATE, STILL_GOOD, WORDS, Marks, clean, read_marks, short_hash
from bot.content.exchange.tables import Row, columns, from_csv, from_xlsx
from bot.content.importing import RULE, misfits
from bot.content.problem import Problem, did_you_mean, problem
from bot.content.schema import Library, Place, Text
from bot.content.sync import FUZZY, Target, merged, po_path
from bot.content.translations import KINDS, lost_quote, parse_po
from bot.errors import ContentBroken

KINDS_OF_FILE: Final = (".csv", ".xlsx", ".po")
TIPS: Final = 20  # a file of another project has thousands of unknown ids, and looking for a likely one takes time
AGAIN: Final = "Maak een nieuw bestand met content export, en zet deze regel daarin."


@dataclass(frozen=True, slots=True)
class Brought:
    """One line of a file. `marks`: as it went out; None in a PO file, which holds the Dutch itself (`dutch`).

    `still_good`: the translator says that these words fit the Dutch of now, changed or not.
    """

    id: str
    words: str
    place: Place
    marks: Marks | None = None
    dutch: str = ""
    still_good: bool = False


@dataclass(slots=True)
class Judged:
    """`taken`: text id → new translation. `same`: how many lines bring nothing new."""

    taken: dict[str, Text] = field(default_factory=dict)
    refused: list[Problem] = field(default_factory=list)
    same: int = 0


def read(name: str, content: bytes) -> tuple[list[Brought], str]:
    """Lines of a CSV, Excel or PO file, and the language it says to be in. Raises `ContentBroken`, in Dutch."""
    suffix = PurePath(name).suffix.casefold()
    if suffix == ".po":
        return _from_po(name, content)
    if suffix not in KINDS_OF_FILE:
        raise ContentBroken(f"Een bestand '{suffix}' kan ik niet lezen. Wel: {', '.join(KINDS_OF_FILE)}.")
    rows = from_csv(content) if suffix == ".csv" else from_xlsx(content)
    brought = list(_from_rows(name, rows))
    languages = {line.marks.language for line in brought if line.marks} - {""}
    if len(languages) > 1:
        raise ContentBroken(f"In dit bestand staan verschillende talen: {', '.join(sorted(languages))}.")
    return brought, next(iter(languages), "")


def judged(library: Library, language: str, brought: Iterable[Brought], existing: Mapping[str, str]) -> Judged:
    """Each line against the Dutch and the PO files (path → text) of now."""
    files = (merged(library, Target(language, kind), existing.get(po_path(language, kind), "")) for kind in KINDS)
    now = {entry.msgctxt: entry for file in files for entry in file if not entry.obsolete}
    found = Judged()
    for line in brought:
        if line.id not in now:
            tip = did_you_mean(line.id, now) if len(found.refused) < TIPS else ""
            found.refused.append(problem(line.place, RULE, f"De tekst '{line.id}' bestaat niet.", tip))
        elif not _is_new(line, now[line.id]):
            found.same += 1
        elif reasons := list(_reasons(library.texts[line.id], line, now[line.id], found)):
            found.refused += reasons
        else:
            found.taken[line.id] = Text(line.id, line.words, line.place)
    return found


def _is_new(line: Brought, entry: polib.POEntry) -> bool:
    """It holds other words than went out, or says that old ones are still good."""
    if line.words == clean(entry.msgstr):
        return line.still_good and FUZZY in entry.flags
    return line.marks is None or line.still_good or short_hash(line.words) != line.marks.words


def _reasons(text: Text, line: Brought, entry: polib.POEntry, found: Judged) -> Iterator[Problem]:
    """Why it cannot be taken."""
    if line.id in found.taken:
        yield problem(line.place, RULE, f"'{line.id}' staat twee keer in dit bestand.", "Haal een van de regels weg.")
    if line.marks == NONE:
        yield problem(line.place, RULE, f"De kolom '{MARKS}' van '{line.id}' is leeg of veranderd.", AGAIN)
    elif _dutch_moved_on(text, line):
        tip = f"Nu staat er: '{text.words}'. {AGAIN}"
        yield problem(line.place, RULE, f"Het Nederlands van '{line.id}' is intussen veranderd.", tip)
    elif line.marks and short_hash(entry.msgstr) != line.marks.words:
        tip = f"Nu staat er: '{entry.msgstr}'. {AGAIN}" if entry.msgstr else f"Nu staat er niets. {AGAIN}"
        yield problem(line.place, RULE, f"De vertaling van '{line.id}' is intussen ook elders veranderd.", tip)
    yield from misfits(text, line.words, line.place)


def _dutch_moved_on(text: Text, line: Brought) -> bool:
    if line.marks:
        return line.marks.dutch != short_hash(text.words)
    return clean(line.dutch) != clean(text.words)


def _from_rows(name: str, rows: list[Row]) -> Iterator[Brought]:
    if not rows:
        raise ContentBroken("Dit bestand is leeg.")
    places = columns(rows[0])
    for number, row in enumerate(rows[1:], 2):
        cells = {column: clean(row[place]) if place < len(row) else "" for column, place in places.items()}
        if not any(cells.values()):
            continue
        still_good = cells.get(STATE, "").casefold() == STILL_GOOD
        place, marks = Place(name, number), read_marks(cells[MARKS])
        yield Brought(cells[ID], cells[WORDS], place, marks, still_good=still_good)


def _from_po(name: str, content: bytes) -> tuple[list[Brought], str]:
    """What is fuzzy or empty is not ready, so it is left out."""
    file = _po(content)
    if file is None:
        raise ContentBroken("Dit PO-bestand is niet te lezen. Bewaar het opnieuw in Poedit.")
    ready = (entry for entry in file if entry.msgstr.strip() and not entry.obsolete and FUZZY not in entry.flags)
    found = [_of_entry(name, entry) for entry in ready]
    return found, str(file.metadata.get("Language", "")).partition("_")[0]


def _po(content: bytes) -> polib.POFile | None:
    """None for what is no whole PO file: polib cuts off a letter where a quote is lost, and opens a file that one line
    names."""
    try:
        source = content.decode("utf-8-sig")
        lost = any(lost_quote(line) for line in source.split("\n"))
        return None if lost or "\nmsgctxt " not in source else parse_po(source)
    except (OSError, UnicodeDecodeError):
        return None


def _of_entry(name: str, entry: polib.POEntry) -> Brought:
    place = Place(name, entry.linenum or 1)
    return Brought(entry.msgctxt or "", clean(entry.msgstr), place, dutch=entry.msgid, still_good=True)
