"""Poedit, Weblate and gettext take our PO files, and give back all that stands in them."""

import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from bot.content.load import po_files
from bot.content.schema import Library
from bot.content.sync import po_path, synced
from bot.content.translations import parse_po
from tests.content.exchanging import TURKISH, edited, entry, exported
from tests.content.small_content import PROJECT, change, run

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
