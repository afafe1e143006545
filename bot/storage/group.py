"""Group commit: everything that waits is committed in one transaction, by one thread."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

from bot.model import Arrival
from bot.ports import Apologise, Committed, Decide, Store

LARGEST: Final = 200


@dataclass(frozen=True, slots=True)
class _Waiting:
    arrival: Arrival
    future: asyncio.Future[Committed]
    loop: asyncio.AbstractEventLoop


class GroupCommit:
    """Commits arrivals in batches. `submit` returns only after the commit, so a provider may be told 200 then."""

    def __init__(self, store: Store, decide: Decide, apologise: Apologise) -> None:
        self._store, self._decide, self._apologise = store, decide, apologise
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._closed = False
        self._thread = Thread(target=self._run, name="commit", daemon=True)
        self._thread.start()

    async def submit(self, arrival: Arrival) -> Committed:
        """Raises what the database raised when it could not commit; the provider then sends the message again."""
        if self._closed:
            raise RuntimeError("closed")
        loop = asyncio.get_running_loop()
        waiting = _Waiting(arrival, loop.create_future(), loop)
        self._queue.put(waiting)
        return await waiting.future

    def close(self) -> None:
        """Commit what still waits, then end the thread. Harmless when called twice."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        closing = False
        while not closing:
            batch = [self._queue.get()]
            batch += self._more(LARGEST - 1)
            closing = None in batch
            self._commit([one for one in batch if one is not None])

    def _more(self, n: int) -> Iterator[_Waiting | None]:
        """What already waits, without waiting for it."""
        with suppress(Empty):
            for _ in range(n):
                yield self._queue.get_nowait()

    def _commit(self, batch: Sequence[_Waiting]) -> None:
        if not batch:
            return
        try:
            results: Sequence[Committed | Exception] = self._store.commit(
                [one.arrival for one in batch], self._decide, self._apologise
            )
        except Exception as error:  # noqa: BLE001 – handed to everybody who waits
            results = [error] * len(batch)
        for loop in {one.loop for one in batch}:
            mine = [(one.future, result) for one, result in zip(batch, results, strict=True) if one.loop is loop]
            _tell(loop, mine)


def _tell(
    loop: asyncio.AbstractEventLoop, results: Sequence[tuple[asyncio.Future[Committed], Committed | Exception]]
) -> None:
    """Wake all waiting requests of a loop with one call; a loop that ended has nobody waiting."""
    try:
        loop.call_soon_threadsafe(_resolve, results)
    except RuntimeError:
        if not loop.is_closed():
            raise


def _resolve(results: Sequence[tuple[asyncio.Future[Committed], Committed | Exception]]) -> None:
    for future, result in results:
        if future.done():
            continue
        if isinstance(result, Exception):
            future.set_exception(result)
        else:
            future.set_result(result)
