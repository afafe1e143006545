"""A translator who fills in what was exported."""

from pathlib import Path

import polib

from bot.content.exchange.lines import COLUMNS, WORDS
from bot.content.exchange.tables import from_csv, from_xlsx, to_csv, to_xlsx
from bot.content.translations import parse_po
from tests.content.small_content import run

TURKISH = "content/multilingual/tr/ui.po"


def exported(root: Path, name: str, *options: str) -> Path:
    file = root / name
    code, said = run(root, "export", "tr", str(file), *options)
    assert (code, f"staan in {file}" in said) == (0, True)
    return file


def rows_of(file: Path) -> list[list[str]]:
    content = file.read_bytes()
    return [list(row) for row in (from_csv(content) if file.suffix == ".csv" else from_xlsx(content))]


def edited(file: Path, **cells: str) -> Path:
    """As a translator saves it: `ui__ja="Evet"` fills the translation of `ui#ja`."""
    return changed(file, {name.replace("__", "#"): {WORDS: words} for name, words in cells.items()})


def changed(file: Path, by_id: dict[str, dict[str, str]]) -> Path:
    rows = rows_of(file)
    for row in rows:
        for column, words in by_id.get(row[0], {}).items():
            row[COLUMNS.index(column)] = words
    file.write_bytes(to_csv(rows[1:]) if file.suffix == ".csv" else to_xlsx(rows[1:], rtl=False))
    return file


def entry(root: Path, text_id: str, path: str = TURKISH) -> polib.POEntry:
    return next(one for one in parse_po((root / path).read_text("utf-8")) if one.msgctxt == text_id)


def everything(root: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in (root / "content").rglob("*") if file.is_file()}
