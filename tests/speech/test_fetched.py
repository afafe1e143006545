"""Voices that were fetched: how their programs are called, with stand-ins, so that every machine can try it."""

from pathlib import Path

import pytest

from bot.errors import EngineDown, SpeechError
from bot.speech.encode import encoded
from bot.speech.engines.espeak import Espeak
from bot.speech.engines.mbrola import Mbrola
from bot.speech.engines.pico import Pico
from bot.speech.engines.rhvoice import RHVoice
from bot.speech.engines.vendored import Vendored
from bot.speech.sound import Container
from bot.speech.voice import RATE, Engine, Voice
from tests.speech.test_sounds import tone

SAYS = """#!/bin/sh
echo "$0 $* data=$ESPEAK_DATA_PATH$RHVOICE_DATA_PATH" >> "{folder}/called"
cat >> "{folder}/heard"; echo >> "{folder}/heard"
cat "{folder}/sound"
"""


@pytest.fixture
def fetched(tmp_path: Path) -> Path:
    """A folder as `make voices` leaves it, whose programs note what they are asked."""
    (tmp_path / "sound").write_bytes(encoded(tone(1), Container.MP3))
    for name in ("usr/bin/espeak-ng", "usr/bin/mbrola", "usr/bin/RHVoice-test"):
        program = tmp_path / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(SAYS.format(folder=tmp_path))
        program.chmod(0o755)
    for name, words in {
        "usr/share/mbrola/nl2/nl2": "diphones",
        "usr/share/RHVoice/voices/magda/voice.info": "name=Magda\nformat=4\nrevision=2\n",
        "usr/lib/x86_64-linux-gnu/espeak-ng-data/phontab": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(words)
    return tmp_path


@pytest.mark.parametrize(
    ("engine", "name", "called"),
    [
        (Mbrola, "nl2", "usr/bin/espeak-ng -v mb-nl2 -s 128 --stdin --stdout data={folder}/usr/lib/x86_64-linux-gnu"),
        (RHVoice, "magda", "usr/bin/RHVoice-test -p magda -r 85 -o /dev/stdout data={folder}/usr/share/RHVoice"),
    ],
)
def test_words_go_in_by_stdin_where_no_list_of_processes_shows_them(
    fetched: Path, engine: type[Mbrola | RHVoice], name: str, called: str
) -> None:
    speaker = engine(Vendored(fetched))
    voice = speaker.voice(name)
    assert voice is not None
    assert voice.licence
    said = speaker.say(["Bel nu.", "Wacht niet."], voice, 0.85)
    assert [round(len(one) / RATE) for one in said] == [1, 1]
    assert (fetched / "heard").read_text() == "Bel nu.\nWacht niet.\n"
    lines = (fetched / "called").read_text().splitlines()
    assert lines == [f"{fetched}/{called.format(folder=fetched)}"] * 2


@pytest.mark.parametrize("engine", [Mbrola, RHVoice])
def test_a_program_that_fails_is_down(fetched: Path, engine: type[Mbrola | RHVoice]) -> None:
    for program in (fetched / "usr" / "bin").iterdir():
        program.write_text("#!/bin/sh\necho geheim >&2; exit 3\n")
    with pytest.raises(EngineDown) as down:
        engine(Vendored(fetched)).say(["Bel nu."], Voice("x", "x", "1"), 1)
    assert "geheim" not in str(down.value)


@pytest.mark.parametrize("engine", [Mbrola, RHVoice])
def test_a_program_that_writes_no_sound_is_no_voice(fetched: Path, engine: type[Mbrola | RHVoice]) -> None:
    (fetched / "sound").write_text("no sound")
    with pytest.raises(SpeechError):
        engine(Vendored(fetched)).say(["Bel nu."], Voice("x", "x", "1"), 1)


@pytest.mark.parametrize("engine", [Mbrola, RHVoice])
def test_without_them_there_is_no_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: type[Mbrola | RHVoice]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [engine(Vendored(tmp_path / "none")).voice(name) for name in ("nl2", "magda")] == [None, None]


@pytest.mark.parametrize(
    ("engine", "name"), [(Espeak(), code) for code in ("nl", "tr", "ar", "pl", "uk", "es", "fr", "fa", "ti", "pap")]
)
def test_what_comes_with_the_packages_speaks(engine: Engine, name: str) -> None:
    voice = engine.voice(name)
    assert voice is not None
    first, again = (engine.say(["112.", "OK."], voice, 1) for _ in range(2))
    assert all((one == other).all() for one, other in zip(first, again, strict=True))
    assert all(len(one) for one in first)


@pytest.mark.parametrize("name", ["en-GB", "es-ES", "fr-FR"])
def test_pico_speaks(name: str) -> None:
    voice = Pico().voice(name)
    assert voice is not None
    assert len(Pico().say(["Ola, hello, bonjour."], voice, 0.85)[0]) > RATE / 2


def test_names_of_voices_that_are_none() -> None:
    assert Espeak().voice("so") is None
    assert Pico().voice("nl-NL") is None
    with pytest.raises(EngineDown):
        Espeak().say(["Hallo."], Voice("espeak", "zzz", "1"), 1)
    with pytest.raises(EngineDown):
        Pico().say(["Hallo."], Voice("pico", "zzz", "1"), 1)
