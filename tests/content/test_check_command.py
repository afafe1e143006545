"""`content check` as editors, their editor's save button and GitHub use it."""

import signal
import subprocess
import sys
from pathlib import Path

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


def test_check_on_another_day(root: Path) -> None:
    code, said = run(root, "check", "--dag", "2028-01-01")
    assert code == 1
    assert "[feit-verlopen]" in said


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
