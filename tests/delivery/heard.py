"""One chat on Telegram with all that is behind it: her words, and the voice messages under them."""

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.channels.accounts import TelegramSettings
from bot.channels.telegram import TelegramChannel
from bot.content.schema import Library
from bot.delivery import Narrator
from bot.model import Address, ChannelName, Lane, Say
from bot.speech.notes import Notes
from bot.speech.studio import Studio, studio
from bot.storage.overview import piles
from bot.storage.store import SqlStore
from tests.delivery.posting import Postman, telling
from tests.emulators.fixtures import FaultyTelegram
from tests.storage.talk import HandClock, apologise, arrival

ROOT = Path(__file__).resolve().parents[2]
CHATS = itertools.count(880_001)


class Reader(Narrator):
    """A narrator that walks once instead of all day."""

    deliver_due = Postman.deliver_due


@pytest.fixture(scope="session")
def spoken(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Studio:
    return studio(ROOT, tmp_path_factory.mktemp("spoken"), library)


@dataclass(frozen=True, slots=True)
class House:
    """One chat with everything behind it."""

    store: SqlStore
    courier: Postman
    narrator: Reader
    clock: HandClock
    telegram: FaultyTelegram
    address: Address

    def says(self, *what: Say) -> None:
        self.store.commit([arrival("x", self.address)], telling(*what), apologise)

    async def deliver(self) -> None:
        """Who comes first must not matter: the sound is asked for first."""
        await self.narrator.deliver_due()
        await self.courier.deliver_due()
        await self.narrator.deliver_due()

    async def calls(self, *methods: str) -> list[dict[str, Any]]:
        calls = await self.telegram.server.calls(int(self.address.value))
        return [call for call in calls if not methods or call["method"] in methods]

    async def order(self) -> list[str]:
        return [call["method"] for call in await self.calls("sendMessage", "sendVoice", "deleteMessage")]

    async def uploads(self) -> list[bool]:
        return [call["uploaded"] for call in await self.calls("sendVoice")]


@pytest_asyncio.fixture
async def house(
    store: SqlStore, library: Library, clock: HandClock, faulty_telegram: FaultyTelegram, spoken: Studio
) -> AsyncIterator[House]:
    chat = next(CHATS)
    settings = TelegramSettings(f"{chat}:test", "s", f"{faulty_telegram.address}/bot", timeout=3)
    channels = {ChannelName.TELEGRAM: TelegramChannel(settings)}
    courier, narrator = Postman(store, channels, library, clock), Reader(store, channels, library, clock)
    narrator.speaker, narrator.uploads = Notes(lambda: spoken), store.uploads
    courier.jitter = narrator.jitter = lambda: 1.0
    yield House(store, courier, narrator, clock, faulty_telegram, Address(ChannelName.TELEGRAM, str(chat)))
    await channels[ChannelName.TELEGRAM].close()


def waiting(store: SqlStore) -> list[Lane]:
    with store.engine.connect() as connection:
        return [pile.lane for pile in piles(connection) if not pile.dead]
