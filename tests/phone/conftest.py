"""The phone line behind a real server, called through the emulated Twilio; words and voices are the real ones."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.channels.accounts import PhoneSettings, TwilioSettings
from bot.channels.phone import PhoneLine
from bot.channels.twilio_calls import TwilioCalls
from bot.content.opening import AMSTERDAM
from bot.content.schema import Library
from bot.model import Address
from bot.phone.hearing import every
from bot.speech.kept import Kept
from bot.speech.ladder import engines
from bot.speech.line import LineSounds
from bot.speech.recordings import Recordings
from bot.speech.studio import Studio
from bot.web.asgi import build
from bot.web.parts import Telephone
from tests.emulators.fixtures import twilio_server
from tests.emulators.twilio import ACCOUNT, NUMBER, TOKEN, Twilio
from tests.emulators.twilio_call import Call
from tests.web.running import running
from tests.web.stand_in import Companion, parts

__all__ = ["twilio_server"]

SITE = "https://wijzer.example"
KEY = b"k" * 32
MONDAY = datetime(2026, 11, 23, 10, tzinfo=AMSTERDAM)
CALLER = "+31600000777"


@dataclass
class House:
    """What the line is asked, and who is known there. `now` may be moved."""

    line: PhoneLine
    account: Twilio
    studio: Studio
    now: datetime = MONDAY
    known: dict[Address, str] = field(default_factory=dict)
    failed: list[tuple[str, Address, str]] = field(default_factory=list)
    database_is_away: bool = False

    async def call(self, number: str = CALLER) -> Call:
        """Somebody rings."""
        call = Call(self.account, number)
        await call.starts(f"{SITE}/phone")
        return call

    async def language_of(self, address: Address) -> str:
        if self.database_is_away:
            raise ConnectionError
        return self.known.get(address, "")

    async def not_called(self, call: str, address: Address, number: str) -> None:
        self.failed.append((call, address, number))


class OneClock:
    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now


def phone_line(library: Library, base_url: str = "") -> PhoneLine:
    account = TwilioSettings(ACCOUNT, TOKEN, SITE, sender=NUMBER, base_url=base_url, timeout=0.5)
    return PhoneLine(library, TwilioCalls(account, PhoneSettings(NUMBER)), KEY, NUMBER)


def opened(library: Library, studio: Studio) -> Iterator[House]:
    line = phone_line(library)
    house = House(line, Twilio(public=SITE), studio)
    sounds = LineSounds(lambda: studio, lambda: every(line.hears, house.now), KEY)
    telephone = Telephone(line, sounds, house.language_of, house.not_called, OneClock(lambda: house.now))
    with running(build(parts(Companion(), library=library, simulator=False, telephone=telephone))) as address:
        house.account.deliver_to = address
        yield house
    asyncio.run(line.calls.close())


@pytest.fixture
def mute(library: Library, tmp_path: Path) -> Iterator[House]:
    """On a machine without a voice: Twilio's voices say all."""
    silent = {code: replace(language, voices=()) for code, language in library.languages.items()}
    voiceless = replace(library, languages=silent)
    yield from opened(library, Studio(voiceless, {}, Recordings(tmp_path), Kept(tmp_path)))


@pytest.fixture
def broken(library: Library, tmp_path: Path) -> Iterator[House]:
    """Its sounds fail in a way nobody foresaw: every language names an engine that is none."""
    yield from opened(library, Studio(library, {}, Recordings(tmp_path), Kept(tmp_path)))


@pytest.fixture
def house(library: Library, tmp_path: Path) -> Iterator[House]:
    yield from opened(library, Studio(library, engines(tmp_path), Recordings(tmp_path), Kept(tmp_path / "speech")))
