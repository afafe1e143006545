"""To a translator and back: what goes out comes back whole, and what moved on meanwhile is refused by row and id."""

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from bot.cli.content import app
from bot.content.exchange.lines import COLUMNS, MARKS, STATE, WORDS, lines
from bot.content.exchange.patch import patch
from bot.content.exchange.tables import from_csv, from_xlsx, to_csv, to_xlsx
from bot.content.load import po_files, survey
from bot.content.schema import Library
from bot.content.sync import po_path, synced
from bot.content.translations import parse_po
from bot.errors import ContentBroken

SMALL = Path(__file__).parent / "small"
PROJECT = Path(__file__).parents[2]
TURKISH = "content/multilingual/tr/ui.po"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def run(root: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*words, "--root", str(root)], env={"COLUMNS": "200"})
    return result.exit_code, result.output


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


def change(root: Path, path: str, words: str, by: str) -> None:
    file = root / path
    source = file.read_text("utf-8")
    assert words in source
    file.write_text(source.replace(words, by, 1), "utf-8")


def entry(root: Path, text_id: str, path: str = TURKISH) -> polib.POEntry:
    return next(one for one in parse_po((root / path).read_text("utf-8")) if one.msgctxt == text_id)


def everything(root: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in (root / "content").rglob("*") if file.is_file()}


@pytest.mark.parametrize("name", ["tr.csv", "tr.xlsx"])
def test_out_and_back(root: Path, name: str) -> None:
    file = edited(exported(root, name), ui__ja="=Evet", ui__meer_hint="Devamı için {woord} yaz")
    code, said = run(root, "import", "tr", str(file), "--door", "A. Yılmaz, vertaler")
    assert (code, said.splitlines()[0]) == (0, "2 vertalingen overgenomen in 1 bestanden.")
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
    assert "Nu staat er: Jazeker" in said
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


# Poedit and Weblate


MSGFMT = shutil.which("msgfmt")
needs_gettext = pytest.mark.skipif(MSGFMT is None, reason="no gettext here: apt-get install gettext")


@needs_gettext
def test_gettext_accepts_every_file_of_ours() -> None:
    for path, _ in po_files(PROJECT):
        checked = subprocess.run(
            [str(MSGFMT), "-c", "-o", "/dev/null", PROJECT / path], capture_output=True, check=False
        )
        assert (path, checked.returncode) == (path, 0), checked.stderr


KEPT = ("msgctxt", "msgid", "msgstr", "flags", "previous_msgid", "tcomment", "comment", "obsolete")


def kept(source: str) -> list[list[object]]:
    """All of it that says something: how comments are wrapped does not."""
    return [
        ["".join(str(getattr(one, name)).split()) for name in KEPT] + [[path for path, _ in one.occurrences]]
        for one in parse_po(source)
    ]


@pytest.mark.parametrize("width", [79, 0, 100])
def test_saving_in_another_program_loses_nothing(width: int, tmp_path: Path) -> None:
    for path, source in po_files(PROJECT):
        if "/tr/" in path or "/ar/" in path:
            file = polib.pofile(source, wrapwidth=width or 10**6)
            file.save(str(tmp_path / "saved.po"))
            assert kept((tmp_path / "saved.po").read_text("utf-8")) == kept(source), path


@needs_gettext
def test_gettext_itself_loses_nothing(tmp_path: Path) -> None:
    msgcat = shutil.which("msgcat")
    for path, source in po_files(PROJECT):
        out = subprocess.run([str(msgcat), PROJECT / path], capture_output=True, check=True).stdout.decode()
        assert kept(out) == kept(source), path


def test_what_poedit_adds_to_the_head_stays(library: Library) -> None:
    path = po_path("tr", "ui")
    files = synced(library, {})
    files[path] = files[path].replace('"Language: tr\\n"', '"Language: tr\\n"\n"X-Generator: Poedit 3.5\\n"')
    assert '"X-Generator: Poedit 3.5\\n"' in synced(library, files)[path]
    assert synced(library, synced(library, files)) == synced(library, files)


@pytest.mark.parametrize("leaves_previous", [False, True])
def test_a_line_repaired_in_poedit_is_fresh(root: Path, leaves_previous: bool) -> None:
    change(root, "content/nl/ui.yaml", "ja: Ja", "ja: Jazeker")
    run(root, "sync")
    before, path = entry(root, "ui#ja", "content/multilingual/en/ui.po"), "content/multilingual/en/ui.po"
    assert (before.flags, before.previous_msgid) == (["fuzzy"], "Ja")
    po = polib.pofile(str(root / path))
    repaired = next(one for one in po if one.msgctxt == "ui#ja")
    repaired.msgstr, repaired.flags = "Certainly", []
    repaired.previous_msgid = repaired.previous_msgid if leaves_previous else None
    po.save()
    said = run(root, "show", "ui#ja", "--lang", "en")[1]
    assert ("Certainly" in said, "verouderd" in said) == (True, False)
    run(root, "sync")
    after = entry(root, "ui#ja", path)
    assert (after.msgstr, after.flags, after.previous_msgid) == ("Certainly", [], None)


@pytest.mark.parametrize("ready", [True, False])
def test_what_a_translator_left_fuzzy_in_a_po_file_is_left_out(root: Path, ready: bool) -> None:
    run(root, "import", "tr", str(edited(exported(root, "tr.csv"), ui__ja="Evet")))
    change(root, "content/nl/ui.yaml", "ja: Ja", "ja: Jazeker")
    run(root, "sync")
    po = polib.pofile(str(root / TURKISH))
    one = next(one for one in po if one.msgctxt == "ui#ja")
    one.flags = [] if ready else ["fuzzy"]  # the words are still good
    po.save(str(root / "away.po"))
    assert run(root, "import", "tr", str(root / "away.po"))[0] == 0
    assert (entry(root, "ui#ja").msgstr, entry(root, "ui#ja").flags) == ("Evet", [] if ready else ["fuzzy"])


def test_a_po_file_comes_in_like_a_sheet(root: Path) -> None:
    away = root / "away.po"
    po = polib.pofile(str(root / TURKISH))
    one = next(one for one in po if one.msgctxt == "ui#ja")
    one.msgstr = "Evet"
    po.save(str(away))
    assert run(root, "import", "tr", str(away))[0] == 0
    assert entry(root, "ui#ja").msgstr == "Evet"
    one.msgstr = "Tamam"
    po.save(str(away))
    change(root, "content/nl/ui.yaml", "ja: Ja", "ja: Jazeker")
    code, said = run(root, "import", "tr", str(away))
    assert (code, "Het Nederlands van 'ui#ja' is intussen veranderd." in said) == (1, True)


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
