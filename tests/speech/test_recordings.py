"""`wiegwijzer speech add`: taken in, out of date with its text, refused with the reason."""

import wave
from pathlib import Path

import numpy as np
import pytest

from bot.content.load import load
from bot.speech.decode import decoded
from bot.speech.encode import encoded, master
from bot.speech.loudness import TARGET, loudness
from bot.speech.recordings import Recordings
from bot.speech.sound import Container
from bot.speech.voice import RATE, Samples
from tests.speech.project import MENU, Run
from tests.speech.test_sounds import silence, tone


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
