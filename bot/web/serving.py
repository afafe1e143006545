"""Serves the companion: webhooks and simulator over HTTP, and Telegram polling where no public address is set."""

import asyncio
import socket
import uuid
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from importlib.metadata import version
from itertools import chain, repeat
from typing import Final

import structlog
from starlette.applications import Starlette

from bot.app import Companion, companion, running
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_polling import LEASE_NAME, PollingSettings, TelegramPoller
from bot.content.sms import sms_parts
from bot.model import ChannelName
from bot.ports import Channel
from bot.settings import SMS_STATUS_PATH, Settings
from bot.web.asgi import build, server
from bot.web.parts import WebParts

log = structlog.get_logger()
FIRST_PAUSES: Final = (1, 2, 5, 10, 30)  # seconds between tries to tell Telegram our address
LAST_PAUSE: Final = 60
POLLER: Final = f"{socket.gethostname()}-{uuid.uuid4().hex[:8]}"  # who holds the Telegram lease


async def serve(settings: Settings, listening: socket.socket) -> None:
    """Run behind an open door until told to stop."""
    async with companion(settings) as house, AsyncExitStack() as closing:
        telegram = house.channels.get(ChannelName.TELEGRAM)
        if isinstance(telegram, TelegramChannel):
            work = subscribing(telegram, settings.public_url) if settings.public_url else _poller(house, telegram).run()
            await closing.enter_async_context(running(work))
        await server(web(house), settings.host, settings.port).serve(sockets=[listening])


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


def web(house: Companion) -> Starlette:
    """The web application of a companion."""
    return build(
        WebParts(
            receive=house.service.receive,
            report=house.service.report,
            answers=house.courier.answers,
            channels=_paths(house.channels),
            library=house.library,
            clock=house.clock,
            sms_parts=sms_parts,
            healthy=house.healthy,
            version=version("wiegwijzer"),
            simulator=house.settings.shows_simulator(),
        )
    )


def _paths(channels: Mapping[ChannelName, Channel]) -> dict[str, Channel]:
    """Where providers reach us."""
    paths = {f"/{name}": channel for name, channel in channels.items()}
    if sms := channels.get(ChannelName.SMS) or channels.get(ChannelName.WHATSAPP):
        paths[SMS_STATUS_PATH] = sms
    return paths


def _poller(house: Companion, channel: TelegramChannel) -> TelegramPoller:
    async def hold(seconds: int) -> bool:
        return await asyncio.to_thread(house.store.hold, LEASE_NAME, POLLER, house.clock.now(), seconds)

    settings = PollingSettings.within(house.settings.lease_seconds)
    return TelegramPoller(channel, house.service.receive, hold, settings)
