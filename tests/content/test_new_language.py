"""A language from nothing: a line, PO files, and what else is needed; content stays without errors."""

from pathlib import Path

import pytest

from bot.content.load import load
from bot.content.schema import Status
from bot.content.translations import KINDS
from tests.content.small_content import run


@pytest.mark.parametrize(
    ("code", "name", "rtl", "in_dutch"),
    [("so", "Soomaali", False, "Somalisch"), ("fa", "فارسی", True, "Perzisch"), ("ti", "ትግርኛ", False, "Tigrinya")],
)
def test_a_language_from_nothing(root: Path, code: str, name: str, rtl: bool, in_dutch: str) -> None:
    (root / "nlu" / "commands").mkdir(parents=True)
    (root / "nlu" / "commands" / f"{code}.yml").touch()
    before = {file: file.read_bytes() for file in root.rglob("*.po")}
    result, said = run(root, "new-language", code)
    assert result == 0
    made = load(root).languages[code]
    assert (made.name, made.rtl, made.status, made.spoken_in_dutch) == (name, rtl, Status.CONCEPT, in_dutch)
    folder = root / "content" / "multilingual" / code
    assert sorted(file.stem for file in folder.iterdir()) == sorted(KINDS)
    assert f"is er  nlu/commands/{code}.yml" in said
    assert f"mist   nlu/warning_signs/{code}.yml" in said
    assert {file: file.read_bytes() for file in before} == before
    assert run(root, "check", "--dag", "2026-06-01")[0] == 0
    assert run(root, "export", code, str(root / "x.csv"))[0] == 0


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        (["tr"], "De taal 'tr' (Türkçe) is er al."),
        (["tr"], "mist   nlu/commands/tr.yml"),
        (["nl"], "is er al"),
        (["somalisch"], "Bedoel je 'so'?"),
        (["sov"], "'sov' is geen taalcode."),
        (["zz"], "'zz' is geen taalcode."),
        (["so_SO"], "'so_SO' is geen taalcode."),
        (["../x"], "'../x' is geen taalcode."),
    ],
)
def test_what_is_no_new_language_is_refused(root: Path, words: list[str], heard: str) -> None:
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    code, said = run(root, "new-language", *words)
    assert (code, heard in said) == (1, True), said
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before


def test_a_language_whose_own_name_we_do_not_know_has_to_be_named(root: Path) -> None:
    code, said = run(root, "new-language", "ace")
    assert (code, "--naam" in said) == (1, True)
    assert run(root, "new-language", "ace", "--naam", "Bahsa: Acèh")[0] == 0
    assert load(root).languages["ace"].name == "Bahsa: Acèh"
