"""The content command as editors and translators use it."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.content import app
from bot.cli.readability import Words, reading
from bot.content.schema import Place, Text
from tests.content.small_content import PROJECT, change, run


def test_check_of_good_content(root: Path) -> None:
    assert run(root, "check", "--dag", "2026-06-01") == (0, "0 fouten, 0 opmerkingen.\n")


def test_check_names_place_rule_and_tip_and_fails(root: Path) -> None:
    change(root, "content/nl/topics/lang.md", "Dit was stuk 5.", "Dit is geheim.")
    code, said = run(root, "check", "--dag", "2026-06-01")
    assert code == 1
    assert "content/nl/topics/lang.md:23: [belofte] Dit kunnen we niet beloven: 'geheim'.\n    Tip: " in said
    assert said.endswith("1 fout, 0 opmerkingen.\n")
    assert run(root, "check", "content/nl/nood", "--dag", "2026-06-01") == (0, "0 fouten, 0 opmerkingen.\n")
    assert run(root, "check", "content/nl/topics/lang.md", "--dag", "2026-06-01")[0] == 1


def test_check_of_one_file_says_of_it_what_a_whole_check_says(root: Path) -> None:
    change(root, "content/nl/topics/lang.md", "Dit was stuk 5.", "Dit is geheim.")
    change(root, "content/multilingual/en/ui.po", 'msgstr "Yes"', 'msgstr "Yes, that is a secret"')
    whole = run(root, "check", "--dag", "2026-06-01")[1].splitlines()
    for file in ("content/nl/topics/lang.md", "content/multilingual/en/ui.po"):
        alone = run(root, "check", file, "--dag", "2026-06-01")[1].splitlines()
        assert [line for line in alone if line.startswith(file)] == [line for line in whole if line.startswith(file)]
        assert alone[-1] == "1 fout, 0 opmerkingen."


def test_check_for_github_names_file_line_rule_and_remedy(root: Path) -> None:
    change(root, "content/nl/topics/lang.md", "Dit was stuk 5.", "Dit is geheim, 100% veilig.")
    said = run(root, "check", "--github", "--dag", "2026-06-01")[1]
    assert (
        "::error file=content/nl/topics/lang.md,line=23,title=belofte::Dit kunnen we niet beloven: 'geheim'.%0A" in said
    )
    assert "'100%25 veilig'" in said


def test_check_again_at_every_save(root: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "bot.cli",
        "content",
        "check",
        "--watch",
        "--root",
        str(root),
        "--dag",
        "2026-06-01",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=PROJECT) as looking:
        assert looking.stdout is not None
        said = iter(looking.stdout.readline, "")
        assert next(line for line in said if line.startswith("Nagekeken:")).startswith("Nagekeken: 0 fouten")
        change(root, "content/nl/topics/lang.md", "Dit was stuk 5.", "Dit is geheim.")
        assert "[belofte]" in next(line for line in said if line.startswith("content/"))
        assert next(line for line in said if line.startswith("Nagekeken:")).startswith("Nagekeken: 1 fout,")
        looking.send_signal(signal.SIGINT)
        assert "Traceback" not in looking.communicate(timeout=20)[1]


def test_readability_in_figures() -> None:
    known = Words(
        lambda word: len(word) // 3, lambda word: 1.0 if word == "preconceptie" else 5.0, lambda word: word != "foutt"
    )
    found = reading(Text("x", "Slik de pil. Foutt is de preconceptie van Bea in week tien.", Place("x", 1)), known)
    assert (found.sentences, found.average, found.longest) == (2, 6.0, 9)
    assert (found.rare, found.misspelt) == (("preconceptie",), ())
    assert reading(Text("x", "De foutt pil.", Place("x", 1)), known).misspelt == ("foutt",)


def test_readability_of_a_topic(root: Path) -> None:
    shutil.copytree(Path(__file__).parent / "dictionaries", root / "local" / "dictionaries")
    code, said = run(root, "readability", "lang")
    assert code == 0
    assert "topics/lang#antwoord" in said
    assert "Flesch-Douma" in said
    assert "bestaat niet" in run(root, "readability", "bestaat-niet")[1]


def test_readability_says_what_to_do_first(root: Path) -> None:
    assert run(root, "readability") == (
        1,
        "De hulp hiervoor staat nog niet op deze computer. Doe eerst: make editors\n",
    )


def test_check_on_another_day(root: Path) -> None:
    code, said = run(root, "check", "--dag", "2028-01-01")
    assert code == 1
    assert "[feit-verlopen]" in said


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


def test_help_is_dutch_with_examples() -> None:
    for command in ("check", "show", "sync", "status", "import", "sign"):
        said = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).output
        assert f"content {command}" in said
