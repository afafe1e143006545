"""What is worth nothing after a while goes from her phone then, where it can: also after a restart or STOP."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.channels.console import ConsoleChannel
from bot.content.schema import Library
from bot.errors import TryLater
from bot.model import Address, ChannelName, Lane, Say
from bot.storage import tables
from bot.storage.overview import piles
from bot.storage.store import SqlStore
from tests.delivery.posting import Postman, dead, telling
from tests.storage.conftest import opened
from tests.storage.talk import AYSE, CARLA, NOON, HandClock, Opened, apologise, arrival, commit, delivered, rows, say

__all__ = ["opened"]

CODE = Say("ui#bedankt", until=NOON + timedelta(minutes=30))


class Phone(ConsoleChannel):
    """A channel of which every message that goes from the screen can be refused for now."""

    away = 0

    async def erase(self, address: Address, message_id: str) -> None:
        if self.away:
            self.away -= 1
            raise TryLater("network")
        await super().erase(address, message_id)


@pytest.fixture
def phone() -> Phone:
    return Phone(ChannelName.TELEGRAM)


@pytest.fixture
def courier(store: SqlStore, phone: Phone, library: Library, clock: HandClock) -> Postman:
    return Postman(store, {ChannelName.TELEGRAM: phone, ChannelName.SMS: phone}, library, clock)


def shown(store: SqlStore, address: Address = AYSE) -> None:
    say(store, "hoi", address)
    store.commit([arrival("x", address)], telling(CODE), apologise)


def lanes(store: SqlStore) -> list[Lane]:
    """Of what is still under way."""
    with store.engine.connect() as connection:
        return [pile.lane for pile in piles(connection) if not pile.dead]


async def test_it_goes_when_it_is_worth_nothing(
    store: SqlStore, phone: Phone, courier: Postman, clock: HandClock
) -> None:
    shown(store)
    await courier.deliver_due()
    clock.move(minutes=29, seconds=59)
    await courier.deliver_due()
    assert (len(phone.sent), phone.erased) == (2, [])
    clock.move(seconds=1)
    await courier.deliver_due()
    assert (len(phone.sent), phone.erased) == (2, ["2"])
    assert rows(store, "outbox") == 0


async def test_an_sms_stays(store: SqlStore, phone: Phone, courier: Postman, clock: HandClock) -> None:
    shown(store, CARLA)
    await courier.deliver_due()
    assert rows(store, "outbox") == 0
    clock.move(hours=1)
    await courier.deliver_due()
    assert (len(phone.sent), phone.erased) == (2, [])


async def test_also_after_a_restart(opened: Opened, library: Library) -> None:
    before, after = Phone(ChannelName.TELEGRAM), Phone(ChannelName.TELEGRAM)
    store = opened.store()
    shown(store)
    await Postman(store, {ChannelName.TELEGRAM: before}, library, opened.clock).deliver_due()
    opened.clock.move(hours=1)
    await Postman(opened.store(), {ChannelName.TELEGRAM: after}, library, opened.clock).deliver_due()
    assert (before.erased, after.sent, after.erased) == ([], [], ["2"])


async def test_also_after_stop_and_then_her_address_goes(
    store: SqlStore, phone: Phone, courier: Postman, clock: HandClock
) -> None:
    shown(store)
    await courier.deliver_due()
    person = say(store, "stop").person
    assert person is not None
    await courier.deliver_due()
    assert store.address_of(person) == AYSE
    clock.move(minutes=30)
    await courier.deliver_due()
    assert phone.erased == ["2"]
    assert store.address_of(person) is None


async def test_for_who_is_forgotten_it_goes_at_once(store: SqlStore, phone: Phone, courier: Postman) -> None:
    shown(store)
    await courier.deliver_due()
    assert (lanes(store), phone.erased) == ([Lane.ERASE], [])
    commit(store, arrival("wissen"))
    await courier.deliver_due()
    assert (phone.erased, rows(store, "people"), lanes(store)) == (["2"], 0, [])


async def test_a_row_that_no_longer_opens_keeps_nobody_from_being_forgotten(store: SqlStore, courier: Postman) -> None:
    shown(store)
    await courier.deliver_due()
    with store.engine.begin() as connection:
        connection.execute(tables.outbox.update().values(body=b"broken"))
    commit(store, arrival("wissen"))
    await courier.deliver_due()
    assert (rows(store, "people"), lanes(store)) == (0, [])


async def test_forgotten_while_it_is_being_sent_it_goes_once_it_is_there(
    store: SqlStore, phone: Phone, courier: Postman
) -> None:
    shown(store)
    (_, due) = store.claim_for(AYSE, NOON)
    commit(store, arrival("wissen"))
    store.settle([delivered(due, "sent-late")], NOON)
    await courier.deliver_due()
    assert (phone.erased, lanes(store)) == (["sent-late"], [])


async def test_a_provider_that_is_away_is_asked_again(
    store: SqlStore, phone: Phone, courier: Postman, clock: HandClock
) -> None:
    shown(store)
    await courier.deliver_due()
    phone.away = 2
    for _ in range(3):
        clock.move(minutes=30)
        say(store, "hoi", at=clock.now())  # what is said meanwhile does not wait for it
        await courier.deliver_due()
    assert (phone.erased, len(phone.sent), dead(store)) == (["2"], 5, [])


async def test_its_number_is_sealed(store: SqlStore, phone: Phone, courier: Postman) -> None:
    shown(store)
    store.commit([arrival("x")], telling(CODE), apologise)
    await courier.deliver_due()
    with store.engine.connect() as connection:
        bodies = connection.execute(select(tables.outbox.c.body)).scalars().all()
    assert len(bodies) == 2
    assert not any(b"erases" in bytes(body) for body in bodies)
