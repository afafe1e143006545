"""Starting and ending an emulator: inside a test's loop, or from a shell until it is stopped or its time is up."""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web


@asynccontextmanager
async def served(app: web.Application, port: int = 0) -> AsyncIterator[str]:
    """The address of `app`, served while the block runs. Port 0: any free one."""
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.5, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def shell_arguments(description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="on 127.0.0.1; 0 (default): any free one")
    parser.add_argument("--seconds", type=float, default=3600, help="stops by itself after this long (default 3600)")
    return parser


def serve_from_shell(app: web.Application, port: int, seconds: float) -> None:
    """Prints `ready <address>` and serves until Ctrl-C or until the time is up."""

    async def serve() -> None:
        async with served(app, port) as address:
            announce(address)
            await asyncio.Event().wait()

    async def bounded() -> None:
        async with asyncio.timeout(seconds):
            await serve()

    try:
        asyncio.run(bounded())
    except (KeyboardInterrupt, TimeoutError):
        sys.exit(0)


def announce(address: str) -> None:
    sys.stdout.write(f"ready {address}\n")
    sys.stdout.flush()
