"""Opens every content file (nothing else does) and makes one library of them. Nothing is cached."""

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from bot.content.facts import FACT_PREFIX, PLACEHOLDER, fact_names
from bot.content.library import offerable
from bot.content.manuscript import Intake, Manuscript, Sheet
from bot.content.parse.checks import read_check
from bot.content.parse.flows import read_flow
from bot.content.parse.lists import DUTCH, dutch, read_facts, read_languages, read_menu, read_phrases
from bot.content.parse.pages import read_topic, read_urgent
from bot.content.problem import did_you_mean
from bot.content.schema import Library, Place
from bot.content.signoff import fingerprint
from bot.content.titles import titles
from bot.content.translations import KINDS, read_translations
from bot.errors import ContentBroken

MULTILINGUAL = "content/multilingual"
FACTS = "content/nl/feiten.yaml"
SHOWN_AT_ONCE = 20
WRITTEN = (".md", ".markdown", ".txt", ".yaml", ".yml", ".doc", ".docx", ".odt", ".rtf")  # what a text is saved as
NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
HALF_A_FACT = re.compile(r"feit:[\w:]+", re.IGNORECASE)  # without its braces it would be sent
CLASH = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)  # as git leaves it in a file that two people changed
LASTING = ("nood/", "ui#")  # texts whose last translation is said until there is a new one

Reader = Callable[[str, Sheet], None]
NamedReader = Callable[[str, str, Sheet], None]

LISTS: MappingProxyType[str, Reader] = MappingProxyType(
    {
        FACTS: read_facts,
        "content/nl/ui.yaml": partial(read_phrases, "ui"),
        "content/nl/blad.yaml": partial(read_phrases, "blad"),
        "content/nl/menu.yaml": read_menu,
        f"{MULTILINGUAL}/languages.yaml": read_languages,
    }
)
FOLDERS: MappingProxyType[str, NamedReader] = MappingProxyType(
    {
        "content/nl/topics/*.md": read_topic,
        "content/nl/nood/*.md": read_urgent,
        "content/nl/flows/*.yaml": read_flow,
        "content/nl/checks/*.yaml": read_check,
    }
)


def load(root: Path) -> Library:
    """The whole content below the project's root. Raises `ContentBroken` with `path:line` and what to do, in Dutch."""
    manuscript = survey(root)
    if manuscript.problems:
        shown = "\n".join(str(problem) for problem in manuscript.problems[:SHOWN_AT_ONCE])
        raise ContentBroken(f"De inhoud kan zo niet gebruikt worden. Verbeter dit eerst:\n{shown}")
    return manuscript.library


def survey(root: Path, into: Container[str] | None = None) -> Manuscript:
    """The content with everything that is wrong with reading it, and with places and sign-offs for the checker.

    `into`: the languages whose translations are read; None: all.
    """
    intake = Intake()
    for path, read in LISTS.items():
        if (root / path).exists():
            _open(root / path, root, intake, read)
    for pattern, read_named in FOLDERS.items():
        folder, _, kind = pattern.rpartition("/*")
        for file in sorted(file for file in root.glob(f"{folder}/*") if not _is_note(file)):
            if _well_named(file, kind, Sheet(file.relative_to(root).as_posix(), intake)):
                _open(file, root, intake, partial(read_named, file.stem))
    intake.languages.setdefault(DUTCH, dutch())
    for language in intake.languages.keys() - {DUTCH}:
        intake.translations[language] = {}
        for kind in KINDS if into is None or language in into else ():
            _read_po(root, language, kind, intake)
    if FACTS not in intake.unread:
        _note_unknown_facts(intake)
    if not intake.texts:
        place = Sheet("content/nl", intake)
        place.note(1, "leesfout", "Hier staat geen inhoud.", "Start het programma in de map van het project.")
    return _signed(intake)


def po_files(root: Path) -> Iterator[tuple[str, str]]:
    """Path below the root, and text, of every PO file there is."""
    for file in sorted((root / MULTILINGUAL).glob("*/*.po")):
        yield file.relative_to(root).as_posix(), file.read_text("utf-8")


def _note_unknown_facts(intake: Intake) -> None:
    """Refused while reading: a number missing from an urgent text may never be found out at delivery. So too in a
    translation that is said though its Dutch moved on.
    """
    texts = [(text.words, text.place) for text in intake.texts.values()]
    made = (one for language in intake.translations.values() for one in language.items())
    texts += [(one.words, one.place) for text_id, one in made if text_id.startswith(LASTING)]
    for words, begins in texts:
        for name in fact_names(words) - intake.facts.keys():
            place = _line_of(f"{{{FACT_PREFIX}{name}", words, begins)
            tip = did_you_mean(name, intake.facts)
            intake.note(place, "feit-onbekend", f"'{{feit:{name}}}' staat niet in feiten.yaml.", tip)
        for half in HALF_A_FACT.findall(PLACEHOLDER.sub("", words)):
            tip = "Schrijf: '{feit:naam}', tussen { en }, met kleine letters."
            intake.note(_line_of(half, words, begins), "feit-onbekend", f"Bij '{half}' klopt iets niet.", tip)


def _line_of(part: str, words: str, begins: Place) -> Place:
    above, _, _ = words.partition(part)
    return Place(begins.path, begins.line + above.count("\n"))


def _is_note(file: Path) -> bool:
    """README.md and the like: written for the editors themselves. Or what a word processor keeps beside a file."""
    return file.stem.isupper() or file.name.startswith((".", "~"))


def _well_named(file: Path, kind: str, sheet: Sheet) -> bool:
    """Its name is the id of its texts. Noted when it is none: a page that nobody reads would only seem to be there."""
    if file.suffix == kind and not NAME.fullmatch(file.stem):
        tip = f"Gebruik alleen kleine letters, cijfers en streepjes, zoals 'zwemmen-en-baden{kind}'."
        sheet.note(1, "leesfout", "De naam van dit bestand kan niet: hij is het id van de tekst.", tip)
    if file.suffix != kind and file.suffix.casefold() in WRITTEN:
        message = f"Dit bestand lees ik niet: de naam eindigt niet op '{kind}'."
        sheet.note(1, "leesfout", message, f"Noem het bijvoorbeeld 'zwemmen{kind}'.")
    return file.suffix == kind


def _read_po(root: Path, language: str, kind: str, intake: Intake) -> None:
    file = root / MULTILINGUAL / language / f"{kind}.po"
    if file.exists():
        _open(file, root, intake, partial(_take_po, language))


def _take_po(language: str, source: str, sheet: Sheet) -> None:
    sheet.intake.translations[language].update(read_translations(source, sheet))


def _open(file: Path, root: Path, intake: Intake, read: Reader) -> None:
    sheet = Sheet(file.relative_to(root).as_posix(), intake)
    try:
        source = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        sheet.refuse(1, "Dit bestand is geen UTF-8.", "Bewaar het opnieuw als UTF-8.")
        return
    if not source.strip():
        sheet.refuse(1, "Dit bestand is leeg.", "Zet de tekst terug, of haal het bestand weg.")
    elif clash := CLASH.search(source):
        tip = "Kies er een. Haal daarna de regels weg die met <<<<<<<, ======= of >>>>>>> beginnen."
        sheet.refuse(source.count("\n", 0, clash.start()) + 1, "Hier staan twee versies van dezelfde tekst.", tip)
    else:
        read(source, sheet)


def _signed(intake: Intake) -> Manuscript:
    manuscript = intake.manuscript()
    library, given = manuscript.library, intake.sign_offs.items()
    signed = {owner: one for owner, one in given if one.fingerprint == fingerprint(library, owner)}
    made = replace(library, signed=signed, offered=offerable(library), titled=titles(library))
    return replace(manuscript, library=made)
