"""What clinicians read: `wiegwijzer selfcheck rules` and `explain`."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from bot.cli.selfcheck import app
from bot.content.schema import Library
from bot.selfcheck import CHECK, RULES

DAY = ("--dag", "2026-06-01")
HERS = "situatie: zwanger\nweken: 20\nzorg: niemand\nsteun: niemand\nsteun_hulp: nee\nklacht: ja\n"
OPEN = "Of dit als medisch hulpmiddel beoordeeld moet worden (MDR 2017/745), is een open vraag."


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def explained(tmp_path: Path, answers: str) -> tuple[int, str]:
    file = tmp_path / "antwoorden.yaml"
    file.write_text(answers, "utf-8")
    return run("explain", "--answers", str(file), *DAY)


def test_explain_says_which_rules_held_why_and_what_she_hears(tmp_path: Path) -> None:
    code, said = explained(tmp_path, HERS)
    assert code == 0
    assert OPEN in said
    assert "nog_geen_zorg: geldt, en geeft een tip\n  om: Wie zorgt er nu voor jou? – Nog niemand\n" in said
    assert "klacht_nu: geldt\n" in said
    assert "bijna_niemand: geldt niet\n  om: Wie helpt jou als het moeilijk is? – Er is bijna niemand\n" in said
    assert "geld_is_krap" not in said
    heard = said.partition("Zij krijgt te horen:\n")[2].splitlines()
    assert heard[0].startswith("  Je zei dat nog niemand voor je zorgt. Daarom: bel vandaag")
    assert heard[-1].endswith("Bel altijd als je je zorgen maakt. Nood? Bel 112.")


def test_explain_names_what_goes_well(tmp_path: Path) -> None:
    code, said = explained(tmp_path, "situatie: partner\nuitgerekend: 2026-11-03\nsteun: altijd\ngeld: ja\n")
    assert code == 0
    assert "Dit gaat al goed: iemand die helpt als het moeilijk is, genoeg geld voor wat nodig is." in said


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ("steun: nimand\n", "'nimand' kan niet. Bedoel je 'niemand'?"),
        ("stuen: niemand\n", "'stuen' kan niet. Bedoel je 'steun'?"),
        ("situatie: zwager\n", "'zwager' kan niet. Bedoel je 'zwanger'?"),
        ("weken: veel\n", "'weken: veel' is geen getal."),
        ("uitgerekend: mei\n", "'uitgerekend: mei' is geen datum"),
        ("- steun\n", "Hier horen regels 'vraag: antwoord' te staan."),
    ],
)
def test_explain_refuses_what_nobody_can_answer(tmp_path: Path, answers: str, told: str) -> None:
    code, said = explained(tmp_path, answers)
    assert code == 1
    assert told in said


def test_rules_as_text_has_every_question_and_rule(library: Library) -> None:
    code, said = run("rules")
    assert code == 0
    assert said.startswith(OPEN)
    assert [name for name in RULES if f"  {name}\n" not in said] == []
    for question in library.checks[CHECK].questions:
        assert library.texts[f"checks/{CHECK}#{question}.vraag"].words in said
    assert all(named.says in said for named in RULES.values())


def test_rules_on_paper_are_read_by_another_program(tmp_path: Path, library: Library) -> None:
    file = tmp_path / "zelfcheck.pdf"
    code, _ = run("rules", "--pdf", str(file), *DAY)
    assert code == 0
    read = PdfReader(file)
    said = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert OPEN in said
    assert "Nog door niemand nagekeken." in said
    assert [name for name in RULES if name.replace("_", " ") not in said] == []
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    again = tmp_path / "nog-eens.pdf"
    run("rules", "--pdf", str(again), *DAY)
    assert again.read_bytes() == file.read_bytes()
