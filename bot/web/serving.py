"""Serves the companion: webhooks and simulator over HTTP, and Telegram's updates."""

import asyncio
import gc
import socket
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette

from bot.app import ROOT, Companion, companion
from bot.background import running
from bot.content.sms import sms_parts
from bot.model import Address, ChannelName
from bot.ports import Channel
from bot.settings import SMS_STATUS_PATH, Settings
from bot.web.asgi import build, server
from bot.web.parts import Entrance, Hearing, Telephone, WebParts

if TYPE_CHECKING:
    from bot.web.preview.source import Preview

NEW_OBJECTS: Final = 10_000  # between two looks for garbage; a message leaves none behind


async def serve(
    settings: Settings, listening: socket.socket, opened: Callable[[Companion], None] = lambda _: None
) -> None:
    """Run behind an open door until told to stop. `opened` hears when the companion is there."""
    async with companion(settings) as house, AsyncExitStack() as closing:
        opened(house)
        if ChannelName.TELEGRAM in house.channels:
            from bot.web.telegram import updates  # noqa: PLC0415 - its library takes long to load

            await closing.enter_async_context(running(updates(house)))
        app = web(house)
        settle_in()
        await server(app, settings.host, settings.port, settings.trusted_proxies).serve(sockets=[listening])


def settle_in() -> None:
    """What is loaded by now stays: looking for garbage in all of it takes a tenth of a second, and everybody waits."""
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)


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
            entrance=Entrance(house.door, house.service.opened),
            on_page=house.service.on_page if house.settings.public_url else None,
            hearing=Hearing(house.addresses, house.listening),
            preview=_preview(house),
            telephone=_telephone(house),
        )
    )


def _preview(house: Companion) -> "Preview | None":
    password = house.settings.preview_password.get_secret_value()
    if not password:
        return None
    from bot.web.preview.source import Preview  # noqa: PLC0415 - few have it

    return Preview(lambda: house.library, ROOT, house.clock.now, house.listening, password)


def _telephone(house: Companion) -> Telephone | None:
    if house.line is None:
        return None

    async def language_of(address: Address) -> str:
        return await asyncio.to_thread(house.store.language_of, address)

    return Telephone(house.line, house.line_sounds(house.line), language_of, house.service.not_called, house.clock)


def _paths(channels: Mapping[ChannelName, Channel]) -> dict[str, Channel]:
    """Where providers reach us."""
    paths = {f"/{name}": channel for name, channel in channels.items()}
    if sms := channels.get(ChannelName.SMS) or channels.get(ChannelName.WHATSAPP):
        paths[SMS_STATUS_PATH] = sms
    return paths
