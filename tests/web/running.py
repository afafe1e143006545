"""A real uvicorn server on a free port, in a thread of its own, for clients that are not in this process's loop."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import ASGIApp

from bot.web.asgi import server


@contextmanager
def running(app: ASGIApp) -> Iterator[str]:
    """The address of `app` while it runs. Ends it politely."""
    # The socket listens before the thread runs, so whoever connects early simply waits in line.
    listening = socket.create_server(("127.0.0.1", 0))
    web = server(app, "127.0.0.1", 0)
    thread = threading.Thread(target=asyncio.run, args=(web.serve(sockets=[listening]),), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        web.should_exit = True
        thread.join(15)
        assert not thread.is_alive()
