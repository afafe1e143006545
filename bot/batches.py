"""Work that is done for all who wait at once, in one thread of its own; the event loop is woken once a batch."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final, Generic, TypeVar

LARGEST: Final = 200

A = TypeVar("A")
R = TypeVar("R")
Outcome = tuple["asyncio.Future[R]", R | Exception]


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[A, R]):
    item: A
    future: "asyncio.Future[R]"
    loop: asyncio.AbstractEventLoop


class Batches(Generic[A, R]):
    """`work` gets what waits, at most `LARGEST`, and gives one outcome for each; an exception is everybody's."""

    def __init__(self, work: Callable[[Sequence[A]], Sequence[R | Exception]], name: str) -> None:
        self._work = work
        self._queue: SimpleQueue[_Waiting[A, R] | None] = SimpleQueue()
        self._closed = False
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    async def submit(self, item: A) -> R:
        """The outcome for this item. Raises what the work raised."""
        if self._closed:
            raise RuntimeError("closed")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[R] = loop.create_future()
        self._queue.put(_Waiting(item, future, loop))
        return await future

    def close(self) -> None:
        """Finish what still waits, then end the thread. Harmless when called twice."""
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
            self._do([one for one in batch if one is not None])

    def _more(self, n: int) -> Iterator[_Waiting[A, R] | None]:
        """What already waits, without waiting for it."""
        with suppress(Empty):
            for _ in range(n):
                yield self._queue.get_nowait()

    def _do(self, batch: Sequence[_Waiting[A, R]]) -> None:
        if not batch:
            return
        try:
            results = self._work([one.item for one in batch])
        except Exception as error:  # noqa: BLE001 – handed to everybody who waits
            results = [error] * len(batch)
        for loop in {one.loop for one in batch}:
            _tell(loop, [(one.future, r) for one, r in zip(batch, results, strict=True) if one.loop is loop])


def _tell(loop: asyncio.AbstractEventLoop, outcomes: Sequence[Outcome[R]]) -> None:
    """Wake all waiting requests of a loop with one call; a loop that ended has nobody waiting."""
    try:
        loop.call_soon_threadsafe(_resolve, outcomes)
    except RuntimeError:
        if not loop.is_closed():
            raise


def _resolve(outcomes: Sequence[Outcome[R]]) -> None:
    for future, result in outcomes:
        if future.done():
            continue
        if isinstance(result, Exception):
            future.set_exception(result)
        else:
            future.set_result(result)
