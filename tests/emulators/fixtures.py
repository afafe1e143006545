"""The emulators as pytest fixtures: started on a free port, ended with the test (Telegram's: with the session)."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import aiohttp
import pytest
import pytest_asyncio

from tests.emulators.faults import Faults, fault_proxy
from tests.emulators.serving import served
from tests.emulators.telegram import KEY
from tests.emulators.twilio import Twilio, twilio_emulator

ROOT: Final = Path(__file__).resolve().parents[2]
_LONGEST_RUN: Final = 600


@dataclass(frozen=True, slots=True)
class TelegramServer:
    """Her side of Telegram. Each test takes a bot token and a chat of its own, so nothing has to be cleaned."""

    address: str

    async def update(self, token: str, update: dict[str, Any]) -> dict[str, Any]:
        """Any update, as Telegram writes it. Gives how the delivery went."""
        return dict((await self._post(f"update?bot_token={token}", update))["delivery"])

    async def say(self, token: str, chat: int, **what: Any) -> dict[str, Any]:
        """telemelya's own: `text`, `command` or `callback_data` with `callback_message_id`."""
        return await self._post(f"send_update?bot_token={token}", {"chat_id": chat, **what})

    async def calls(self, chat: int | None = None) -> list[dict[str, Any]]:
        """What the bots did, in order; for one chat."""
        chosen = "" if chat is None else f"?chat={chat}"
        async with self._session() as session, session.get(f"{self.address}/api/v1/test/calls{chosen}") as answer:
            return list(await answer.json())

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        async with self._session() as session, session.post(f"{self.address}/api/v1/test/{path}", json=body) as answer:
            assert answer.status == 200, await answer.text()
            return dict(await answer.json())

    def _session(self) -> aiohttp.ClientSession:
        headers = {"Authorization": f"Bearer {KEY}"}
        return aiohttp.ClientSession(headers=headers, timeout=aiohttp.ClientTimeout(total=20))


@pytest.fixture(scope="session")
def telegram_server() -> Iterator[TelegramServer]:
    """In a process of its own: telemelya reads its settings when it is imported."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.emulators.telegram", "--seconds", str(_LONGEST_RUN)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        word, _, address = process.stdout.readline().strip().partition(" ")  # ends when the process does
        assert word == "ready", "the Telegram emulator did not start: python -m tests.emulators.telegram says why"
        yield TelegramServer(address)
    finally:
        process.terminate()
        process.communicate(timeout=10)


@dataclass(frozen=True, slots=True)
class FaultyTelegram:
    """The emulator behind the fault proxy; `address` is the proxy's."""

    server: TelegramServer
    faults: Faults
    address: str


@pytest_asyncio.fixture
async def faulty_telegram(telegram_server: TelegramServer) -> AsyncIterator[FaultyTelegram]:
    faults = Faults(telegram_server.address)
    async with served(fault_proxy(faults)) as address:
        yield FaultyTelegram(telegram_server, faults, address)


@dataclass(frozen=True, slots=True)
class TwilioServer:
    account: Twilio
    address: str


@pytest_asyncio.fixture
async def twilio_server() -> AsyncIterator[TwilioServer]:
    account = Twilio()
    async with served(twilio_emulator(account)) as address:
        yield TwilioServer(account, address)
