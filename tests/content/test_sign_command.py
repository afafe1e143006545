"""`content sign`: who read which words, until one of them changes."""

from pathlib import Path

import pytest

from tests.content.small_content import change, run

CLINICIAN = ("--door", "A. de Vries, verloskundige", "--dag", "2026-06-01")


def fingerprint_shown(said: str) -> str:
    return next(line for line in said.splitlines() if line.startswith("Vingerafdruk van ")).split()[-1]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("foliumzuur", "nl/topics/foliumzuur.md"),
        ("topics/lang", "nl/topics/lang.md"),
        ("nood-112", "nl/nood/nood-112.md"),
        ("kennismaking", "nl/flows/kennismaking.yaml"),
        ("en@vertaler", "multilingual/languages.yaml"),
        ("ar@zorgverlener", "multilingual/languages.yaml"),
    ],
)
def test_sign_records_who_read_which_words(root: Path, name: str, path: str) -> None:
    file = root / "content" / path
    before = file.read_text("utf-8").splitlines()
    _, shown = run(root, "sign", name)
    assert file.read_text("utf-8").splitlines() == before
    words = fingerprint_shown(shown)
    code, said = run(root, "sign", name, "--tekst", words, *CLINICIAN)
    assert (code, f"({words}), geldig tot en met 2027-06-01" in said) == (0, True)
    after = file.read_text("utf-8").splitlines()
    [changed] = [line for line in after if line not in before]
    assert "A. de Vries, verloskundige" in changed
    assert len(after) - len(before) in (0, 1)
    assert "[akkoord-verlopen]" not in run(root, "check", "--dag", "2027-06-01")[1]
    assert "[akkoord-verlopen]" in run(root, "check", "--dag", "2027-06-02")[1]
    code, _ = run(root, "sign", name, "--tekst", words, "--door", "B, arts", "--dag", "2026-07-01")
    assert (code, "A. de Vries" in file.read_text("utf-8")) == (0, False)  # signed again, one line


def test_a_changed_text_loses_its_signature(root: Path) -> None:
    for name in ("foliumzuur", "en@vertaler"):
        run(root, "sign", name, "--tekst", fingerprint_shown(run(root, "sign", name)[1]), *CLINICIAN)
    change(root, "content/nl/nood/nood-112.md", "Blijf niet alleen.", "Blijf niet alleen thuis.")
    said = run(root, "check", "--dag", "2026-06-01")[1]
    assert "languages.yaml:2: [akkoord-verlopen] De tekst is veranderd na het akkoord van A. de Vries" in said
    assert "foliumzuur.md" not in said
    change(root, "content/nl/feiten.yaml", "400 microgram", "500 microgram")
    assert "foliumzuur.md:12: [akkoord-verlopen]" in run(root, "check", "--dag", "2026-06-01")[1]


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        (["foliumzur"], "Bedoel je 'foliumzuur'?"),
        (["nl"], "'nl' bestaat niet."),
        (["tr"], "tr@vertaler of tr@zorgverlener"),
        (["foliumzuur", "--tekst", "abcdef", *CLINICIAN], "anders dan die je las"),
        (["foliumzuur", "--tekst", "abcdef"], "met je functie"),
        (["foliumzuur", "--tekst", "abcdef", "--door", "A. de Vries"], "met je functie"),
    ],
)
def test_sign_refuses_what_says_too_little(root: Path, words: list[str], heard: str) -> None:
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    code, said = run(root, "sign", *words)
    assert code == 1
    assert heard in said
    assert before == {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_status_names_what_is_not_signed(root: Path) -> None:
    words = fingerprint_shown(run(root, "sign", "nood-112")[1])
    run(root, "sign", "nood-112", "--tekst", words, *CLINICIAN)
    said = run(root, "status", "--dag", "2026-06-01")[1]
    assert "Akkoord van een zorgverlener: 1 van 4 teksten." in said
    assert "production): nood/nood-bloedverlies" in said
    assert "production): flows/kennismaking." in said
    assert "talen/en@vertaler" in said
    assert "nood/nood-112" in run(root, "status", "--dag", "2027-06-02")[1]


def test_show_names_the_fingerprint(root: Path) -> None:
    assert fingerprint_shown(run(root, "show", "nood-112")[1]) == fingerprint_shown(run(root, "sign", "nood-112")[1])
