"""Who speaks, what is kept, and what a person's own words leave behind."""

import os
import platform
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.content.opening import AMSTERDAM
from bot.content.render import Reader
from bot.content.schema import Library, Rung
from bot.content.spoken import spoken
from bot.content.spoken.message import Means, Utterance, message_spoken
from bot.errors import ContentBroken, EngineDown, NoVoice, SpeechError
from bot.model import Address, ChannelName, Form, Say
from bot.speech.decode import decoded
from bot.speech.encode import master
from bot.speech.how import CALM, SLOW, How
from bot.speech.kept import Kept
from bot.speech.ladder import steps
from bot.speech.loudness import LOUD, loudness
from bot.speech.recordings import Recordings
from bot.speech.sound import Container
from bot.speech.studio import Studio
from bot.speech.voice import Engine, Samples, Voice
from tests.speech.test_sounds import tone

TEXT = "Bel nu 112.\nWacht niet. Er komt iemand!"


def studio_of(library: Library, known: dict[str, Engine], folder: Path, **ladders: dict[str, str]) -> Studio:
    changed = {
        code: replace(library.languages["nl"], code=code, voices=tuple(Rung(*rung) for rung in rungs.items()))
        for code, rungs in ladders.items()
    }
    there = replace(library, languages={**library.languages, **changed})
    return Studio(there, known, Recordings(folder / "recorded"), Kept(folder / "speech"))


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_message_is_heard_sentence_by_sentence(made_in: Studio) -> None:
    sound = made_in.render(TEXT, "nl")
    assert [mark.sentence for mark in sound.marks] == ["Bel nu 112.", "Wacht niet.", "Er komt iemand!"]
    assert all(mark.start < mark.end for mark in sound.marks)
    assert sound.marks[-1].end == sound.seconds
    for container in Container:
        assert len(decoded(sound.content(container))) / 48_000 == pytest.approx(sound.seconds, abs=0.2)
        assert sound.path(container).read_bytes() == sound.content(container)


@pytest.mark.parametrize("language", ["nl", "en", "tr", "ar", "pl", "uk"])
def test_every_offered_language_has_a_voice_on_every_machine(made_in: Studio, language: str) -> None:
    assert made_in.heard(language) is not None
    assert made_in.render("112. OK.", language).seconds > 1


def test_a_second_time_nothing_is_made(made_in: Studio, known: dict[str, Engine]) -> None:
    first = made_in.render(TEXT, "nl")
    known.clear()  # nobody left to say it again
    assert made_in.render(TEXT, "nl") == first == made_in.kept(TEXT, "nl")


def test_the_same_sound_for_words_that_sound_the_same(made_in: Studio) -> None:
    one, other = made_in.render("Bel  112.", "nl"), made_in.render("Bel één, één, twee.", "nl")
    assert one.key == other.key
    assert [one.marks[0].sentence, other.marks[0].sentence] == ["Bel  112.", "Bel één, één, twee."]


@pytest.mark.parametrize("how", [How(pace=SLOW), How(loud=True)], ids=["slow", "loud"])
def test_slow_and_loud_are_sounds_of_their_own(made_in: Studio, how: How) -> None:
    usual, other = made_in.render(TEXT, "nl"), made_in.render(TEXT, "nl", how)
    assert usual.key != other.key
    if how.loud:
        assert loudness(decoded(other.content(Container.OGG))) == pytest.approx(LOUD, abs=1.5)
    else:
        assert other.seconds > usual.seconds * 1.15


def test_two_studios_make_the_same_bytes(library: Library, known: dict[str, Engine], tmp_path: Path) -> None:
    one, other = (studio_of(library, known, tmp_path / name).render(TEXT, "tr") for name in "ab")
    assert [one.content(c) for c in Container] == [other.content(c) for c in Container]


def test_her_own_words_are_on_no_disk(made_in: Studio, tmp_path: Path) -> None:
    sound = made_in.render("Ik heet Rozemarijn.", "nl", How(personal=True))
    again = made_in.render("Ik heet Rozemarijn.", "nl", How(personal=True))
    assert sound.content(Container.OGG) == again.content(Container.OGG)
    assert sound.key != again.key  # nobody can guess from an address what was said
    assert b"Rozemarijn" not in everything_in(tmp_path)
    assert made_in.kept("Ik heet Rozemarijn.", "nl", How(personal=True)) is None
    assert not list(tmp_path.rglob("*.ogg"))
    with pytest.raises(ValueError, match="no file"):
        sound.path(Container.OGG)


def test_a_whole_message_with_its_choices(made_in: Studio) -> None:
    parts = (Utterance("Bel 112.", "nl"), Utterance("Evet için 1 yaz.", "tr"))
    sound = made_in.message(parts)
    assert [mark.sentence for mark in sound.marks] == ["Bel 112.", "Evet için 1 yaz."]
    assert sound.marks[0].end < sound.marks[1].start < sound.seconds
    assert made_in.message(parts) == sound
    assert sound.unsaid == 0


def test_one_part_of_hers_makes_the_whole_hers(made_in: Studio, tmp_path: Path) -> None:
    sound = made_in.message((Utterance("Dit weet ik van jou.", "nl"), Utterance("Rozemarijn.", "nl", personal=True)))
    assert sound.folder is None
    assert b"Rozemarijn" not in everything_in(tmp_path)


def test_a_part_that_nobody_can_say_is_counted(made_in: Studio) -> None:
    parts = (Utterance("Bel 112.", "nl"), Utterance("Wac 112.", "so"))
    assert made_in.message(parts).unsaid == 1
    with pytest.raises(NoVoice):
        made_in.message(parts[1:])


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


@pytest.mark.parametrize("text", ["", "  \n ", "!?", "…", "👍", "x" * 10_000])
def test_what_cannot_be_said_is_named(made_in: Studio, text: str) -> None:
    with pytest.raises(SpeechError):
        made_in.render(text, "nl")


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


def test_what_somebody_damaged_is_made_again(made_in: Studio) -> None:
    sound = made_in.render("Bel nu.", "nl")
    good = sound.content(Container.OGG)
    sound.path(Container.OGG).write_bytes(good[:100])
    assert made_in.kept("Bel nu.", "nl") is None
    assert made_in.render("Bel nu.", "nl").content(Container.OGG) == good
    sound.path(Container.OGG).with_name("meta.json").write_text("{")
    assert made_in.render("Bel nu.", "nl").content(Container.OGG) == good


def test_speakable_words_are_left_as_they_are() -> None:
    """Text that was made speakable already may come again: an Audio section, or a message put together."""
    for text in ("Bel nul achthonderd, negentien vijfennegentig.", "Stuur één voor ja.", "Om acht uur dertig."):
        assert spoken(text, "nl") == text


def test_the_pace_is_a_setting(made_in: Studio) -> None:
    calm = made_in.render(TEXT, "nl")
    made_in.pace = 1.1
    quick = made_in.render(TEXT, "nl")
    assert quick.seconds < calm.seconds
    assert quick.key != calm.key == made_in.render(TEXT, "nl", How(pace=CALM)).key


def test_a_full_disk_is_heard_all_the_same(made_in: Studio, tmp_path: Path) -> None:
    (tmp_path / "speech").write_text("no folder can be made here")
    sound = made_in.render("Bel nu.", "nl")
    assert decoded(sound.content(Container.OGG)).any()
    assert sound.folder is None


def test_what_another_machine_is_making_stays_for_a_day(tmp_path: Path) -> None:
    for name in (
        "elsewhere.1.abc",
        f"{platform.node()}.{os.getpid()}.abc",
        f"{platform.node()}.4194999.abc",
        "old.1.abc",
    ):
        (tmp_path / "making" / name).mkdir(parents=True)
    os.utime(tmp_path / "making" / "old.1.abc", (1, 1))
    Kept(tmp_path).sweep()
    left = {aside.name for aside in (tmp_path / "making").iterdir()}
    assert left == {"elsewhere.1.abc", f"{platform.node()}.{os.getpid()}.abc"}


@pytest.mark.parametrize("means", Means)
def test_a_warning_sign_in_turkish_speaks_both_languages(library: Library, made_in: Studio, means: Means) -> None:
    reader = Reader(
        Address(ChannelName.SIMULATOR, "1"), "tr", Form.SMS, None, datetime(2026, 11, 23, 3, tzinfo=AMSTERDAM)
    )
    parts = message_spoken(Say("nood/nood-112"), reader, library, means)
    assert {part.language for part in parts} == {"nl", "tr"}
    sound = made_in.message(parts)
    assert sound.unsaid == 0
    assert [mark.start for mark in sound.marks] == sorted(mark.start for mark in sound.marks)
    assert {"Ik spreek Turks.", "Graag een tolk."} <= {mark.sentence for mark in sound.marks}
