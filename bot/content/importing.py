"""Takes translations in by text id, from a flat file. Pure: refuses what does not fit, says which and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.content.facts import placeholders
from bot.content.manuscript import Sheet
from bot.content.parse.yaml import read_yaml
from bot.content.problem import Problem, did_you_mean, problem
from bot.content.schema import Library, Place, Text
from bot.content.sync import FUZZY, Target, merged, po_path
from bot.content.translations import KINDS, kind_of, parse_po

BY_MACHINE = "machinevertaling, niet nagekeken"
RULE = "import"


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose translations these are: the language, and what stands with each of them for who reads the PO file."""

    language: str
    mark: str = BY_MACHINE


def by_translator(name: str = "") -> str:
    """The mark of a translator's file. Nobody is named who did not say so; nobody has reviewed it yet."""
    name = " ".join(name.split())
    return f"vertaald door {name}, niet nagekeken" if name else "uit een bestand van een vertaler, niet nagekeken"


def read_flat(source: str, sheet: Sheet) -> dict[str, Text]:
    """`text id: translation` pairs of a YAML file; what cannot be read is noted on the sheet."""
    root = read_yaml(source, sheet)
    named = (root.fields or {}) if root else {}
    if root and root.fields is None:
        sheet.note(1, "leesfout", "Hier horen regels 'tekst-id: vertaling' te staan.", "Zie content/README.md.")
    return {text_id: Text(text_id, (entry.text or "").strip(), entry.place) for text_id, entry in named.items()}


def refusals(library: Library, language: str, given: Mapping[str, Text], existing: Mapping[str, str]) -> list[Problem]:
    """Everything that keeps these translations out; empty when all fit."""
    checked = _by_people(language, existing)
    return [found for text in given.values() for found in _refused(library, text, checked)]


def imported(library: Library, hand: Hand, given: Mapping[str, Text], existing: Mapping[str, str]) -> dict[str, str]:
    """Path → new PO text, with the given translations in and marked with whose they are."""
    files = {}
    for kind in {kind_of(text_id) for text_id in given}:
        path = po_path(hand.language, kind)
        po = merged(library, Target(hand.language, kind), existing.get(path, ""))
        for entry in po:
            if entry.msgctxt in given and not entry.obsolete:
                entry.msgstr = given[entry.msgctxt].words
                entry.tcomment = hand.mark
                entry.previous_msgid = None
                entry.flags = [flag for flag in entry.flags if flag != FUZZY]
        files[path] = str(po)
    return files


def misfits(text: Text, words: str, place: Place) -> Iterator[Problem]:
    """Why these words can be no translation of that text."""
    if not words:
        yield problem(place, RULE, f"De vertaling van '{text.id}' is leeg.", "Vul hem in of haal de regel weg.")
    if placeholders(words) != placeholders(text.words):
        wanted = ", ".join(f"{{{name}}}" for name in sorted(placeholders(text.words))) or "geen"
        yield problem(place, RULE, f"De plaatshouders van '{text.id}' kloppen niet.", f"Er horen te staan: {wanted}.")


def _refused(library: Library, given: Text, checked: frozenset[str]) -> Iterator[Problem]:
    text = library.texts.get(given.id)
    if text is None:
        yield problem(given.place, RULE, f"De tekst '{given.id}' bestaat niet.", did_you_mean(given.id, library.texts))
        return
    yield from misfits(text, given.words, given.place)
    if given.id in checked:
        tip = "Verander deze tekst in het PO-bestand zelf."
        yield problem(given.place, RULE, f"'{given.id}' is al door een mens vertaald.", tip)


def _by_people(language: str, existing: Mapping[str, str]) -> frozenset[str]:
    """Text ids with a current translation that no machine made; these are never overwritten."""
    sources = (existing.get(po_path(language, kind), "") for kind in KINDS)
    entries = (entry for source in sources if source for entry in parse_po(source))
    return frozenset(
        entry.msgctxt
        for entry in entries
        if entry.msgstr and not entry.obsolete and FUZZY not in entry.flags and entry.tcomment != BY_MACHINE
    )
