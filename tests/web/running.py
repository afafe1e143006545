"""A real uvicorn server on a free port, in a thread of its own, for clients that are not in this process's loop."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from bot.ports import Understander
from bot.web.asgi import server

Opened = AbstractAsyncContextManager[ASGIApp]


@contextmanager
def running(app: ASGIApp) -> Iterator[str]:
    """The address of `app` while it runs."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[ASGIApp]:
        yield app

    with _running(opened) as address:
        yield address


@contextmanager
def running_companion(
    folder: Path, understander: Understander, public_url: str = "", preview_password: str = ""
) -> Iterator[str]:
    """The address of the whole companion with an empty database in `folder`, while it runs."""
    from bot.app import companion
    from bot.settings import Settings
    from bot.web.serving import web

    settings = Settings(
        local=folder,
        database_url="",
        telegram_token="",
        twilio_account_sid="",
        public_url=public_url,
        preview_password=preview_password,
        simulator="on",
    )

    @asynccontextmanager
    async def opened() -> AsyncIterator[ASGIApp]:
        async with companion(settings, understander=understander) as house:
            yield web(house)

    with _running(opened) as address:
        yield address


@contextmanager
def _running(opened: Callable[[], Opened]) -> Iterator[str]:
    # The socket listens before the thread runs, so whoever connects early simply waits in line.
    listening = socket.create_server(("127.0.0.1", 0))
    servers: list[uvicorn.Server] = []

    async def serve() -> None:
        async with opened() as app:
            servers.append(server(app, "127.0.0.1", 0))
            await servers[0].serve(sockets=[listening])

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        for one in servers:
            one.should_exit = True
        thread.join(15)
        assert not thread.is_alive()
