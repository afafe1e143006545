"""One incoming message, start to finish; a delivery report; the tasks a turn leaves for after the commit."""

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

import structlog

from bot.batches import Batches
from bot.deciding import TEST_CHANNELS, Decider, words_of
from bot.errands import Errand, Errands
from bot.errors import TryLater
from bot.hurry import Window
from bot.model import (
    Address,
    Arrival,
    ChannelName,
    Delivery,
    Incoming,
    IncomingKind,
    NotCalled,
    OnPage,
    Reading,
    Result,
    Turn,
    WasRead,
)
from bot.ports import Channel, Clock, Committed, Store
from bot.sharing.pages import OwnPages
from bot.sharing.port import Pins, Sharer

__all__ = ["Decider", "Service", "Shell", "words_of"]

MESSAGES_A_MINUTE = 30
NOTICES_A_MINUTE = 1
SHORT = 20  # characters; may be an answer to the question who cares for her, which no hurry keeps from being heard
LONG = 1_000  # characters; reading so much takes longer than others should wait
BY_DAY = range(8, 21)  # hours in which we may write of ourselves


log = structlog.get_logger()


class Commits(Protocol):
    """Group commit: many arrivals, one transaction, one thread."""

    async def submit(self, arrival: Arrival) -> Committed: ...


class Service:
    """Takes messages and reports from the shell; everything it decides is pure, everything it does is a port."""

    def __init__(self, decider: Decider, commits: Commits, store: Store, shell: "Shell") -> None:
        self._decider, self._commits, self._store, self._shell = decider, commits, store, shell
        self._errands = Errands(decider.library, shell.clock, shell.sharer, shell.pins, shell.pages)
        self._messages, self._notices = Window(MESSAGES_A_MINUTE), Window(NOTICES_A_MINUTE)
        self._running: set[asyncio.Task[None]] = set()
        self._reader = Batches(self._read_all, "reading")
        self._silence = decider.understander.read("")

    async def receive(self, incoming: Incoming) -> Committed:
        """Understand, commit, act. Returns only after the commit: the webhook may answer 200 then."""
        reading = await self._read(words_of(incoming))
        hurried = not self._messages.lets_in(incoming.address)
        told = hurried and not self._notices.lets_in(incoming.address)
        arrival = Arrival(incoming, reading, self._shell.clock.now(), told_to_wait=told, hurried=hurried)
        if told and len(incoming.text) > SHORT and not self._decider.always_heard(arrival):
            return Committed(arrival, None, None)
        committed = await self._submit(arrival)
        errands = self._errands.left_by(committed)
        if not errands:
            return committed
        if incoming.address.channel in TEST_CHANNELS:  # they fetch their answers when we return
            await self._run(errands, committed)
        else:
            self._later(self._run(errands, committed))
        return committed

    async def opened(self, person: int) -> None:
        """Somebody opened what she shared. She hears it by day only: a message at night may be read by another."""
        now = self._shell.clock.now()
        address = await asyncio.to_thread(self._store.address_of, person)
        if address and now.hour in BY_DAY:
            await self._submit(_result(Incoming(_task_key(), address, IncomingKind.OTHER), WasRead(), now))

    async def not_called(self, call: str, address: Address, line: str) -> None:
        """Her telephone could not be rung, says the provider; `call` is its id."""
        result = NotCalled(line)
        await self._submit(
            _result(Incoming(f"call:{call}", address, IncomingKind.OTHER), result, self._shell.clock.now())
        )

    async def on_page(self, token: str, did: OnPage) -> Turn | None:
        """What her own page says next, in `Turn.aside`; None: the token opens nothing."""
        pages = self._shell.pages
        person = await asyncio.to_thread(pages.whose, token) if pages else None
        address = await asyncio.to_thread(self._store.address_of, person) if person is not None else None
        if address is None:
            return None
        arrival = _result(Incoming(_task_key(), address, IncomingKind.OTHER), did, self._shell.clock.now())
        committed = await self._submit(arrival)
        return committed.turn if committed.turn and committed.turn.aside else None

    async def _submit(self, arrival: Arrival) -> Committed:
        committed = await self._commits.submit(arrival)
        self._shell.wake()
        if committed.buttons or committed.screen:
            self._later(self._tidy(committed))
        return committed

    async def _run(self, errands: Sequence[Errand], committed: Committed) -> None:
        """What came of each is committed as a turn of its own."""
        for errand in errands:
            result = await asyncio.to_thread(self._errands.run, committed, errand)
            hers = replace(committed.arrival.incoming, key=_task_key(), kind=IncomingKind.OTHER, text="", tap="")
            try:
                await self._submit(_result(replace(hers, message_id=""), result, self._shell.clock.now()))
            except Exception as error:  # noqa: BLE001 - the database is away: she can ask again
                log.error("errand_not_told", error=type(error).__name__)

    async def _read(self, text: str) -> Reading:
        """In one thread, all that wait together; a long text in one of its own, so that nobody waits for it."""
        if not text:
            return self._silence
        if len(text) > LONG:
            return await asyncio.to_thread(self._decider.understander.read, text)
        return await self._reader.submit(text)

    def _read_all(self, texts: Sequence[str]) -> list[Reading | Exception]:
        return [self._read_one(text) for text in texts]

    def _read_one(self, text: str) -> Reading | Exception:
        try:
            return self._decider.understander.read(text)
        except Exception as error:  # noqa: BLE001 – hers alone, not of those who wait with her
            return error

    async def report(self, delivery: Delivery) -> None:
        await asyncio.to_thread(self._store.report, delivery)

    async def close(self) -> None:
        """Wait for what was started after commits."""
        await asyncio.gather(*self._running, return_exceptions=True)
        self._reader.close()

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _tidy(self, committed: Committed) -> None:
        """Take buttons off answered questions, and empty her screen when she asked for it."""
        address = committed.arrival.incoming.address
        channel = self._shell.channels.get(address.channel)
        if channel is None:
            return
        for message_id in committed.buttons:
            await channel.retire(address, message_id)
        for message in committed.screen:
            with suppress(TryLater):
                await channel.erase(address, message.message_id)


@dataclass(frozen=True, slots=True)
class Shell:
    """The outside as the service needs it."""

    clock: Clock
    channels: Mapping[ChannelName, Channel]
    wake: Callable[[], None]
    sharer: Sharer | None = None  # none: nothing can be shared
    pins: Pins | None = None  # none: no PIN can be set
    pages: OwnPages | None = None  # none: nobody has a page of her own


def _task_key() -> str:
    return f"task:{secrets.token_hex(16)}"


def _result(incoming: Incoming, result: Result, now: datetime) -> Arrival:
    return Arrival(incoming, Reading(""), now, result=result)
