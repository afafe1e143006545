"""Files out and in: spreadsheets, PO and what is signed; what comes in becomes a patch, and nothing is changed here."""

from base64 import b64encode
from dataclasses import astuple, dataclass
from typing import Final

from bot.content.exchange.bringing import judged, read
from bot.content.exchange.lines import lines
from bot.content.exchange.patch import patch
from bot.content.exchange.tables import to_csv, to_xlsx
from bot.content.importing import Hand, by_translator, imported
from bot.content.library import DUTCH
from bot.content.load import po_files
from bot.content.pack import harmful_owners, pack
from bot.content.problem import Problem
from bot.content.sync import po_path
from bot.content.translations import KINDS
from bot.errors import ContentBroken
from bot.web.preview.source import Preview

TYPES: Final = {
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".po": "text/x-gettext-translation; charset=utf-8",
    ".pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a file: the patch (empty: nothing changes), how many texts it has, and what was refused."""

    name: str
    patch: str = ""
    taken: int = 0
    same: int = 0
    refused: tuple[Problem, ...] = ()
    trouble: str = ""  # nothing of it could be used

    def link(self) -> str:
        """The patch as an address that a browser saves without asking us again."""
        return f"data:text/x-patch;base64,{b64encode(self.patch.encode()).decode()}"


def names(language: str) -> tuple[str, ...]:
    """Files that a language has to download."""
    if language == DUTCH:
        return ("nakijken-nl.pdf",)
    sheets = (f"wiegwijzer-{language}{suffix}" for suffix in (".xlsx", ".csv"))
    return (*sheets, *(f"{language}-{kind}.po" for kind in KINDS), f"nakijken-{language}.pdf")


def made(preview: Preview, name: str) -> tuple[bytes, str] | None:
    """A file by its name, with its type; None: there is no such."""
    library = preview.library()
    language = next((code for code in library.languages if name in names(code)), "")
    suffix = f".{name.rpartition('.')[2]}"
    if not language:
        return None
    if suffix == ".pdf":
        from bot.export.pack import pack_pdf  # noqa: PLC0415 - typst is heavy

        owners = harmful_owners(library)
        return pack_pdf(pack(library, language, owners, preview.today())), TYPES[suffix]
    existing = dict(po_files(preview.root))
    if suffix == ".po":
        kind = name.removeprefix(f"{language}-").removesuffix(suffix)
        return existing.get(po_path(language, kind), "").encode(), TYPES[suffix]
    rows = [astuple(line) for line in lines(library, language, existing)]
    rtl = library.languages[language].rtl
    return to_csv(rows) if suffix == ".csv" else to_xlsx(rows, rtl), TYPES[suffix]


def taken_in(preview: Preview, name: str, content: bytes, by: str) -> Answer:
    """What a translator's file would change, as a patch for who looks after the files."""
    library = preview.library()
    try:
        brought, language = read(name, content)
    except ContentBroken as error:
        return Answer(name, trouble=str(error))
    if language not in library.languages.keys() - {DUTCH}:
        return Answer(name, trouble=f"In dit bestand staat geen taal waarin wij vertalen ('{language}').")
    existing = dict(po_files(preview.root))
    found = judged(library, language, brought, existing)
    after = imported(library, Hand(language, by_translator(by)), found.taken, existing)
    return Answer(name, patch(existing, after), len(found.taken), found.same, tuple(found.refused))
