"""Telegram learns our address as soon as it can be reached; nothing waits for that."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest_asyncio
from structlog.testing import capture_logs

from bot.channels.accounts import TelegramSettings
from bot.channels.telegram import TelegramChannel
from bot.settings import Settings
from bot.storage.vault import new_key_text
from bot.web.asgi import door
from bot.web.serving import serve
from bot.web.telegram import FIRST_PAUSES, LAST_PAUSE, subscribing
from tests.emulators.fixtures import FaultyTelegram

BOTS = itertools.count(910_001)


@pytest_asyncio.fixture
async def telegram(faulty_telegram: FaultyTelegram) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(TelegramSettings(f"{next(BOTS)}:canary", "s", f"{faulty_telegram.address}/bot"))
    yield channel
    await channel.close()


async def test_it_tries_until_telegram_knows_where_we_are(
    telegram: TelegramChannel, faulty_telegram: FaultyTelegram
) -> None:
    faulty_telegram.faults.next("down", "cut", *["broken"] * len(FIRST_PAUSES), only="setWebhook")
    pauses: list[float] = []

    async def wait(seconds: float) -> None:
        pauses.append(seconds)

    with capture_logs() as logs:
        await subscribing(telegram, "https://x.example/", wait)
    assert pauses == [*FIRST_PAUSES, LAST_PAUSE, LAST_PAUSE]
    assert faulty_telegram.faults.done["well"] == 1
    assert {tuple(sorted(log)) for log in logs} == {("code", "error", "event", "log_level")}
    assert "canary" not in str(logs)


async def test_the_web_is_open_while_telegram_is_away(tmp_path: Path, model_cache: Path) -> None:
    (tmp_path / "cache").symlink_to(model_cache)
    keys = {"wrapping_keys": new_key_text(), "index_key": new_key_text()}
    with door("127.0.0.1", 0) as listening:
        settings = Settings(
            local=tmp_path,
            database_url="",
            telegram_token="1:a",
            telegram_secret="s",
            telegram_api="http://127.0.0.1:9/bot",
            public_url="https://x.example",
            twilio_account_sid="",
            **keys,
        )
        serving = asyncio.create_task(serve(settings, listening))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/healthz"
        within = aiohttp.ClientTimeout(total=30)
        async with aiohttp.ClientSession(timeout=within) as session, session.get(address) as answer:
            assert answer.status == 200
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving
