"""Telegram without a public address: the process asks for updates itself, and one process does so at a time."""

import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from telegram import Bot

from bot.channels.telegram_request import AiohttpRequest
from tests.emulators.fixtures import TelegramServer
from tests.system.books import counted, waiting
from tests.system.conftest import furnished, telegram_settings
from tests.system.home import LEASE, Home, running, starting, until
from tests.system.telegram_phone import TelegramPhone

pytestmark = pytest.mark.asyncio(loop_scope="session")

BOTS = itertools.count(770_001)


@pytest.fixture
def token() -> str:
    return f"{next(BOTS)}:polled"


@pytest.fixture
def home(telegram_server: TelegramServer, tmp_path: Path, model: Path, token: str) -> Home:
    return furnished(tmp_path, model, **telegram_settings(telegram_server.address, token))


@pytest_asyncio.fixture(loop_scope="session")
async def bot(telegram_server: TelegramServer, token: str) -> AsyncIterator[Bot]:
    """The same bot in the hands of its owner, who once set a webhook."""
    request = AiohttpRequest(5)
    bot = Bot(token, base_url=f"{telegram_server.address}/bot", request=request, get_updates_request=request)
    await bot.set_webhook("http://127.0.0.1:9/old")
    yield bot
    await request.shutdown()


async def test_the_first_conversation(telegram_server: TelegramServer, home: Home, token: str, bot: Bot) -> None:
    """And then: kill -9 while another process stands by, Ctrl+C, and a start that hears what came meanwhile."""
    her = TelegramPhone(telegram_server, token)
    async with running(home) as first:
        await her.wait_until_polled(bot)
        async with starting(home) as second:
            await buttons_work(her)
            await until(lambda: not waiting(home), "all recorded")
            await second.ready()
            first.kill()
            await taken_over(TelegramPhone(telegram_server, token))
            assert second.alive()
            second.stop()
    seen = await her.screen()
    assert len(seen) == len({one.text for one in seen})
    await her.says("ik verlies veel bloed")
    async with running(home):
        await her.sees("112", "Lees dit voor", after=len(seen), seconds=LEASE * 0.75)
    assert counted(home, "UrgentAnswered(nood-bloedverlies)") == 2


async def buttons_work(her: TelegramPhone) -> None:
    await her.says("/start")
    [welcome] = await her.sees("112")
    tap = await her.taps(welcome, "Ik ben zwanger")
    await her.sees("Kies een onderwerp", after=1)
    await her.tap_was_answered(tap)
    await her.buttons_gone(welcome.number)


async def taken_over(other: TelegramPhone) -> None:
    """Once the lease of who was killed is over."""
    await other.says("ik verlies veel bloed")
    await other.sees("112", "Lees dit voor", seconds=LEASE + 10)
