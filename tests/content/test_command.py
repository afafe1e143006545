"""The content command as editors and translators use it: show, sync, import, status."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.content import app
from tests.content.small_content import change, run


def test_show_side_by_side(root: Path) -> None:
    code, said = run(root, "show", "foliumzuur", "--lang", "en")
    assert code == 0
    assert "topics/foliumzuur#sms" in said
    assert any("Foliumzuur" in line and "Folic acid" in line for line in said.splitlines())
    assert "Yes" in run(root, "show", "ui#ja", "--lang", "en")[1]
    change(root, "content/nl/ui.yaml", "ja: Ja", "ja: Ja hoor")
    assert "(verouderd) Yes" in run(root, "show", "ui#ja", "--lang", "en")[1]


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        (["show", "foliumzur"], "Bedoel je 'foliumzuur'?"),
        (["show", "foliumzuur", "--lang", "trr"], "Bedoel je 'tr'?"),
        (["show", "zzz"], "'zzz' bestaat niet."),
        (["sync", "--klein", "ui#jaa"], "Bedoel je 'ui#ja'?"),
    ],
)
def test_unknown_names_are_explained(root: Path, words: list[str], heard: str) -> None:
    code, said = run(root, *words)
    assert code == 1
    assert heard in said


def test_sync_marks_what_changed_and_is_idempotent(root: Path) -> None:
    change(root, "content/nl/ui.yaml", "ja: Ja", "ja: Jazeker")
    assert run(root, "sync")[0] == 0
    po = (root / "content/multilingual/en/ui.po").read_text("utf-8")
    assert '#, fuzzy\n#| msgid "Ja"' in po
    assert run(root, "sync") == (0, "0 bestanden bijgewerkt.\n")


def test_sync_refuses_while_the_dutch_cannot_be_read(root: Path) -> None:
    before = (root / "content/multilingual/en/ui.po").read_text("utf-8")
    change(root, "content/nl/ui.yaml", "woord: {", "woord: {{")
    code, said = run(root, "sync")
    assert code == 1
    assert "[leesfout]" in said
    assert (root / "content/multilingual/en/ui.po").read_text("utf-8") == before


def test_import_takes_good_and_refuses_bad(root: Path) -> None:
    file = root / "tr.yaml"
    file.write_text('ui#ja: Evet\nui#meer_hint: "{woord} yaz"', "utf-8")
    code, said = run(root, "import", "tr", str(file))
    assert (code, said) == (0, "2 vertalingen overgenomen in 1 bestand.\n")
    assert "Evet" in run(root, "show", "ui#ja", "--lang", "tr")[1]
    file.write_text("ui#jaa: Evet", "utf-8")
    code, said = run(root, "import", "tr", str(file))
    assert code == 1
    assert f"{file}:1: [import] De tekst 'ui#jaa' bestaat niet." in said
    assert run(root, "import", "xx", str(file))[0] == 1
    assert "Naar de taal 'nl' vertalen we niet." in run(root, "import", "nl", str(file))[1]


def test_status_counts_by_importance(root: Path) -> None:
    change(root, "content/nl/ui.yaml", "ja: Ja", "ja: Jazeker")
    code, said = run(root, "status")
    assert code == 0
    assert "Akkoord van een zorgverlener: 0 van 4 teksten." in said
    assert "Aangeboden talen: nl." in said
    english = said[said.index("English (en, proef") : said.index("Türkçe")]
    phrases = next(line for line in english.splitlines() if "eigen zinnen" in line)
    assert [part for part in phrases.split() if part.isdecimal()] == ["12", "1", "0"]


def test_help_is_dutch_with_examples() -> None:
    for command in ("check", "show", "sync", "status", "import", "sign"):
        said = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).output
        assert f"content {command}" in said
