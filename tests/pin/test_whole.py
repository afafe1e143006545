"""Her own PIN against a real store: how it is kept, that it is nowhere in the clear, and many guesses at once."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.content.schema import Library
from bot.dialogue.tries import TRIES
from bot.model import Address, ChannelName, Incoming, IncomingKind
from bot.service import Decider, Service, Shell
from bot.sharing.locks import Locks
from bot.sharing.pins import Cost
from bot.storage.group import GroupCommit
from bot.storage.store import SqlStore
from bot.storage.vault import Keys
from tests.storage.talk import KEYS, HandClock, delivered
from tests.summary.house import Literal

HER = Address(ChannelName.CONSOLE, "zij")
CHEAP = Cost(memory=2)
ASKED, WRONG, FULL = (f"flows/pincode#{step}" for step in ("open.vraag", "klopt_niet.zeg", "vol.zeg"))


@dataclass
class Counting:
    """The real thing, that remembers how often it compared."""

    locks: Locks
    compared: list[str] = field(default_factory=list)
    broken: bool = False

    def sealed(self, pin: str) -> str:
        if self.broken:
            raise OSError("secret words")
        return self.locks.sealed(pin)

    def opens(self, pin: str, kept: str) -> bool:
        self.compared.append(pin)
        return self.locks.opens(pin, kept)


@dataclass
class House:
    store: SqlStore
    service: Service
    clock: HandClock
    pins: Counting
    count: int = 0

    async def say(self, *texts: str) -> list[str]:
        """Text ids she got after the last of these."""
        for text in texts:
            self.got()
            await self.send(text)
        return self.got()

    async def send(self, text: str) -> None:
        self.count += 1
        await self.service.receive(Incoming(f"k{self.count}", HER, IncomingKind.TEXT, text, language_hint="nl"))

    def got(self) -> list[str]:
        dues = self.store.claim_for(HER, self.clock.now())
        self.store.settle([delivered(due) for due in dues], self.clock.now())
        return [due.say.text for due in dues]


@pytest.fixture
async def house(tmp_path: Path, library: Library) -> AsyncIterator[House]:
    clock = HandClock()
    store = SqlStore.open(f"sqlite:///{tmp_path / 'house.db'}", KEYS, clock)
    pins = Counting(Locks(store.shares, CHEAP))
    decider = Decider(Literal(), library)
    commits = GroupCommit(store, decider.decide, decider.apologise)
    service = Service(decider, commits, store, Shell(clock, {}, lambda: None, pins=pins))
    yield House(store, service, clock, pins)
    await service.close()
    commits.close()
    store.close()


async def test_chosen_wrong_right(house: House) -> None:
    assert await house.say("/start", "/pincode", "ja", "4071") == ["flows/pincode#gezet.zeg"]
    assert await house.say("/mijn-gegevens") == [ASKED]
    assert await house.say("9090") == [WRONG, ASKED]
    assert (await house.say("4071"))[0] == "ui#gegevens.alleen_gesprek"


async def test_it_is_still_there_after_the_session(house: House) -> None:
    await house.say("/start", "/pincode", "ja", "4071")
    house.clock.move(days=5)
    assert (await house.say("/mijn-gegevens"))[-1] == ASKED
    assert (await house.say("4071"))[0] == "ui#gegevens.alleen_gesprek"


async def test_after_half_an_hour_of_silence_it_is_asked_before_she_goes_on(house: House) -> None:
    first = await house.say("/start", "/pincode", "ja", "4071", "/netwerkkaart", "4071", "zus")
    assert first == ["flows/netwerkkaart#waarvoor.vraag"]
    house.clock.move(minutes=29)
    assert await house.say("/mens") == ["ui#mens", "ui#verder_met", "flows/netwerkkaart#waarvoor.vraag"]
    house.clock.move(minutes=30)
    assert await house.say("/mens") == ["ui#mens", "ui#verder_met", ASKED]
    assert await house.say("9090") == [WRONG, ASKED]
    assert await house.say("4071") == ["ui#verder_met", "flows/netwerkkaart#waarvoor.vraag"]


async def test_deleting_is_the_way_out_when_it_is_forgotten(house: House) -> None:
    await house.say("/start", "/pincode", "ja", "4071", "/wissen", "ja_wis")
    assert "ui#gegevens.alleen_gesprek" in await house.say("/mijn-gegevens")


async def test_many_guesses_at_once_are_five(house: House) -> None:
    await house.say("/start", "/pincode", "ja", "4071")
    guesses = [text for guess in range(8) for text in ("/mijn-gegevens", f"{5200 + guess}")]
    await asyncio.gather(*(house.send(text) for text in guesses))
    for guess in range(3):
        await house.say("/mijn-gegevens", f"{6100 + guess}")
    assert len(house.pins.compared) == TRIES
    assert await house.say("/mijn-gegevens") == [FULL]
    house.clock.move(days=1)
    assert await house.say("/mijn-gegevens", "4071") != [FULL]
    assert house.pins.compared[-1] == "4071"


async def test_the_digits_are_in_no_file_and_no_log(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        await house.say("/start", "/pincode", "40715", "4071", "/mijn-gegevens", "5863", "4071")
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    logged = caplog.text + "".join(capsys.readouterr())
    for pin in ("40715", "4071", "5863"):
        assert pin.encode() not in kept
        assert pin not in logged


async def test_when_it_cannot_be_made_nothing_changes(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.pins.broken = True
    assert await house.say("/start", "/pincode", "ja", "4071") == ["flows/pincode#mislukt.zeg"]
    assert "ui#gegevens.alleen_gesprek" in await house.say("/mijn-gegevens")
    assert "secret" not in "".join(capsys.readouterr())


def test_what_is_kept_of_it(tmp_path: Path) -> None:
    store, other = (
        SqlStore.open(f"sqlite:///{tmp_path / name}", keys, HandClock())
        for name, keys in (("a", KEYS), ("b", Keys((b"w" * 32,), b"j" * 32)))
    )
    locks = Locks(store.shares, CHEAP)
    kept = locks.sealed("4071")
    assert kept != locks.sealed("4071")
    assert "4071" not in kept
    assert locks.opens("4071", kept)
    assert not locks.opens("4072", kept)
    assert not Locks(other.shares, CHEAP).opens("4071", kept)
    assert not locks.opens("4071", "")
    store.close()
    other.close()
