"""`wiegwijzer speech`: making ahead, killed in the middle, recordings, the page for who reads aloud."""

import os
import shutil
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from bot.cli.speech import app
from bot.content.load import load
from bot.speech.advice import advice
from bot.speech.decode import decoded
from bot.speech.encode import encoded, master
from bot.speech.engines import google as engine
from bot.speech.loudness import TARGET, loudness
from bot.speech.messages import messages
from bot.speech.recordings import Recordings
from bot.speech.sound import Container
from bot.speech.voice import RATE, Samples
from tests.speech.google import Google
from tests.speech.test_messages import NOW
from tests.speech.test_sounds import silence, tone

SMALL = Path(__file__).parents[1] / "content" / "small"
MENU = "ui#menu"
PHRASES = """
menu: Waar wil je iets over weten?
menu_kort: Menu
mens_knop: Bel een mens
groep_vraag: Kies een onderwerp.
sla_over: Sla over
waarom: Waarom vraag je dit?
voorlezen:
  tik: "Tik op: {keuzes}."
  of: of
  stuur: Stuur {nummer} voor {keuze}.
  toets: Toets {nummer} voor {keuze}.
"""
Run = Callable[..., Result]


def project(folder: Path) -> Path:
    """A small project of its own, with the phrases that every choice needs, and little of the rest."""
    root = folder / "project"
    shutil.copytree(SMALL, root)
    texts = root / "content" / "nl" / "ui.yaml"
    texts.write_text(texts.read_text("utf-8") + PHRASES, "utf-8")
    return root


@pytest.fixture(scope="session")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project, and all its sounds made once."""
    folder = tmp_path_factory.mktemp("done")
    root = project(folder)
    result = CliRunner(env={"LOCAL": str(folder / "local")}).invoke(app, ["render", "--root", str(root)])
    assert f"Nederlands: {len(messages(load(root), 'nl', NOW))} berichten" in result.output
    return folder


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: Path) -> Path:
    shutil.copytree(done, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("LOCAL", str(tmp_path / "local"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "project"


@pytest.fixture
def run(root: Path) -> Run:
    def command(*words: str) -> Result:
        return CliRunner().invoke(app, [*words, "--root", str(root)])

    return command


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


def recorded(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


def test_a_recording_is_taken_in_and_goes_stale_with_its_text(root: Path, run: Run, tmp_path: Path) -> None:
    raw = np.concatenate([silence(1.5), tone(4, 0.05), silence(2)])
    file = recorded(tmp_path, "opname.mp3", encoded(raw, Container.MP3))
    result = run("add", MENU, file)
    assert result.exit_code == 0, result.output
    [path] = Recordings(root / "audio" / "recorded").of(MENU, "nl")
    kept = decoded(path.read_bytes())
    assert loudness(kept) == pytest.approx(TARGET, abs=1)
    assert len(kept) / RATE == pytest.approx(4.24, abs=0.15)
    assert "opname 1" in run("render", "--language", "nl").output.replace("opname/nl", "opname")
    texts = root / "content" / "nl" / "ui.yaml"
    texts.write_text(texts.read_text("utf-8").replace("menu: ", "menu: En nu. ", 1), "utf-8")
    assert "opname/nl" not in run("render", "--language", "nl").output
    status = run("status", "--language", "nl")
    assert status.exception is None, repr(status.exception)
    assert "veranderd na de opname" in status.output
    assert run("add", MENU, file).exit_code == 0
    assert len(list(Recordings(root / "audio" / "recorded").of(MENU, "nl"))) == 1
    assert "veranderd na de opname" not in run("status", "--language", "nl").output


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


def test_a_recording_that_is_damaged_is_left_out(root: Path, run: Run) -> None:
    words = load(root).texts[MENU].words
    path = Recordings(root / "audio" / "recorded").path(MENU, "nl", words)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"OggS, and then nothing")
    result = run("render", "--language", "nl")
    assert result.exit_code == 0, result.output
    assert "opname" not in result.output


def two_hours(folder: Path) -> str:
    with wave.open(str(folder / "lang.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * (2 * 3600 * 8000))
    return str(folder / "lang.wav")


def clipped() -> Samples:
    return np.clip(tone(4) * 40, -1, 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "niet als geluid"),
        (b"geen geluid", "niet als geluid"),
        (encoded(silence(3), Container.OGG), "niets te horen"),
        (encoded(tone(0.2), Container.OGG), "korter dan een halve seconde"),
        (encoded(tone(3, 0.0015), Container.OGG), "te zacht"),
        (master(clipped()), "kraakt"),
    ],
    ids=["empty", "text", "silence", "short", "soft", "clipped"],
)
def test_a_recording_that_is_no_use_is_refused(run: Run, tmp_path: Path, content: bytes, words: str) -> None:
    result = run("add", MENU, recorded(tmp_path, "opname.ogg", content))
    assert result.exit_code == 1
    assert words in result.output


def test_two_hours_are_refused(run: Run, tmp_path: Path) -> None:
    result = run("add", MENU, two_hours(tmp_path))
    assert result.exit_code == 1
    assert "langer dan 10 minuten" in result.output


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
