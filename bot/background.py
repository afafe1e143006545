"""What goes on beside the conversations, as long as the companion is open."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Final

import structlog

from bot.ports import Clock, Store
from bot.practice import Practices
from bot.storage.store import SqlStore

log = structlog.get_logger()
PURGE_SECONDS: Final = 3600
RENEW_SECONDS: Final = 30


@asynccontextmanager
async def running(*work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Run these beside what is done inside, and cancel them after it."""
    tasks = [asyncio.ensure_future(each) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def purging(store: Store, clock: Clock) -> None:
    """Let go of what is past its time, now and every hour."""
    while True:
        try:
            await asyncio.to_thread(store.purge, clock.now())
        except Exception as error:  # noqa: BLE001 - the database is away; the next hour tries again
            log.error("purge_failed", error=type(error).__name__)
        await asyncio.sleep(PURGE_SECONDS)


async def renewing(store: SqlStore, practices: Practices) -> None:
    """Practices that were added, changed or removed meanwhile, by a command in another process."""
    while True:
        await asyncio.sleep(RENEW_SECONDS)
        try:
            practices.renew(await asyncio.to_thread(store.practices))
        except Exception as error:  # noqa: BLE001 - the database is away; those of before are good enough
            log.error("practices_not_renewed", error=type(error).__name__)
