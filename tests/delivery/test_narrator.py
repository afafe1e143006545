"""Heard on Telegram: the real store, words, voice and client; Telegram is an emulator that goes wrong when told."""

import asyncio
from base64 import b64decode
from io import BytesIO

import av
import pytest
from sqlalchemy import select

from bot.content.library import offered_languages, wording
from bot.content.schema import Library
from bot.model import ChannelName, EraseScreen, Lane, Say, Turn
from bot.speech.decode import decoded
from bot.speech.loudness import loudness
from bot.speech.studio import Studio
from bot.speech.tracks import seconds
from bot.storage import tables_of_nobody
from bot.storage.overview import piles
from bot.storage.store import SqlStore
from tests.delivery.heard import House, waiting
from tests.delivery.posting import dead, telling
from tests.storage.talk import AYSE, CARLA, apologise, arrival

WORDS = Say("ui#klacht")
HEARD = Say("ui#klacht", lane=Lane.SOUND)


def uploads(store: SqlStore) -> dict[str, str]:
    with store.engine.connect() as connection:
        return {row.key: row.file_id for row in connection.execute(select(tables_of_nobody.voices))}


async def test_it_stands_under_its_words_and_is_opus(house: House) -> None:
    house.says(WORDS, HEARD)
    await house.deliver()
    assert await house.order() == ["sendMessage", "sendVoice"]
    [voice] = await house.calls("sendVoice")
    assert (voice["caption"], voice["protect"].lower()) == (None, "true")
    with av.open(BytesIO(b64decode(voice["content"]))) as file:
        [stream] = file.streams
        frames = list(file.decode(stream))
        assert (file.format.name, stream.codec_context.name, stream.codec_context.channels) == ("ogg", "opus", 1)
    seconds = sum(frame.samples for frame in frames) / frames[0].sample_rate
    assert abs(seconds - voice["voice"]["duration"]) < 1
    assert seconds > 5
    assert waiting(house.store) == []


async def test_the_sentence_for_the_phone_is_one_tap_under_the_urgent_words(house: House, library: Library) -> None:
    for language in offered_languages(library):
        house.says(Say("nood/nood-bloedverlies", lane=Lane.URGENT, language=language))
        await house.deliver()
        last = (await house.calls("sendMessage"))[-1]
        [[button]] = last["reply_markup"]["inline_keyboard"]
        assert button["callback_data"] == "0:belzin.nood-bloedverlies"
        assert button["text"] == wording(library, "ui#laat_horen", language).words
        assert '"' in last["text"]
        assert wording(library, "ui#laat_horen", language).language == language


async def test_the_sentence_is_heard_slow_and_loud_and_uploaded_once(house: House, spoken: Studio) -> None:
    for _ in range(2):
        house.says(Say("nood/nood-bloedverlies#belzin", lane=Lane.SOUND, wanted=True))
        await house.deliver()
    first, again = await house.calls("sendVoice")
    assert (first["uploaded"], again["uploaded"]) == (True, False)
    heard = decoded(b64decode(first["content"]))
    words = wording(house.courier._library, "nood/nood-bloedverlies#belzin", "nl").words
    assert loudness(heard) > -14
    assert seconds(heard) > spoken.render(words, "nl").seconds * 1.15


async def test_uploaded_once_for_everybody(house: House) -> None:
    for _ in range(3):
        house.says(WORDS, HEARD)
        await house.deliver()
    assert await house.uploads() == [True, False, False]
    assert len(uploads(house.store)) == 1


async def test_what_telegram_has_no_more_is_uploaded_again(house: House) -> None:
    house.says(WORDS, HEARD)
    await house.deliver()
    [key] = uploads(house.store)
    house.store.uploads.keep(key, "of-another-bot", house.clock.now())
    house.says(WORDS, HEARD)
    await house.deliver()
    assert await house.uploads() == [True, True]
    assert uploads(house.store)[key] != "of-another-bot"


async def test_her_own_words_leave_no_trace(house: House, spoken: Studio) -> None:
    before = spoken.there()
    own = Say("flows/netwerkkaart#regel_met_naam.zeg", (("naam", "Fatma"), ("wie", "zus"), ("wat", "bellen")))
    house.says(own, Say(own.text, own.values, lane=Lane.SOUND))
    await house.deliver()
    assert await house.order() == ["sendMessage", "sendVoice"]
    assert uploads(house.store) == {}
    assert spoken.there() == before


TROUBLE = [["busy"], ["down"], ["broken"], ["garbage"], ["cut"], ["silent"], ["busy", "down", "cut"]]


@pytest.mark.parametrize("kinds", TROUBLE, ids=",".join)
async def test_trouble_with_a_sound_repeats_no_words(house: House, kinds: list[str]) -> None:
    house.telegram.faults.next(*kinds, only="sendVoice")
    house.says(WORDS, HEARD)
    for _ in range(len(kinds) + 1):
        await house.deliver()
        house.clock.move(minutes=6)
    assert await house.order() == ["sendMessage", "sendVoice"]
    assert dead(house.store) == []


@pytest.mark.parametrize("kind", ["busy", "down", "silent"])
async def test_no_sound_before_its_words(house: House, kind: str) -> None:
    house.telegram.faults.next(kind, only="sendMessage")
    house.says(WORDS, HEARD)
    await house.deliver()
    assert await house.order() == []
    house.clock.move(minutes=1)
    await house.deliver()
    assert await house.order() == ["sendMessage", "sendVoice"]


async def test_a_sound_that_waits_holds_up_no_words(house: House) -> None:
    house.telegram.faults.next(*["down"] * 3, only="sendVoice")
    house.says(WORDS, HEARD)
    await house.deliver()
    house.says(WORDS)
    await house.deliver()
    assert await house.order() == ["sendMessage", "sendMessage"]


@pytest.mark.parametrize(("wanted", "told"), [(True, 2), (False, 1)])
async def test_who_takes_no_voices_is_told_when_she_asked(house: House, wanted: bool, told: int) -> None:
    house.telegram.faults.next("novoice", only="sendVoice")
    house.says(WORDS, Say(HEARD.text, lane=Lane.SOUND, wanted=wanted))
    await house.deliver()
    texts = [call["text"] for call in await house.calls("sendMessage")]
    assert (len(texts), dead(house.store), waiting(house.store)) == (told, [], [])
    assert ("Voorlezen kan ik nog niet" in texts[-1]) is wanted


async def test_without_a_voice_she_is_told_when_she_asked(house: House) -> None:
    house.narrator.speaker = None
    house.says(WORDS, Say(HEARD.text, lane=Lane.SOUND, wanted=True), HEARD)
    await house.deliver()
    assert await house.order() == ["sendMessage", "sendMessage"]
    assert waiting(house.store) == []


async def test_an_emptied_screen_stays_silent(house: House) -> None:
    house.telegram.faults.next("down", only="sendVoice")
    house.says(WORDS, HEARD)
    await house.deliver()
    emptied(house)
    house.clock.move(minutes=6)
    await house.deliver()
    assert await house.order() == ["sendMessage"]


def emptied(house: House) -> list[str]:
    """She sends WIS-SCHERM; the ids of the messages that go."""
    [done] = house.store.commit(
        [arrival("wis scherm", house.address)], lambda state, _: Turn(state, tasks=(EraseScreen(),)), apologise
    )
    return [message.message_id for message in done.screen]


async def test_an_emptied_screen_loses_what_was_heard(house: House) -> None:
    house.says(WORDS, HEARD)
    await house.deliver()
    [voice] = await house.calls("sendVoice")
    assert str(voice["message_id"]) in emptied(house)


async def test_a_sound_on_its_way_meanwhile_goes_from_the_screen(house: House) -> None:
    house.says(WORDS, HEARD)
    await house.courier.deliver_due()
    await house.narrator._step()  # claimed, and being sent
    emptied(house)
    await asyncio.gather(*house.narrator._under_way)
    await house.narrator.deliver_due()
    await house.courier.deliver_due()
    [voice] = await house.calls("sendVoice")
    erased = [call["message_id"] for call in await house.calls("deleteMessage")]
    assert voice["message_id"] in erased


def test_an_sms_has_no_sound_that_waits(store: SqlStore) -> None:
    store.commit([arrival("x", CARLA), arrival("y", AYSE)], telling(HEARD), apologise)
    with store.engine.connect() as connection:
        heard = {(pile.channel, pile.lane) for pile in piles(connection) if pile.lane is Lane.SOUND}
    assert heard == {(ChannelName.TELEGRAM, Lane.SOUND)}
