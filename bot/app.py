"""Builds the whole companion from settings; the only module that knows all parts."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.background import purging, renewing, running
from bot.content.opening import AMSTERDAM
from bot.content.schema import Library
from bot.content.shelf import library as kept_library
from bot.delivery import Caller, Courier, Narrator
from bot.delivery.hearing import Beside
from bot.export.picture import MapPainter
from bot.export.whole import Exports
from bot.model import HEARD_ON, ChannelName
from bot.phone.hearing import every
from bot.ports import Channel, Clock, Store, Understander
from bot.practice import Practices, shown
from bot.service import Decider, Service, Shell
from bot.settings import Environment, Settings
from bot.sharing.locks import Locks
from bot.sharing.making import Sharing
from bot.sharing.opening import Door
from bot.sharing.pages import OwnPages
from bot.sign_offs import refuse_unsigned
from bot.speech.addresses import Addresses
from bot.speech.line import LineSounds
from bot.speech.listening import Listening
from bot.speech.sounds import Sounds
from bot.storage.group import GroupCommit
from bot.storage.store import SqlStore
from bot.understanding.understander import load_understander

if TYPE_CHECKING:
    from bot.channels.phone import PhoneLine

ROOT: Final = Path(__file__).resolve().parents[1]
MODEL_SECONDS: Final = 0.5  # a trained model loads in 0.1 s; training goes on in the background


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
    understander: Understander
    door: Door
    listening: Listening
    addresses: Addresses
    line: "PhoneLine | None" = None  # our phone line

    def line_sounds(self, line: "PhoneLine") -> LineSounds:
        key = self.settings.keys().derived("sounds of the phone line")
        return LineSounds(self.listening.maker, lambda: every(line.hears, self.clock.now()), key)

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
    library = kept_library(ROOT, settings.local / "cache")
    if settings.environment is Environment.PRODUCTION:
        refuse_unsigned(library, clock.now().date())
    store = SqlStore.open(settings.database(), settings.keys(), clock, settings.pace())
    understander = understander or _understander(settings, library)
    channels = {**_channels(settings), **(extra or {})}
    courier = Courier(store, channels, library, clock)
    courier.painter = MapPainter(library)
    sounds = Sounds(ROOT, settings.local, library, settings.speech_pace)
    listening = sounds.listening
    narrator = Narrator(store, channels, library, clock)
    narrator.speaker, narrator.uploads = sounds.notes, store.uploads
    line = _line(settings, library)
    caller = Caller(store, channels, library, clock)
    caller.line = line
    addresses = Addresses(library, settings.keys().derived("addresses of sounds"), settings.site(), listening)
    courier.beside = Beside(listening.slip, addresses.with_line) if settings.public_url else Beside(listening.slip)
    practices = Practices(store.practices())
    decider = Decider(understander, library, practices, line.number if line else "")
    commits = GroupCommit(store, decider.decide, decider.apologise)
    sharer = Sharing(store.shares, Exports(library), clock, settings.site())
    pages = OwnPages(store.pages, clock, settings.site()) if settings.public_url else None
    shell = Shell(clock, channels, courier.wake, sharer, Locks(store.shares), pages)
    service = Service(decider, commits, store, shell)
    async with AsyncExitStack() as closing:
        closing.callback(store.close)
        closing.callback(sounds.close)
        for channel in channels.values():
            closing.push_async_callback(channel.close)
        if line:
            closing.push_async_callback(line.calls.close)
        closing.callback(commits.close)
        closing.push_async_callback(service.close)
        heard = [narrator.run()] if any(name in channels for name in HEARD_ON) else []
        ahead = [sounds.ahead(awake=settings.shows_simulator())] if settings.speech_ahead else []
        calls = [caller.run()] if line else []
        work = (courier.run(), *calls, *heard, *ahead, purging(store, clock), renewing(store, practices))
        await closing.enter_async_context(running(*work))
        door = Door(store.shares, clock, settings.site())
        yield Companion(
            settings, library, clock, store, channels, service, courier, understander, door, listening, addresses, line
        )


def _understander(settings: Settings, library: Library) -> Understander:
    """With its model when that was trained before: what waited for us during a restart is not understood worse."""
    understander = load_understander(ROOT / "nlu", settings.local / "cache", library, settings.rasa())
    understander.wait_for_model(MODEL_SECONDS)
    return understander


def _channels(settings: Settings) -> dict[ChannelName, Channel]:
    channels: dict[ChannelName, Channel] = {}
    if telegram := settings.telegram():
        from bot.channels.telegram import TelegramChannel  # noqa: PLC0415 - its library takes long to load

        channels[ChannelName.TELEGRAM] = TelegramChannel(telegram)
    if twilio := settings.twilio():
        from bot.channels.twilio import TwilioChannel  # noqa: PLC0415 - its library takes long to load

        channels[ChannelName.SMS] = TwilioChannel(twilio)
        if settings.twilio_whatsapp_sender and (whatsapp := settings.twilio(settings.twilio_whatsapp_sender)):
            channels[ChannelName.WHATSAPP] = TwilioChannel(whatsapp, ChannelName.WHATSAPP)
    return channels


def _line(settings: Settings, library: Library) -> "PhoneLine | None":
    phone, account = settings.phone(), settings.twilio()
    if phone is None or account is None:
        return None
    from bot.channels.phone import PhoneLine  # noqa: PLC0415 - its library takes long to load
    from bot.channels.twilio_calls import TwilioCalls  # noqa: PLC0415

    key = settings.keys().derived("places of calls")
    return PhoneLine(library, TwilioCalls(account, phone), key, shown(phone.number))
