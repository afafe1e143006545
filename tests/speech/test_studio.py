"""How a message sounds: sentence by sentence, slow or loud, in both languages; and what cannot be said."""

from datetime import datetime

import pytest

from bot.content.opening import AMSTERDAM
from bot.content.render import Reader
from bot.content.schema import Library
from bot.content.spoken import spoken
from bot.content.spoken.message import Means, Utterance, message_spoken
from bot.errors import NoVoice, SpeechError
from bot.model import Address, ChannelName, Form, Say
from bot.speech.decode import decoded
from bot.speech.how import CALM, SLOW, How
from bot.speech.loudness import LOUD, loudness
from bot.speech.sound import Container
from bot.speech.studio import Studio

TEXT = "Bel nu 112.\nWacht niet. Er komt iemand!"


def test_a_message_is_heard_sentence_by_sentence(made_in: Studio) -> None:
    sound = made_in.render(TEXT, "nl")
    assert [mark.sentence for mark in sound.marks] == ["Bel nu 112.", "Wacht niet.", "Er komt iemand!"]
    assert all(mark.start < mark.end for mark in sound.marks)
    assert sound.marks[-1].end == sound.seconds
    for container in Container:
        assert len(decoded(sound.content(container))) / 48_000 == pytest.approx(sound.seconds, abs=0.2)
        assert sound.path(container).read_bytes() == sound.content(container)


@pytest.mark.parametrize("how", [How(pace=SLOW), How(loud=True)], ids=["slow", "loud"])
def test_slow_and_loud_are_sounds_of_their_own(made_in: Studio, how: How) -> None:
    usual, other = made_in.render(TEXT, "nl"), made_in.render(TEXT, "nl", how)
    assert usual.key != other.key
    if how.loud:
        assert loudness(decoded(other.content(Container.OGG))) == pytest.approx(LOUD, abs=1.5)
    else:
        assert other.seconds > usual.seconds * 1.15


def test_a_whole_message_with_its_choices(made_in: Studio) -> None:
    parts = (Utterance("Bel 112.", "nl"), Utterance("Evet için 1 yaz.", "tr"))
    sound = made_in.message(parts)
    assert [mark.sentence for mark in sound.marks] == ["Bel 112.", "Evet için 1 yaz."]
    assert sound.marks[0].end < sound.marks[1].start < sound.seconds
    assert made_in.message(parts) == sound
    assert sound.unsaid == 0


def test_a_part_that_nobody_can_say_is_counted(made_in: Studio) -> None:
    parts = (Utterance("Bel 112.", "nl"), Utterance("Wac 112.", "so"))
    assert made_in.message(parts).unsaid == 1
    with pytest.raises(NoVoice):
        made_in.message(parts[1:])


@pytest.mark.parametrize("text", ["", "  \n ", "!?", "…", "👍", "x" * 10_000])
def test_what_cannot_be_said_is_named(made_in: Studio, text: str) -> None:
    with pytest.raises(SpeechError):
        made_in.render(text, "nl")


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
