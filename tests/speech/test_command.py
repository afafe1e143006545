"""`wiegwijzer speech`: making ahead, killed in the middle, Google failing, the page for who reads aloud."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.speech import app
from bot.speech.advice import advice
from bot.speech.decode import decoded
from bot.speech.engines import google as engine
from bot.speech.sound import Container
from tests.speech.google import Google
from tests.speech.project import MENU, Run


def sounds(root: Path) -> list[Path]:
    return sorted((root.parent / "local" / "speech").glob("??/*/meta.json"))


@pytest.mark.parametrize("command", ["render", "status", "add", "script", "check"])
def test_help_has_an_example(command: str) -> None:
    assert f"speech {command}" in CliRunner().invoke(app, [command, "--help"]).output


def test_made_once_and_then_not_again(root: Path, run: Run) -> None:
    made = sounds(root)
    second = run("render", "--language", "nl")
    assert second.exit_code == 0
    assert "espeak/nl" in second.output
    assert "Niets veranderd." in second.output
    assert " 0 nieuw, 0 mislukt." in run("render", "--language", "nl", "--all").output
    assert sounds(root) == made != []


def test_a_sound_that_was_thrown_away_comes_back(root: Path, run: Run) -> None:
    gone = sounds(root)[0].parent
    shutil.rmtree(gone)
    assert " 1 nieuw," in run("render", "--language", "nl").output
    assert gone.is_dir()


def test_a_changed_text_is_made_again(root: Path, run: Run) -> None:
    texts = root / "content" / "nl" / "ui.yaml"
    texts.write_text(texts.read_text("utf-8") + "\nnieuw: Dit is een nieuwe zin.\n", "utf-8")
    assert " 1 nieuw," in run("render", "--language", "nl").output


def test_what_no_text_needs_is_thrown_away_when_asked(root: Path, run: Run) -> None:
    texts = root / "content" / "nl" / "ui.yaml"
    before = len(sounds(root))
    texts.write_text(
        texts.read_text("utf-8").replace("Waar wil je iets over weten?", "Waar wil je over lezen?"), "utf-8"
    )
    for path in (root.parent / "local" / "speech").rglob("*"):
        os.utime(path, (1, 1))
    assert "Opgeruimd" not in run("render").output
    assert len(sounds(root)) == before + 1
    assert "Opgeruimd: 1 geluiden, 0.0 MB." in run("render", "--opruimen").output
    assert len(sounds(root)) == before


def test_killed_three_times_in_the_middle(root: Path, run: Run) -> None:
    """Whatever moment the process dies, no half sound stays, and what was finished is not made again."""
    command = [sys.executable, "-m", "bot.cli", "speech", "render", "--language", "nl", "--root", str(root)]
    shutil.rmtree(root.parent / "local" / "speech")
    found: list[int] = []
    for _ in range(3):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
        wanted = len(sounds(root)) + 2
        until = time.monotonic() + 60
        while len(sounds(root)) < wanted and process.poll() is None and time.monotonic() < until:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        found.append(len(sounds(root)))
    assert found == sorted(found)
    assert found[0] >= 2
    whole = run("render", "--language", "nl")
    assert whole.exit_code == 0, whole.output
    assert not list((root.parent / "local" / "speech" / "making").glob("*"))
    for about in sounds(root):
        assert all(len(decoded((about.parent / f"speech.{each}").read_bytes())) for each in Container)


def test_status_says_who_speaks_and_what_is_there(root: Path, run: Run) -> None:
    output = run("status").output
    assert "espeak/nl" in output
    assert "arm" in output


GOOGLE_FAILS = {
    "too many": ["status 429"],
    "a captcha": ["captcha"],
    "slow": ["slow 60"],
    "an error of its own": ["status 503"] * 4,
    "no sound": ["noise"],
}


@pytest.mark.parametrize("answers", GOOGLE_FAILS.values(), ids=GOOGLE_FAILS)
def test_whatever_google_does_every_message_is_made(
    root: Path, run: Run, google: Google, monkeypatch: pytest.MonkeyPatch, answers: list[str]
) -> None:
    spoken = root / "content" / "multilingual" / "languages.yaml"
    spoken.write_text(spoken.read_text("utf-8").replace("{espeak/nl: arm}", "{gtts/nl: goed, espeak/nl: arm}"), "utf-8")
    monkeypatch.setattr(engine, "TIMEOUT", (1, 0.2))
    hours = engine.Hours(wait=lambda _: None)
    monkeypatch.setattr(engine, "Hours", lambda: hours)
    google.answers = [*answers, *["status 429"] * 99]
    result = run("render", "--language", "nl")
    assert result.exit_code == 0, result.output
    assert "0 mislukt" in result.output
    assert "Google antwoordt niet of weigert" in result.output
    assert len(google.heard) <= len(answers) + 1
    assert run("render", "--language", "nl").exit_code == 0  # and while it rests nobody asks again
    assert len(google.heard) <= len(answers) + 1


@pytest.mark.parametrize(("words", "why"), [("Woord. " * 1430, "kan niet: longer than"), ("!?", "kan niet: nothing")])
def test_a_text_that_cannot_be_said_is_named_and_the_rest_is_made(root: Path, run: Run, words: str, why: str) -> None:
    texts = root / "content" / "nl" / "ui.yaml"
    texts.write_text(texts.read_text("utf-8") + f'\nlang: "{words}"\nnieuw: Dit is een nieuwe zin.\n', "utf-8")
    result = run("render", "--language", "nl")
    assert result.exit_code == 1
    assert " 1 nieuw, 1 mislukt." in result.output
    assert why in result.output
    assert "ui#lang" in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "ui#meun", __file__), "Bedoel je 'ui#menu'?"),
        (("add", "ui#meer_hint", __file__), "neem je in deze taal niet op"),
        (("add", MENU, __file__, "--lang", "tt"), "De taal 'tt' bestaat niet."),
        (("render", "--language", "xx"), "De taal 'xx' bestaat niet."),
        (("script", "xx"), "De taal 'xx' bestaat niet."),
    ],
)
def test_a_wrong_name_is_answered_with_the_right_one(run: Run, words: tuple[str, ...], told: str) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert told in result.output


def test_who_reads_aloud_gets_a_page(root: Path, run: Run, tmp_path: Path) -> None:
    page = tmp_path / "lezen.html"
    assert "waarvan 0 opgenomen" in run("script", "ar", "--html", str(page)).output
    html = page.read_text("utf-8")
    assert 'dir="rtl"' in html
    assert "wiegwijzer speech add" in html
    assert "http" not in html


def test_the_first_start_says_once_how_to_get_better_voices(tmp_path: Path) -> None:
    assert "make voices" in advice(tmp_path)
    assert advice(tmp_path) == ""


def test_who_has_better_voices_hears_nothing_of_it(tmp_path: Path) -> None:
    program = tmp_path / "voices" / "usr" / "bin" / "mbrola"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert advice(tmp_path) == ""
