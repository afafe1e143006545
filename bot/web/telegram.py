"""How Telegram's updates reach us: by webhook, or by polling where no public address is set."""

import asyncio
import socket
import uuid
from collections.abc import Awaitable, Callable
from itertools import chain, repeat
from typing import Final

import structlog

from bot.app import Companion
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_polling import LEASE_NAME, PollingSettings, TelegramPoller
from bot.model import ChannelName

log = structlog.get_logger()
FIRST_PAUSES: Final = (1, 2, 5, 10, 30)  # seconds between tries to tell Telegram our address
LAST_PAUSE: Final = 60
POLLER: Final = f"{socket.gethostname()}-{uuid.uuid4().hex[:8]}"  # who holds the Telegram lease


async def updates(house: Companion) -> None:
    """Have them brought, or fetch them, as long as the companion runs."""
    telegram = house.channels[ChannelName.TELEGRAM]
    if isinstance(telegram, TelegramChannel):
        url = house.settings.public_url
        await (subscribing(telegram, url) if url else _poller(house, telegram).run())


async def subscribing(
    telegram: TelegramChannel, public_url: str, wait: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Tell Telegram where we are, as often as it takes: text messages and the web do not wait for that."""
    for pause in chain(FIRST_PAUSES, repeat(LAST_PAUSE)):
        try:
            await telegram.subscribe(f"{public_url.rstrip('/')}/telegram")
            break
        except Exception as problem:  # noqa: BLE001 - whatever it was, Telegram must learn our address
            log.warning("telegram_subscribe_failed", error=type(problem).__name__, code=getattr(problem, "code", ""))
        await wait(pause)


def _poller(house: Companion, channel: TelegramChannel) -> TelegramPoller:
    async def hold(seconds: int) -> bool:
        return await asyncio.to_thread(house.store.hold, LEASE_NAME, POLLER, house.clock.now(), seconds)

    settings = PollingSettings.within(house.settings.lease_seconds)
    return TelegramPoller(channel, house.service.receive, hold, settings)
