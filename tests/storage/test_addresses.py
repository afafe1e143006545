"""Whoever said stop leaves no address behind, is still known to have stopped, and is answered when she writes."""

from datetime import timedelta

import pytest
from sqlalchemy import inspect, select, update

from bot.model import Delivery, DeliveryStatus
from bot.ports import Due, Settled
from bot.storage import tables
from bot.storage.database import migrate, open_engine
from bot.storage.rotation import rotate
from bot.storage.store import SqlStore
from bot.storage.vault import Keys
from tests.storage.talk import AYSE, CARLA, KEYS, NOON, Opened, arrival, commit, delivered, rows, say, texts

DAY = timedelta(days=1)


def kept(store: SqlStore) -> list[bool]:
    """Whose address is still there, oldest person first."""
    with store.engine.connect() as connection:
        order = select(tables.people.c.address).order_by(tables.people.c.session_at)
        return [address is not None for address in connection.execute(order).scalars()]


def hear(store: SqlStore, *, at: timedelta = timedelta()) -> list[Due]:
    """Everything that is due to her is delivered."""
    dues = store.claim_for(AYSE, NOON + at)
    store.settle([delivered(due) for due in dues], NOON + at)
    return dues


def test_the_address_goes_when_the_farewell_is_delivered(store: SqlStore) -> None:
    commit(store, arrival("hoi"), arrival("stop"))
    [farewell] = store.claim_for(AYSE, NOON)
    assert kept(store) == [True]
    store.settle([delivered(farewell)], NOON)
    assert kept(store) == [False]
    assert rows(store, "people") == 1


def test_not_while_something_else_is_under_way(store: SqlStore) -> None:
    commit(store, arrival("nood"), arrival("stop"))
    urgent, farewell = store.claim_for(AYSE, NOON)
    store.settle([delivered(farewell)], NOON)
    assert kept(store) == [True]
    store.settle([Settled(urgent, later=NOON + DAY)], NOON)
    assert kept(store) == [True]
    assert texts(hear(store, at=DAY)) == ["nood/nood-bloedverlies"]
    assert kept(store) == [False]


def test_her_own_urgent_message_brings_it_back_for_the_answer(opened: Opened) -> None:
    here, there = opened.store(), opened.store()
    say(here, "stop")
    hear(here)
    turn = say(there, "nood").turn
    assert turn is not None
    assert turn.conversation.stopped
    assert kept(here) == [True]
    assert [(due.address, due.say.text) for due in hear(here)] == [(AYSE, "nood/nood-bloedverlies")]
    assert kept(here) == [False]
    say(here, "nood")  # this process remembered her without an address
    assert [due.address for due in hear(there)] == [AYSE]


def test_a_message_that_gets_no_answer_brings_nothing_back(store: SqlStore) -> None:
    say(store, "stop")
    hear(store)
    say(store, "zwijg")
    assert kept(store) == [False]
    say(store, "nood")
    assert [due.address for due in hear(store)] == [AYSE]


def test_who_starts_again_keeps_it(store: SqlStore) -> None:
    say(store, "stop")
    hear(store)
    say(store, "start")
    hear(store)
    assert kept(store) == [True]
    store.purge(NOON + DAY)
    assert kept(store) == [True]


def test_the_purge_lets_go_of_what_delivery_did_not(store: SqlStore) -> None:
    commit(store, arrival("stop"), arrival("hoi", CARLA, at=NOON + timedelta(seconds=1)))
    store.purge(NOON)
    assert kept(store) == [True, True]  # the farewell still waits
    store.settle([Settled(due, dead="400") for due in store.claim_for(AYSE, NOON)], NOON)
    with store.engine.begin() as connection:
        everyone = update(tables.people).where(tables.people.c.stopped)
        connection.execute(everyone.values(address=b"left behind"))
    store.purge(NOON + DAY)
    assert kept(store) == [False, True]


def test_a_farewell_on_its_way_keeps_it(store: SqlStore) -> None:
    """At-most-once rows are marked dead while they are sent."""
    commit(store, arrival("eenmaal"), arrival("hoi"))
    [once, _] = store.claim_for(AYSE, NOON)
    with store.engine.begin() as connection:
        connection.execute(update(tables.people).values(stopped=True))
    store.purge(NOON + timedelta(seconds=29))
    assert kept(store) == [True]
    store.settle([Settled(once, stopped=True)], NOON)
    assert kept(store) == [False]


@pytest.mark.parametrize("told", ["by the send", "by a report"])
def test_who_blocked_us_leaves_no_address(store: SqlStore, told: str) -> None:
    say(store, "hoi")
    [due] = store.claim_for(AYSE, NOON)
    if told == "by the send":
        store.settle([Settled(due, stopped=True)], NOON)
    else:
        store.settle([delivered(due, "out-1")], NOON)
        store.report(Delivery("r1", AYSE.channel, "out-1", DeliveryStatus.STOPPED))
    assert kept(store) == [False]
    turn = say(store, "start").turn
    assert turn is not None
    assert [due.address for due in hear(store)] == [AYSE]


def test_forgetting_and_rotation_work_without_an_address(opened: Opened) -> None:
    store = opened.store()
    say(store, "stop")
    hear(store)
    both = opened.store(Keys((b"n" * 32, *KEYS.wrapping), KEYS.index))
    with both.engine.begin() as connection:
        assert rotate(connection, both.vault) == 2
    rotated = opened.store(Keys((b"n" * 32,), KEYS.index))
    rotated.purge(NOON + 60 * DAY)
    assert rows(rotated, "people") == 1  # that she stopped is kept
    say(rotated, "wissen")
    assert rows(rotated, "people") == 0
    assert texts(rotated.claim_for(AYSE, NOON)) == ["gewist", "dag"]


def test_people_of_before_are_still_there_after_the_migration(database_url: str) -> None:
    engine = open_engine(database_url)
    migrate(engine, "0001")
    person = {"id": 1, "blind": b"b", "channel": "sms", "address": b"a", "session_at": NOON, "stopped": True}
    with engine.begin() as connection:
        connection.execute(tables.people.insert(), person)
    migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(select(tables.people.c.address, tables.people.c.stopped)).all() == [(b"a", True)]
        assert "people_sessions" in {index["name"] for index in inspect(connection).get_indexes("people")}
    engine.dispose()
