"""Hop 7: claims due rows, words them now, sends them in order per person and lane, retries, and gives up visibly."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from random import SystemRandom
from typing import Final, ParamSpec, TypeVar
from weakref import WeakValueDictionary

import structlog

from bot.content.schema import Library
from bot.delivery.hearing import Beside, may_have_line, with_button, with_line, with_slip
from bot.delivery.patience import after_failure, chains, given_back
from bot.delivery.wording import may_have_picture, with_picture, worded
from bot.errors import SendFailed, TryLater, Undeliverable
from bot.model import Address, ChannelName, Lane, Outgoing, Sent
from bot.ports import WORDS, Channel, Clock, Due, Painter, Settled, Store

POLL_SECONDS: Final = 0.5  # for what another process committed, and for what becomes due by the clock
IN_FLIGHT: Final = 64  # few: what is under way at a crash is sent again
# Parts of the lease; together well inside it, or a slow row would be sent by two.
STARTS_WITHIN: Final = 1 / 3
SENT_WITHIN: Final = 1 / 2

P = ParamSpec("P")
T = TypeVar("T")
log = structlog.get_logger()


class Courier:
    """Brings what the outbox holds to the channels. One per process; `run` it as a task."""

    lanes: Sequence[Lane] = WORDS
    room: int = IN_FLIGHT
    poll: float = POLL_SECONDS

    def __init__(self, store: Store, channels: Mapping[ChannelName, Channel], library: Library, clock: Clock) -> None:
        self._store, self._channels, self._library, self._clock = store, channels, library, clock
        self.painter: Painter | None = None  # without one, what has a picture goes as words only
        self.beside = Beside()
        self.jitter: Callable[[], float] = SystemRandom().random
        self._awake = asyncio.Event()
        self._threads = ThreadPoolExecutor(2, "delivery")
        self._showing: WeakValueDictionary[Address, asyncio.Lock] = WeakValueDictionary()
        self._under_way: dict[asyncio.Task[None], int] = {}
        self._finished: list[Settled] = []

    def wake(self) -> None:
        """Something was committed: look now instead of at the next poll."""
        self._awake.set()

    async def run(self) -> None:
        """Deliver until cancelled. What is being sent then is still sent and recorded."""
        try:
            while True:
                self._awake.clear()
                await self._step()
                with suppress(TimeoutError):
                    async with asyncio.timeout(self.poll):
                        await self._awake.wait()
        finally:
            await asyncio.gather(*self._under_way, return_exceptions=True)
            await self._record()

    async def answers(self, address: Address) -> list[Outgoing]:
        """Take and record what is due for this person, for channels that show it in their response."""
        # One at a time: while what was claimed for her is not recorded, nothing else of hers can be claimed.
        async with self._showing.setdefault(address, asyncio.Lock()):
            now = self._clock.now()
            dues = await self._in_thread(self._store.claim_for, address, now)
            results = [await self._shown(due) for due in dues]
            await self._in_thread(self._store.settle, results, now)
        return [outgoing for result in results for outgoing, _ in result.sent]

    async def _step(self) -> int:
        """Record what was sent, claim what is due, start sending; how many rows were claimed."""
        dues = await self._claim()
        claimed = self._clock.now()
        for chain in chains(dues):
            self._begin(chain, claimed)
        return len(dues)

    def _begin(self, chain: Sequence[Due], claimed: datetime) -> None:
        """Start sending. The store gives no row while urgent words are on their way to the same person."""
        task = asyncio.create_task(self._send_chain(chain, claimed))
        self._under_way[task] = len(chain)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._under_way[task]
        self.wake()

    async def _claim(self) -> list[Due]:
        """Also records what was sent, in the same transaction. Asked with no room left too: urgent rows still come."""
        room = max(0, self.room - sum(self._under_way.values()))
        results, self._finished = self._finished, []
        claim = asyncio.ensure_future(
            self._in_thread(self._store.claim, tuple(self._channels), room, self._clock.now(), results, self.lanes)
        )
        try:
            return await asyncio.shield(claim)
        except asyncio.CancelledError:
            await asyncio.wait([claim])  # what was sent is recorded before we end, what was not is given back
            self._finished += results if claim.exception() else given_back(claim.result(), self._clock.now())
            raise
        except Exception as error:  # noqa: BLE001 – the database is away; the next poll tries again
            self._finished = results + self._finished
            log.error("claim_failed", error=type(error).__name__)
            return []

    async def _record(self) -> None:
        """Settle what is finished and not recorded yet, at the end."""
        results, self._finished = self._finished, []
        try:
            await self._in_thread(self._store.settle, results, self._clock.now())
        except Exception as error:  # noqa: BLE001 – their lease ends, and they are sent again
            log.error("settle_failed", error=type(error).__name__)

    async def _send_chain(self, chain: Sequence[Due], claimed: datetime) -> None:
        """One person's rows of one lane. When one has to wait, those behind it wait too."""
        for place, due in enumerate(chain):
            if self._clock.now() - claimed > self._store.lease_of(due.lane) * STARTS_WITHIN:
                self._finished += given_back(chain[place:], self._clock.now())
                return
            result = await self._send_row(due)
            self._finished.append(result)
            self.wake()  # recorded at once: what is not recorded at a crash is sent again
            if result.later or result.stopped:
                self._finished += given_back(chain[place + 1 :], result.later, stopped=result.stopped)
                return

    async def _send_row(self, due: Due) -> Settled:
        sent: list[tuple[Outgoing, Sent]] = []
        try:
            async with asyncio.timeout(self._store.lease_of(due.lane).total_seconds() * SENT_WITHIN):
                if due.erases:
                    await self._by(due.address, lambda channel: channel.erase(due.address, due.erases))
                for outgoing in await self._outgoing(due):
                    sent.append((outgoing, await self._send(outgoing)))  # noqa: PERF401 – kept when a later one fails
        except (SendFailed, TimeoutError) as problem:
            error = problem if isinstance(problem, SendFailed) else TryLater("timeout")
            result = after_failure(due, error, self._clock.now(), self.jitter())
            log.warning("not_sent", channel=due.address.channel, lane=due.lane, code=error.code, attempts=due.attempts)
            return Settled(due, tuple(sent), later=result.later, dead=result.dead, stopped=result.stopped)
        return Settled(due, tuple(sent), done=True)

    async def _outgoing(self, due: Due) -> tuple[Outgoing, ...]:
        """What is still to be sent of it; a row that erases says nothing."""
        return () if due.erases else (await self._dressed(due))[due.part :]

    async def _send(self, outgoing: Outgoing) -> Sent:
        return await self._by(outgoing.address, lambda channel: channel.send(outgoing))

    async def _by(self, address: Address, work: Callable[[Channel], Awaitable[T]]) -> T:
        """What her channel does. Raises `SendFailed` only."""
        channel = self._channels.get(address.channel)
        if channel is None:
            raise Undeliverable("no_channel")
        try:
            return await work(channel)
        except SendFailed:
            raise
        except Exception as error:  # noqa: BLE001 – a bug in one channel must not end delivery
            log.error("channel_broken", channel=channel.name, error=type(error).__name__)
            raise TryLater("channel_broken") from None

    async def _dressed(self, due: Due) -> tuple[Outgoing, ...]:
        """The words with all that goes with them. Raises `Undeliverable`."""
        words = worded(due, self._library, self._clock.now())
        if self.painter is not None and may_have_picture(due):
            words = await self._in_thread(with_picture, self.painter, due, words)
        words = with_button(self._library, due, words)
        if not may_have_line(due):
            return words
        return await self._in_thread(with_line, self.beside, due, words, self._clock.now())

    async def _shown(self, due: Due) -> Settled:
        try:
            words = await self._dressed(due)
        except Undeliverable as error:
            return Settled(due, dead=error.code)
        words = await self._in_thread(with_slip, self.beside, due, words, self._clock.now())
        return Settled(due, tuple((each, Sent(f"{due.row}.{n}")) for n, each in enumerate(words)), done=True)

    async def _in_thread(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: work(*args, **kwargs))
