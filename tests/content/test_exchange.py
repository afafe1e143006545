"""To a translator and back: what goes out comes back whole, and what moved on meanwhile is refused by row and id."""

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bot.content.exchange.lines import COLUMNS, MARKS, STATE, WORDS, lines
from bot.content.exchange.patch import patch
from bot.content.exchange.tables import from_csv, from_xlsx, to_csv, to_xlsx
from bot.content.load import po_files, survey
from bot.content.schema import Library
from bot.errors import ContentBroken
from tests.content.exchanging import TURKISH, changed, edited, entry, everything, exported, rows_of
from tests.content.small_content import PROJECT, SMALL, change, run


@pytest.mark.parametrize("name", ["tr.csv", "tr.xlsx"])
def test_out_and_back(root: Path, name: str) -> None:
    file = edited(exported(root, name), ui__ja="=Evet", ui__meer_hint="Devamı için {woord} yaz")
    code, said = run(root, "import", "tr", str(file), "--door", "A. Yılmaz, vertaler")
    assert (code, said.splitlines()[0]) == (0, "2 vertalingen overgenomen in 1 bestand.")
    assert (entry(root, "ui#ja").msgstr, entry(root, "ui#ja").tcomment) == (
        "=Evet",
        "vertaald door A. Yılmaz, vertaler, niet nagekeken",
    )
    assert run(root, "import", "tr", str(file))[1].splitlines()[0] == "0 vertalingen overgenomen in 0 bestanden."


def test_nobody_is_named_who_did_not_say_so(root: Path) -> None:
    run(root, "import", "tr", str(edited(exported(root, "tr.csv"), ui__ja="Evet")))
    assert entry(root, "ui#ja").tcomment == "uit een bestand van een vertaler, niet nagekeken"


@pytest.mark.parametrize("name", ["tr.csv", "tr.xlsx"])
def test_an_untouched_file_changes_nothing(root: Path, name: str) -> None:
    file, before = exported(root, name), everything(root)
    change(root, "content/nl/ui.yaml", "ja: Ja", "ja: Jazeker")
    change(root, "content/nl/ui.yaml", "ja: Jazeker", "ja: Ja")
    assert run(root, "import", "tr", str(file))[0] == 0
    assert everything(root) == before


def test_moved_dutch_is_refused_by_row_and_id_and_nothing_is_written(root: Path) -> None:
    file = edited(exported(root, "tr.xlsx"), ui__ja="Evet", ui__meer_hint="{woord} yaz")
    change(root, "content/nl/ui.yaml", "ja: Ja", "ja: Jazeker")
    before, row = everything(root), [line[0] for line in rows_of(file)].index("ui#ja") + 1
    code, said = run(root, "import", "tr", str(file))
    assert code == 1
    assert f"{file}:{row}: [import] Het Nederlands van 'ui#ja' is intussen veranderd." in said
    assert "Nu staat er: 'Jazeker'. Maak" in said
    assert "1 kunnen wel" in said
    assert everything(root) == before
    code, _ = run(root, "import", "tr", str(file), "--rest")
    assert (code, entry(root, "ui#meer_hint").msgstr, entry(root, "ui#ja").msgstr) == (0, "{woord} yaz", "")


def other_hand(root: Path, file: Path) -> None:
    run(root, "import", "tr", str(edited(exported(root, "x.csv"), ui__ja="Tamam")))
    edited(file, ui__ja="Evet")


def unknown(root: Path, file: Path) -> None:
    changed(file, {"ui#ja": {WORDS: "Evet", "tekst-id": "ui#jaa"}})


def without_placeholder(root: Path, file: Path) -> None:
    edited(file, ui__meer_hint="yaz")


def emptied(root: Path, file: Path) -> None:
    run(root, "import", "tr", str(edited(exported(root, "x.csv"), ui__ja="Tamam")))
    edited(exported(root, file.name), ui__ja="")


def without_marks(root: Path, file: Path) -> None:
    changed(file, {"ui#ja": {WORDS: "Evet", MARKS: ""}})


def twice(root: Path, file: Path) -> None:
    rows = rows_of(edited(file, ui__ja="Evet"))
    file.write_bytes(to_csv([*rows[1:], *(row for row in rows if row[0] == "ui#ja")]))


REFUSED: list[tuple[Callable[[Path, Path], None], str]] = [
    (other_hand, "De vertaling van 'ui#ja' is intussen ook elders veranderd."),
    (unknown, "De tekst 'ui#jaa' bestaat niet.\n    Tip: Bedoel je 'ui#ja'?"),
    (without_placeholder, "De plaatshouders van 'ui#meer_hint' kloppen niet."),
    (emptied, "De vertaling van 'ui#ja' is leeg."),
    (without_marks, "De kolom 'niet veranderen' van 'ui#ja' is leeg of veranderd."),
    (twice, "'ui#ja' staat twee keer in dit bestand."),
]


@pytest.mark.parametrize(("damage", "heard"), REFUSED, ids=[damage.__name__ for damage, _ in REFUSED])
def test_what_is_refused_and_why(root: Path, damage: Callable[[Path, Path], None], heard: str) -> None:
    file = exported(root, "tr.csv")
    damage(root, file)
    before = everything(root)
    code, said = run(root, "import", "tr", str(file))
    assert (code, heard in said) == (1, True), said
    assert everything(root) == before


@pytest.mark.parametrize(
    ("name", "content", "heard"),
    [
        ("tr.csv", b"tekst-id;vertaling\nui#ja;Evet", "De kolom 'niet veranderen' ontbreekt."),
        ("tr.csv", "tekst-id;vertaling;niet veranderen\nui#ja;şu".encode("cp1254"), "CSV UTF-8"),
        ("tr.csv", b"", "Dit bestand is leeg."),
        ("tr.xlsx", b"PK no", "Dit Excel-bestand is niet te lezen."),
        ("tr.po", b'msgid "', "Dit PO-bestand is niet te lezen."),
        ("tr.po", b'msgid "x"\nmsgid', "Dit PO-bestand is niet te lezen."),
        (
            "tr.po",
            b'msgid ""\nmsgstr ""\n\nmsgctxt "ui#ja"\nmsgid "Ja"\nmsgstr "Eve',
            "Dit PO-bestand is niet te lezen.",
        ),
        ("tr.po", bytes(SMALL / TURKISH), "Dit PO-bestand is niet te lezen."),
        ("tr.docx", b"", "Wel: .csv, .xlsx, .po"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(root: Path, name: str, content: bytes, heard: str) -> None:
    (root / name).write_bytes(content)
    code, said = run(root, "import", "tr", str(root / name))
    assert (code, heard in said, "Traceback" in said) == (1, True, False), said


def test_a_file_that_is_not_there(root: Path) -> None:
    assert run(root, "import", "tr", str(root / "weg.csv")) == (1, f"Het bestand {root / 'weg.csv'} is er niet.\n")


def test_a_file_of_another_language_is_refused(root: Path) -> None:
    file = edited(exported(root, "tr.csv"), ui__ja="Evet")
    assert run(root, "import", "ar", str(file)) == (1, "Dit bestand is voor de taal 'tr', niet voor 'ar'.\n")


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), ("\t", "utf-16")])
def test_as_other_programs_save_it(root: Path, delimiter: str, encoding: str) -> None:
    file = edited(exported(root, "tr.csv"), ui__ja="Evet", ui__lang_duurt="bir\r\niki")
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows_of(file))
    file.write_bytes(out.getvalue().encode(encoding))
    assert run(root, "import", "tr", str(file))[0] == 0
    assert entry(root, "ui#ja").msgstr == "Evet"


def test_a_stale_translation_that_still_fits_is_taken_as_it_is(root: Path) -> None:
    run(root, "import", "tr", str(edited(exported(root, "tr.csv"), ui__ja="Evet")))
    change(root, "content/nl/ui.yaml", "ja: Ja", "ja: Jazeker")
    run(root, "sync")
    file = exported(root, "open.csv", "--open")
    row = next(row for row in rows_of(file) if row[0] == "ui#ja")
    assert (row[2], row[3], row[5]) == ("Jazeker", "Ja", "verouderd")
    assert all(line[5] in ("mist", "verouderd") for line in rows_of(file)[1:])
    assert run(root, "import", "tr", str(file))[0] == 0
    assert entry(root, "ui#ja").flags == ["fuzzy"]
    assert run(root, "import", "tr", str(changed(file, {"ui#ja": {STATE: "Goed"}})))[0] == 0
    assert (entry(root, "ui#ja").flags, entry(root, "ui#ja").previous_msgid) == ([], None)


def test_excel_cells_hold_text_and_only_two_columns_can_change(tmp_path: Path) -> None:
    risky = ["=1+1", "+31", "-x", "@a", "\tx", "https://x.nl", "a\nb", "007", ""]
    content = to_xlsx([risky], rtl=True)
    assert list(from_xlsx(content)[1]) == risky
    shutil.unpack_archive(write(tmp_path / "x.zip", content), tmp_path / "x")
    sheet = (tmp_path / "x/xl/worksheets/sheet1.xml").read_text("utf-8")
    assert "<f>" not in sheet
    assert '<pane xSplit="1" ySplit="1"' in sheet
    assert "<sheetProtection" in sheet
    styles = (tmp_path / "x/xl/styles.xml").read_text("utf-8")
    assert styles.count('locked="0"') >= 1
    assert styles.count('readingOrder="2"') == 1


def write(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


CELLS = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("=+-@'\t\n;\""), max_size=20),
    min_size=len(COLUMNS),
    max_size=len(COLUMNS),
)


@given(CELLS)
def test_csv_gives_back_every_cell_and_none_is_a_formula(row: list[str]) -> None:
    content = to_csv([row])
    assert list(from_csv(content)[1]) == row
    raw = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))[1]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in raw)


def test_every_text_of_the_real_content_goes_out_and_nothing_comes_back_changed(library: Library) -> None:
    real, existing = survey(PROJECT).library, dict(po_files(PROJECT))
    found = lines(real, "ar", existing)
    assert sorted(line.id for line in found) == sorted(real.texts)
    rows = [[*vars_of(line)] for line in found]
    assert [list(row) for row in from_csv(to_csv(rows))[1:]] == rows
    assert [
        list(row)
        for row in CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(rows, rtl=True)))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)[1:]
    ] == rows


def test_an_excel_file_that_unpacks_into_too_much_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", bytes(60_000_000))
    with pytest.raises(ContentBroken, match="te groot"):
        from_xlsx(out.getvalue())


def vars_of(line: object) -> list[str]:
    return [getattr(line, name) for name in line.__slots__]  # type: ignore[attr-defined]


def test_a_patch_is_one_that_git_applies(tmp_path: Path) -> None:
    before = {"a/ui.po": "een\ntwee\u2028x\ndrie", "b.po": "gelijk\n"}
    after = {"a/ui.po": "een\nTWEE\u2028x\ndrie", "b.po": "gelijk\n", "new/c.po": "nieuw\n"}
    for path, text in before.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    (tmp_path / "x.patch").write_bytes(patch(before, after).encode())
    subprocess.run(["git", "apply", "x.patch"], cwd=tmp_path, check=True)
    assert {path: (tmp_path / path).read_bytes().decode() for path in after} == after
    assert patch(before, before) == ""
