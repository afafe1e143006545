"""Fetches Telegram's updates when no public address is set. One process at a time: whoever holds the lease."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from typing import Any, Final, Self

import structlog

from bot.channels.telegram import TelegramChannel
from bot.errors import BadPayload, TryLater
from bot.model import Address, Incoming, IncomingKind

LEASE_NAME: Final = "telegram-poller"

Receive = Callable[[Incoming], Awaitable[object]]  # returns after the commit
Hold = Callable[[int], Awaitable[bool]]  # `Store.hold(LEASE_NAME, …)` for so many seconds, on the store's thread

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PollingSettings:
    """Seconds, all of them. Who dies holding the lease keeps everybody waiting for the rest of it."""

    wait: int = 15  # Telegram may keep our question open
    lease: int = 10
    renew: float = 3.0  # between renewals of the lease, also while a question is open
    stand_by: float = 2.0  # between tries for the lease
    first_pause: float = 1.0  # after trouble; doubles
    longest_pause: float = 60.0

    @classmethod
    def within(cls, lease: float) -> Self:
        """A third of what a claimed message is ours for: renewed all the time, it only matters to who is killed.

        Should it end under a process that hangs, two ask for a while: Telegram refuses one, repeats are known by key.
        """
        return cls(min(25, int(lease / 2)), ceil(lease / 3), renew=lease / 10, stand_by=lease / 15)


class TelegramPoller:
    """Moves Telegram's offset only over updates that are committed: a crash means repeats, never a loss."""

    def __init__(
        self, channel: TelegramChannel, receive: Receive, hold: Hold, settings: PollingSettings | None = None
    ) -> None:
        self._channel = channel
        self._receive = receive
        self._hold = hold
        self._settings = settings or PollingSettings()
        self._offset = 0
        self._holding = False

    async def run(self) -> None:
        """Until cancelled. Trouble of Telegram, network or database is waited out; the lease is handed back."""
        renewing = asyncio.create_task(self._keep_renewing())
        try:
            await self._keep_polling()
        finally:
            renewing.cancel()
            await asyncio.wait([renewing])
            if self._holding:
                with suppress(Exception):
                    await self._hold(0)

    async def _keep_polling(self) -> None:
        pause = self._settings.first_pause
        while True:
            try:
                await self.poll()
                pause = self._settings.first_pause
            except Exception as problem:  # noqa: BLE001 - whatever it was, her next message must still be fetched
                asked = problem.seconds if isinstance(problem, TryLater) else None
                _log.warning("telegram_poll_failed", error=type(problem).__name__, code=getattr(problem, "code", ""))
                await asyncio.sleep(asked or pause)
                pause = min(pause * 2, self._settings.longest_pause)

    async def _keep_renewing(self) -> None:
        """A short lease outlives a long question, and a killed process keeps nobody waiting for long."""
        while True:
            await asyncio.sleep(self._settings.renew)
            with suppress(Exception):  # the database is away; the next question asks again
                if self._holding:
                    self._holding = await self._hold(self._settings.lease)

    async def poll(self) -> None:
        """One question to Telegram and the commits that follow from it; stands by without the lease."""
        if not await self._hold(self._settings.lease):
            self._holding = False
            await asyncio.sleep(self._settings.stand_by)
            return
        if not self._holding:
            await self._start()
        updates = await self._channel.waiting_updates(self._offset, self._settings.wait)
        if updates:
            await self._take(updates)

    async def _start(self) -> None:
        await self._channel.unsubscribe()
        self._offset = 0  # all that nobody confirmed; what was committed already is known by its key
        self._holding = True

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        """Commit all: people beside each other, one person's messages in order."""
        chains: dict[Address, list[Incoming]] = defaultdict(list)
        for update in updates:
            for incoming in self._read(update):
                chains[incoming.address].append(incoming)
        ends = await asyncio.gather(*map(self._in_order, chains.values()), return_exceptions=True)
        for end in ends:
            if end is not None:
                raise end
        self._offset = max(update["update_id"] for update in updates) + 1

    def _read(self, update: Mapping[str, Any]) -> tuple[Incoming, ...]:
        try:
            return self._channel.read_update(json.dumps(update).encode())
        except BadPayload:
            _log.warning("telegram_update_unreadable")
            return ()

    async def _in_order(self, chain: Iterable[Incoming]) -> None:
        for incoming in chain:
            await self._receive(incoming)
            if incoming.kind is IncomingKind.TAP:
                await self._channel.heard(incoming)  # ends the button's spinner; never raises
