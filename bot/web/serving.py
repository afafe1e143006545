"""Serves the companion: webhooks and simulator over HTTP, and Telegram polling where no public address is set."""

import asyncio
import socket
import uuid
from collections.abc import Mapping
from contextlib import AsyncExitStack
from importlib.metadata import version
from typing import Final

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

POLLER: Final = f"{socket.gethostname()}-{uuid.uuid4().hex[:8]}"  # who holds the Telegram lease


async def serve(settings: Settings, listening: socket.socket) -> None:
    """Run behind an open door until told to stop."""
    async with companion(settings) as house, AsyncExitStack() as closing:
        telegram = house.channels.get(ChannelName.TELEGRAM)
        if isinstance(telegram, TelegramChannel):
            if settings.public_url:
                await telegram.subscribe(f"{settings.public_url.rstrip('/')}/telegram")
            else:
                await closing.enter_async_context(running(_poller(house, telegram).run()))
        await server(web(house), settings.host, settings.port).serve(sockets=[listening])


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
