"""A bot of telemelya's overlay that is polled, and what was committed of what it hears."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest_asyncio

from bot.channels.accounts import TelegramSettings
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_polling import Hold, PollingSettings, Receive, TelegramPoller
from bot.model import Incoming
from tests.emulators.fixtures import FaultyTelegram

BOTS = itertools.count(900_001)
QUICK = PollingSettings(wait=1, stand_by=0.02, first_pause=0.02, longest_pause=0.05)


@dataclass(slots=True)
class Commits:
    """What was committed, in order; `stumbles` commits fail first."""

    taken: list[Incoming] = field(default_factory=list)
    stumbles: int = 0
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def receive(self, incoming: Incoming) -> None:
        if self.stumbles:
            self.stumbles -= 1
            raise ConnectionError("the database is away")
        async with self.news:
            self.taken.append(incoming)
            self.news.notify_all()

    async def reach(self, number: int) -> list[str]:
        async with self.news, asyncio.timeout(10):
            await self.news.wait_for(lambda: len(self.taken) >= number)
        return [one.text for one in self.taken]


@dataclass(frozen=True, slots=True)
class Bot:
    channel: TelegramChannel
    telegram: FaultyTelegram
    token: str

    async def hears(self, text: str, chat: int = 1) -> None:
        await self.telegram.server.update(self.token, {"message": message(text, chat)})


def message(text: str, chat: int = 1) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Elif"}
    return {"message_id": 1, "from": person, "chat": {"id": chat, "type": "private"}, "date": 1790000000, "text": text}


@pytest_asyncio.fixture
async def bot(faulty_telegram: FaultyTelegram) -> AsyncIterator[Bot]:
    token = f"{next(BOTS)}:test"
    channel = TelegramChannel(TelegramSettings(token, "s", f"{faulty_telegram.address}/bot", timeout=1.0))
    yield Bot(channel, faulty_telegram, token)
    await channel.close()


async def always(seconds: int) -> bool:
    return True


@asynccontextmanager
async def polling(bot: Bot, receive: Receive, hold: Hold = always) -> AsyncIterator[None]:
    task = asyncio.create_task(TelegramPoller(bot.channel, receive, hold, QUICK).run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
