"""Who speaks: a person before any voice, the next rung when one breaks, and nobody where nobody can."""

from pathlib import Path

import pytest

from bot.content.schema import Library
from bot.errors import ContentBroken, EngineDown, NoVoice, SpeechError
from bot.speech.encode import master
from bot.speech.how import How
from bot.speech.ladder import steps
from bot.speech.recordings import Recordings
from bot.speech.studio import Studio
from bot.speech.voice import Engine, Samples, Voice
from tests.speech.conftest import studio_of
from tests.speech.test_sounds import tone


class Broken:
    """An engine that is there, and gives what it is told to give."""

    online = False

    def __init__(self, name: str, error: SpeechError | None = None) -> None:
        self.name, self._error = name, error

    def voice(self, name: str) -> Voice | None:
        return Voice(self.name, name, "1")

    def say(self, sentences: list[str], voice: Voice, pace: float) -> list[Samples]:
        if self._error:
            raise self._error
        return [tone(0)]


@pytest.mark.parametrize("language", ["nl", "en", "tr", "ar", "pl", "uk"])
def test_every_offered_language_has_a_voice_on_every_machine(made_in: Studio, language: str) -> None:
    assert made_in.heard(language) is not None
    assert made_in.render("112. OK.", language).seconds > 1


def test_every_ladder_begins_with_people_and_ends_with_what_is_always_there(
    library: Library, known: dict[str, Engine]
) -> None:
    assert {"uk", "es", "fr", "fa", "ti", "pap", "so"} <= library.languages.keys()
    for code in library.languages:
        ladder = steps(library, code, known)
        assert ladder[0].name == "opname"
        assert (ladder[-1].voice is None) is (code == "so"), code  # nobody has a voice for Somali: recordings only


def test_a_person_is_heard_before_any_voice(library: Library, known: dict[str, Engine], tmp_path: Path) -> None:
    made = studio_of(library, known, tmp_path)
    path = Recordings(tmp_path / "recorded").path("ui#menu", "nl", "Waar wil je  iets over weten?")
    path.parent.mkdir(parents=True)
    path.write_bytes(master(tone(2)))
    sound = made.render("Waar wil je iets over weten?", "nl", How("ui#menu"))
    assert (sound.voice.engine, sound.voice.quality) == ("opname", "mens")
    assert [mark.sentence for mark in sound.marks] == ["Waar wil je iets over weten?"]
    assert made.render("Waar wil je wat over weten?", "nl", How("ui#menu")).voice.engine == "espeak"
    path.write_bytes(b"damaged")
    assert made.render("Waar wil je iets over weten?", "nl", How("ui#menu")).voice.engine == "espeak"


@pytest.mark.parametrize(
    "broken",
    [Broken("kapot", EngineDown("kapot")), Broken("kapot", SpeechError("?")), Broken("kapot")],
    ids=["down", "undecodable", "says nothing"],
)
def test_the_next_rung_speaks_when_one_breaks(
    library: Library, known: dict[str, Engine], tmp_path: Path, broken: Broken
) -> None:
    there: dict[str, Engine] = {**known, "kapot": broken}  # type: ignore[dict-item]
    ladder = {"kapot/x": "goed", "espeak/nl": "arm"}
    assert studio_of(library, there, tmp_path, nl=ladder).render("Bel nu.", "nl").voice.engine == "espeak"
    with pytest.raises(SpeechError):
        studio_of(library, there, tmp_path, nl={"kapot/x": "goed"}).render("Wacht.", "nl")


@pytest.mark.parametrize("language", ["so", "xx", ""])
def test_a_language_nobody_speaks(made_in: Studio, language: str) -> None:
    assert made_in.heard(language) is None
    with pytest.raises(NoVoice):
        made_in.render("Bel 112.", language)


@pytest.mark.parametrize("rungs", [{"espaek/nl": "arm"}, {"espeak/nl": "best wel"}])
def test_a_ladder_with_a_mistake_says_what_to_do(
    library: Library, known: dict[str, Engine], tmp_path: Path, rungs: dict[str, str]
) -> None:
    with pytest.raises(ContentBroken, match=r"Bedoel je|Bekend zijn"):
        studio_of(library, known, tmp_path, nl=rungs).render("Hallo.", "nl")
