"""The floor: a bare handler that makes one group-committed write for every request, and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

from sqlalchemy import Column, Engine, Integer, LargeBinary, MetaData, Table
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.storage.database import open_engine

LARGEST: Final = 200
_METADATA: Final = MetaData()
_WRITTEN: Final = Table("floor", _METADATA, Column("id", Integer, primary_key=True), Column("body", LargeBinary))

Waiting = tuple[bytes, "asyncio.Future[None]"]


class _Writer:
    """One thread, one transaction for all that waits."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._loop = asyncio.get_running_loop()
        self._queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    async def write(self, body: bytes) -> None:
        future: asyncio.Future[None] = self._loop.create_future()
        self._queue.put((body, future))
        await future

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while first := self._queue.get():
            batch = [first]
            try:
                while len(batch) < LARGEST and (more := self._queue.get_nowait()):
                    batch.append(more)
            except Empty:
                pass
            with self._engine.begin() as connection:
                connection.execute(_WRITTEN.insert(), [{"body": body} for body, _ in batch])
            self._loop.call_soon_threadsafe(_done, batch)


def _done(batch: list[Waiting]) -> None:
    for _, future in batch:
        future.set_result(None)


@asynccontextmanager
async def floor(url: str) -> AsyncIterator[ASGIApp]:
    engine = open_engine(url)
    _METADATA.create_all(engine)
    writer = _Writer(engine)

    async def take(request: Request) -> Response:
        await writer.write(await request.body())
        return Response()

    yield Starlette(routes=[Route("/telegram", take, methods=["POST"])])
    writer.close()
    engine.dispose()
