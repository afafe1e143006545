"""Whatever is wrong with a text, a recording or a voice: the words arrive, and no sound waits for ever.

As a companion has it: its sounds are made in a process beside it.
"""

import wave
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.channels.accounts import TelegramSettings
from bot.channels.telegram import TelegramChannel
from bot.content.schema import Library, Rung
from bot.model import Address, ChannelName, Lane, Say
from bot.speech.maker import Maker
from bot.speech.notes import Notes
from bot.speech.recordings import Recordings
from bot.speech.worker import Tools
from bot.speech.workshop import Rules, Workshop
from bot.storage.store import SqlStore
from tests.delivery.heard import CHATS, House, Reader, waiting
from tests.delivery.posting import Postman, dead
from tests.emulators.fixtures import FaultyTelegram
from tests.speech import tasks
from tests.storage.talk import HandClock

TEXT = "ui#klacht"
WORDS = Say(TEXT)
HEARD = Say(TEXT, lane=Lane.SOUND, wanted=True)
Housed = Callable[[Library, Maker], House]


def worded(library: Library, words: str) -> Library:
    return replace(library, texts={**library.texts, TEXT: replace(library.texts[TEXT], words=words)})


def spoken_by(library: Library, *rungs: Rung) -> Library:
    dutch = replace(library.languages["nl"], voices=rungs)
    return replace(library, languages={**library.languages, "nl": dutch})


def recorded(library: Library, root: Path) -> Path:
    path = Recordings(root / "audio" / "recorded").path(TEXT, "nl", library.texts[TEXT].words)
    path.parent.mkdir(parents=True)
    return path


def damaged(library: Library, root: Path) -> Library:
    recorded(library, root).write_bytes(b"OggS, and then nothing")
    return library


def two_hours(library: Library, root: Path) -> Library:
    with wave.open(str(recorded(library, root)), "wb") as file:
        file.setparams((1, 1, 8000, 0, "NONE", ""))
        file.writeframes(b"\x80" * (2 * 3600 * 8000))
    return library


# What is wrong; whether she hears it all the same, by another voice.
TROUBLE: dict[str, tuple[Callable[[Library, Path], Library], bool]] = {
    "a damaged recording": (damaged, True),
    "a recording of two hours": (two_hours, True),
    "ten thousand characters": (lambda library, _: worded(library, "Woord. " * 1430), False),
    "nothing to say": (lambda library, _: worded(library, "!?"), False),
    "a language nobody speaks": (lambda library, _: spoken_by(library), False),
    "only Google, which is never asked while she waits": (
        lambda library, _: spoken_by(library, Rung("gtts/nl", "goed")),
        False,
    ),
    "a voice that was taken away": (
        lambda library, _: spoken_by(library, Rung("mbrola/nl9", "goed"), Rung("espeak/nl", "arm")),
        True,
    ),
}


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    shop = Workshop(Rules(at_once=1, patience=20))
    yield shop
    shop.close()


@pytest_asyncio.fixture
async def housed(store: SqlStore, clock: HandClock, faulty_telegram: FaultyTelegram) -> AsyncIterator[Housed]:
    chat = next(CHATS)
    channel = TelegramChannel(TelegramSettings(f"{chat}:test", "s", f"{faulty_telegram.address}/bot", timeout=3))
    channels = {ChannelName.TELEGRAM: channel}

    def house(library: Library, maker: Maker) -> House:
        courier, narrator = Postman(store, channels, library, clock), Reader(store, channels, library, clock)
        narrator.speaker, narrator.uploads = Notes(lambda: maker), store.uploads
        courier.jitter = narrator.jitter = lambda: 1.0
        return House(store, courier, narrator, clock, faulty_telegram, Address(ChannelName.TELEGRAM, str(chat)))

    yield house
    await channel.close()


def maker_of(library: Library, folder: Path, workshop: Workshop) -> Maker:
    return Maker(Tools(folder, folder, tuple(library.languages.values())), workshop)


@pytest.mark.parametrize("name", TROUBLE)
async def test_the_words_arrive_and_nothing_waits(
    library: Library, housed: Housed, workshop: Workshop, tmp_path: Path, name: str
) -> None:
    spoil, heard = TROUBLE[name]
    spoilt = spoil(library, tmp_path)
    house = housed(spoilt, maker_of(spoilt, tmp_path, workshop))
    house.says(WORDS, HEARD)
    await house.deliver()
    texts = [call["text"] for call in await house.calls("sendMessage")]
    assert len(await house.calls("sendVoice")) == heard
    assert ("Voorlezen kan ik nog niet" in texts[-1]) is not heard
    assert (dead(house.store), waiting(house.store)) == ([], [])


async def test_a_process_that_hangs_keeps_nobody_waiting(
    library: Library, housed: Housed, workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = Workshop(Rules(at_once=1, patience=1))
    maker = maker_of(library, tmp_path, workshop)
    house = housed(library, maker)
    monkeypatch.setattr(maker, "message", lambda _parts: shop.do(tasks.hangs, tmp_path / "pid"))
    house.says(WORDS, HEARD)
    await house.deliver()
    assert await house.order() == ["sendMessage"]
    monkeypatch.undo()
    house.clock.move(minutes=6)
    await house.deliver()
    assert await house.order() == ["sendMessage", "sendVoice"]
    assert (dead(house.store), waiting(house.store)) == ([], [])
    shop.close()
