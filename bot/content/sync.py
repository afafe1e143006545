"""Brings PO files up to date with the Dutch, by text id: changed Dutch becomes fuzzy, gone Dutch obsolete.

Pure: PO text in, PO text out; the command line reads and writes the files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polib

from bot.content.library import DUTCH
from bot.content.schema import Library, Text
from bot.content.titles import owner_title
from bot.content.translations import KINDS, kind_of, parse_po

FOLDER = "content/multilingual"
WRAP = 100
FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Target:
    """Which PO file. `small` is a text id or owner whose change leaves translations valid."""

    language: str
    kind: str
    small: str = ""


def po_path(language: str, kind: str) -> str:
    return f"{FOLDER}/{language}/{kind}.po"


def synced(library: Library, existing: Mapping[str, str], small: str = "") -> dict[str, str]:
    """Path → new text of every template and PO file. `small` is a text id, or an owner such as `topics/foliumzuur`,
    whose change leaves translations valid. Raises OSError for a PO file that cannot be read.
    """
    files = {f"{FOLDER}/template/{kind}.pot": str(_template(library, kind)) for kind in KINDS}
    for language in library.languages.keys() - {DUTCH}:
        for kind in KINDS:
            path = po_path(language, kind)
            files[path] = str(merged(library, Target(language, kind, small), existing.get(path, "")))
    return files


def merged(library: Library, target: Target, existing: str) -> polib.POFile:
    """One language's PO file of one kind, with today's Dutch."""
    was = parse_po(existing) if existing else polib.POFile()
    old = {entry.msgctxt: entry for entry in was}
    new = _empty(target.language, target.kind)
    new.metadata = {**was.metadata, **new.metadata}  # what Poedit or Weblate wrote there stays
    for text in _texts(library, target.kind):
        new.append(_entry(library, text, target, old.pop(text.id, None)))
    for entry in old.values():
        if entry.msgstr:
            entry.obsolete = True
            new.append(entry)
    return new


def _entry(library: Library, text: Text, target: Target, old: polib.POEntry | None) -> polib.POEntry:
    entry = old or polib.POEntry(msgctxt=text.id, msgid=text.words)
    if entry.msgid != text.words:
        _take_new_dutch(entry, text, is_small=_is_small(text.id, target.small))
    if FUZZY not in entry.flags:  # a translator said that it is good
        entry.previous_msgid = None
    entry.obsolete = False
    entry.comment = "\n".join(_comments(library, text, target.language))
    entry.occurrences = [(text.place.path, "")]
    return entry


def _is_small(text_id: str, small: str) -> bool:
    """`small` is this very id, or the owner before its `#`."""
    return small in (text_id, text_id.partition("#")[0])


def _take_new_dutch(entry: polib.POEntry, text: Text, *, is_small: bool) -> None:
    was_fuzzy = FUZZY in entry.flags
    if entry.msgstr and not is_small:
        if not was_fuzzy:
            entry.flags.append(FUZZY)
        entry.previous_msgid = entry.previous_msgid or entry.msgid
    entry.msgid = text.words


def _texts(library: Library, kind: str) -> Iterator[Text]:
    return (text for text in library.texts.values() if kind_of(text.id) == kind)


def _template(library: Library, kind: str) -> polib.POFile:
    pot = _empty("", kind)
    for text in _texts(library, kind):
        pot.append(_entry(library, text, Target("", kind), None))
    return pot


def _empty(language: str, kind: str) -> polib.POFile:
    file = polib.POFile(wrapwidth=WRAP)
    file.metadata = {
        "Project-Id-Version": f"wiegwijzer {kind}",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return file


def _comments(library: Library, text: Text, language: str) -> Iterator[str]:
    """What a translator sees beside the text: where it belongs, how long it may be, what to look out for."""
    part, title = text.id.partition("#")[2], owner_title(library, text.id)
    if title and part != "titel":
        yield f"Bij: {title} ({part})"
    most = budget(library, text.id, language)
    if most:
        yield f"Hooguit {most} sms-delen. Houd het kort."
    if text.hint:
        yield text.hint


def budget(library: Library, text_id: str, language: str) -> int:
    """How many SMS parts a translation of this text may cost; 0: as many as it takes."""
    known = library.languages.get(language, library.languages[DUTCH])
    if text_id.startswith("nood/") and not text_id.endswith("#titel"):
        return known.urgent_parts
    return known.sms_parts if text_id.endswith("#sms") else 0
