"""Builds the whole companion from settings; the only module that knows all parts."""

import asyncio
import socket
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from starlette.applications import Starlette

from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_polling import LEASE_NAME, TelegramPoller
from bot.channels.twilio import TwilioChannel
from bot.content.load import load
from bot.content.schema import Library
from bot.content.sms import sms_parts
from bot.delivery import Courier
from bot.model import ChannelName
from bot.ports import Channel, Clock, Store, Understander
from bot.service import Decider, Service, Shell
from bot.settings import SMS_STATUS_PATH, Settings
from bot.storage.database import migrate, open_engine
from bot.storage.group import GroupCommit
from bot.storage.store import SqlStore
from bot.storage.vault import Vault
from bot.understanding.understander import load_understander
from bot.web.asgi import build, server
from bot.web.parts import WebParts

ROOT: Final = Path(__file__).resolve().parents[1]
AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
PURGE_SECONDS: Final = 3600
POLLER: Final = f"{socket.gethostname()}-{uuid.uuid4().hex[:8]}"  # who holds the Telegram lease


class AmsterdamClock:
    def now(self) -> datetime:
        return datetime.now(AMSTERDAM)


@dataclass(frozen=True, slots=True)
class Companion:
    """Everything that runs, wired."""

    settings: Settings
    library: Library
    clock: Clock
    store: Store
    channels: Mapping[ChannelName, Channel]
    service: Service
    courier: Courier

    def web(self) -> Starlette:
        return build(
            WebParts(
                receive=self.service.receive,
                report=self.service.report,
                answers=self.courier.answers,
                channels=_paths(self.channels),
                library=self.library,
                clock=self.clock,
                sms_parts=sms_parts,
                healthy=self.healthy,
                version=version("wiegwijzer"),
                simulator=self.settings.shows_simulator(),
            )
        )

    async def healthy(self) -> bool:
        """Messages can be taken when the database answers."""
        with suppress(Exception):
            await asyncio.to_thread(self.store.messages, 0)
            return True
        return False


@asynccontextmanager
async def companion(
    settings: Settings,
    clock: Clock | None = None,
    extra: Mapping[ChannelName, Channel] | None = None,
    understander: Understander | None = None,
) -> AsyncIterator[Companion]:
    """Open everything, deliver while it is open, close in order. `extra` adds or replaces channels."""
    clock = clock or AmsterdamClock()
    settings.local.mkdir(parents=True, exist_ok=True)
    library = load(ROOT)
    engine = open_engine(settings.database())
    migrate(engine)
    store = SqlStore(engine, Vault.open(engine, settings.keys()))
    understander = understander or load_understander(ROOT / "nlu", settings.local / "cache", library)
    channels = {**_channels(settings), **(extra or {})}
    courier = Courier(store, channels, library, clock)
    decider = Decider(understander, library)
    commits = GroupCommit(store, decider.decide, decider.apologise)
    service = Service(decider, commits, store, Shell(clock, channels, courier.wake))
    async with AsyncExitStack() as closing:
        closing.callback(engine.dispose)
        for channel in channels.values():
            closing.push_async_callback(channel.close)
        closing.callback(commits.close)
        closing.push_async_callback(service.close)
        await closing.enter_async_context(_running(courier.run(), _purging(store, clock)))
        yield Companion(settings, library, clock, store, channels, service, courier)


async def serve(settings: Settings, ready: asyncio.Event | None = None) -> None:
    """Run until told to stop: web, delivery, and Telegram polling where no public address is set."""
    async with companion(settings) as house, AsyncExitStack() as closing:
        telegram = house.channels.get(ChannelName.TELEGRAM)
        if isinstance(telegram, TelegramChannel):
            if settings.public_url:
                await telegram.listen(f"{settings.public_url.rstrip('/')}/telegram")
            else:
                await closing.enter_async_context(_running(_poller(house, telegram).run()))
        if ready:
            ready.set()
        await server(house.web(), settings.host, settings.port).serve()


def _poller(house: Companion, channel: TelegramChannel) -> TelegramPoller:
    async def hold(seconds: int) -> bool:
        return await asyncio.to_thread(house.store.hold, LEASE_NAME, POLLER, house.clock.now(), seconds)

    return TelegramPoller(channel, house.service.receive, hold)


def _channels(settings: Settings) -> dict[ChannelName, Channel]:
    channels: dict[ChannelName, Channel] = {}
    if telegram := settings.telegram():
        channels[ChannelName.TELEGRAM] = TelegramChannel(telegram)
    if twilio := settings.twilio():
        channels[ChannelName.SMS] = TwilioChannel(twilio)
    if settings.twilio_whatsapp_sender and (whatsapp := settings.twilio(settings.twilio_whatsapp_sender)):
        channels[ChannelName.WHATSAPP] = TwilioChannel(whatsapp, ChannelName.WHATSAPP)
    return channels


def _paths(channels: Mapping[ChannelName, Channel]) -> dict[str, Channel]:
    """Where providers reach us."""
    paths = {f"/{name}": channel for name, channel in channels.items()}
    if sms := channels.get(ChannelName.SMS) or channels.get(ChannelName.WHATSAPP):
        paths[SMS_STATUS_PATH] = sms
    return paths


async def _purging(store: Store, clock: Clock) -> None:
    """Let go of what is past its time, now and every hour."""
    while True:
        await asyncio.to_thread(store.purge, clock.now())
        await asyncio.sleep(PURGE_SECONDS)


@asynccontextmanager
async def _running(*work: "asyncio._CoroutineLike[None]") -> AsyncIterator[None]:
    tasks = [asyncio.ensure_future(each) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
