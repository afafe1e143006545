"""Rows as CSV or as an Excel file, and back. Pure: bytes in, rows out. Nothing in a cell is ever a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from bot.content.exchange.lines import COLUMNS, EDITABLE, ID, MARKS, WORDS
from bot.errors import ContentBroken

Row = Sequence[str]
WIDTHS: Final = (28, 22, 50, 30, 50, 15, 11, 40, 26)  # of the columns, in characters
UNPACKED: Final = 50_000_000  # bytes; a small file may hold far more than memory does
_BOM: Final = "\ufeff"  # by it Excel sees that the file is UTF-8
# What a spreadsheet takes for a formula (CWE-1236), and the apostrophes we put before it.
_ACTIVE: Final = re.compile(r"'*[=+\-@\t\r]")
_SHIELDED: Final = re.compile(r"'+[=+\-@\t\r]")
_BREAKS: Final = (";", "\t", ",")


def to_csv(rows: Iterable[Row]) -> bytes:
    """UTF-8 with a mark, `;` between cells as Dutch and Turkish Excel want it, every cell in quotes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([_shielded(cell) for cell in row] for row in rows)
    return f"{_BOM}{out.getvalue()}".encode()


def from_csv(content: bytes) -> list[Row]:
    """All rows with the header first, whatever stands between cells. Raises `ContentBroken`."""
    source = _decoded(content)
    header = source.partition("\n")[0]
    delimiter = max(_BREAKS, key=header.count)
    try:
        rows = list(csv.reader(io.StringIO(source, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ContentBroken(f"Dit CSV-bestand is niet te lezen: {error}.") from None
    return [[cell[1:] if _SHIELDED.match(cell) else cell for cell in row] for row in rows]


def to_xlsx(rows: Iterable[Row], rtl: bool) -> bytes:
    """One sheet: header and id stay in view, only what a translator fills in can be changed."""
    from xlsxwriter import Workbook  # noqa: PLC0415 – only for who exports

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("vertalen")
        sheet.freeze_panes(1, 1)
        # Against mistakes, not against people: there is no password.
        sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
        formats = [book.add_format(_looks(column, rtl)) for column in COLUMNS]
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        for place, (column, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            sheet.set_column(place, place, width, formats[place])
            sheet.write_string(0, place, column, bold)
        last = _fill(sheet, rows, formats)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    return out.getvalue()


def from_xlsx(content: bytes) -> list[Row]:
    """All rows of the first sheet. Raises `ContentBroken`."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 – only for who imports

    try:
        with ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise ContentBroken("Dit Excel-bestand is te groot.")
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (BadZipFile, CalamineError, IndexError, OSError):
        raise ContentBroken("Dit Excel-bestand is niet te lezen. Bewaar het opnieuw als .xlsx.") from None
    return [[_told(cell) for cell in row] for row in rows]


def columns(header: Row) -> dict[str, int]:
    """Column → its place. Raises `ContentBroken` when one that we need is gone."""
    places = {cell.strip().casefold(): place for place, cell in enumerate(header)}
    missing = [name for name in (ID, WORDS, MARKS) if name not in places]
    if missing:
        raise ContentBroken(f"De kolom '{missing[0]}' ontbreekt. Maak het bestand opnieuw met content export.")
    return {column: places[column.casefold()] for column in COLUMNS if column.casefold() in places}


def _fill(sheet: Any, rows: Iterable[Row], formats: Sequence[Any]) -> int:
    """How many rows there are."""
    last = 0
    for last, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            sheet.write_string(last, place, cell, formats[place])
    return last


def _looks(column: str, rtl: bool) -> dict[str, object]:
    """`@`: what is typed stays text, also a number or `=`."""
    looks: dict[str, object] = {"text_wrap": True, "valign": "top", "num_format": "@", "locked": column not in EDITABLE}
    if column not in EDITABLE:
        looks["font_color"] = "#555555"
    if column == WORDS and rtl:
        looks |= {"reading_order": 2, "align": "right"}
    return looks


def _shielded(cell: str) -> str:
    return f"'{cell}" if _ACTIVE.match(cell) else cell


def _decoded(content: bytes) -> str:
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))  # "Unicode-tekst" of Excel
    try:
        return content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        tip = "Bewaar het als 'CSV UTF-8', of als Excel-bestand (.xlsx)."
        raise ContentBroken(f"De letters van dit bestand zijn niet te lezen. {tip}") from None


def _told(cell: object) -> str:
    """A number that a program made of typed digits is those digits again."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
