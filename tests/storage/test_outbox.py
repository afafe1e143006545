"""The outbox: settled once, at most once, stopped, reported; and nothing lost from sight."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.model import ChannelName, Delivery, DeliveryStatus
from bot.ports import Settled
from bot.storage import tables
from bot.storage.store import SqlStore
from tests.storage.talk import (
    AYSE,
    BEA,
    CARLA,
    NOON,
    TELEGRAM,
    Opened,
    arrival,
    claim,
    commit,
    counters,
    delivered,
    rows,
    say,
    texts,
)

LATER = NOON + timedelta(minutes=5)


def test_what_may_have_been_sent_twice_is_counted(store: SqlStore) -> None:
    say(store, "hoi")
    [first] = claim(store)
    store.settle([Settled(first, later=NOON + timedelta(seconds=5))], NOON)
    claim(store, at=6)
    assert ("SentAgain(telegram)", 1) not in counters(store)  # put back by us: surely not sent
    claim(store, at=37)
    assert ("SentAgain(telegram)", 1) in counters(store)


def test_delivered_rows_go(store: SqlStore) -> None:
    say(store, "hoi")
    store.settle([delivered(due) for due in claim(store)], NOON)
    assert rows(store, "outbox") == 0


def test_at_most_once_is_never_claimed_twice_and_stays_visible_as_uncertain(store: SqlStore) -> None:
    commit(store, arrival("eenmaal"), arrival("hoi"))
    assert len(claim(store, limit=1)) == 1
    assert claim(store, at=29) == []  # still under way: the next row waits
    assert texts(claim(store, at=31)) == ["menu0"]
    assert _dead(store) == [("uncertain", True)]


def test_at_most_once_that_was_surely_not_sent_may_be_tried_again(store: SqlStore) -> None:
    say(store, "eenmaal")
    store.settle([Settled(due, later=NOON) for due in claim(store)], NOON)
    again = claim(store)
    assert texts(again) == ["menu"]
    store.settle([delivered(due) for due in again], NOON)
    assert rows(store, "outbox") == 0


def _dead(store: SqlStore) -> list[tuple[str, bool]]:
    """Reason and whether the words are still there, of dead letters."""
    query = select(tables.outbox.c.reason, tables.outbox.c.body).where(tables.outbox.c.dead)
    with store.engine.connect() as connection:
        return [(row.reason, row.body != b"") for row in connection.execute(query)]


def test_a_dead_letter_shows_its_reason_without_words_and_lets_the_next_pass(store: SqlStore) -> None:
    commit(store, arrival("hoi"), arrival("hoi"))
    store.settle([Settled(due, dead="400_too_long") for due in claim(store, limit=1)], NOON)
    assert _dead(store) == [("400_too_long", False)]
    assert texts(claim(store)) == ["menu1"]
    assert ("DeadLetter(400_too_long)", 1) in counters(store)


def test_the_part_that_was_sent_is_not_sent_again(store: SqlStore) -> None:
    say(store, "hoi")
    due = claim(store)[0]
    store.settle([Settled(due, sent=delivered(due).sent, later=NOON)], NOON)
    assert claim(store)[0].part == 1


def test_a_row_given_back_untried_does_not_count_as_an_attempt(store: SqlStore) -> None:
    say(store, "hoi")
    store.settle([Settled(claim(store)[0], later=NOON, untried=True)], NOON)
    assert claim(store)[0].attempts == 1


def test_who_lost_the_lease_cannot_postpone_the_row_of_the_new_holder(store: SqlStore) -> None:
    say(store, "hoi")
    stale = claim(store)[0]
    assert len(claim(store, at=31)) == 1
    store.settle([Settled(stale, later=NOON)], NOON + timedelta(seconds=32))
    assert claim(store, at=33) == []


def test_who_cannot_be_reached_is_stopped_and_nothing_stays_under_way(store: SqlStore) -> None:
    commit(store, arrival("hoi"), arrival("nood"), arrival("hoi", BEA))
    first = claim(store, limit=1)
    store.settle([Settled(due, stopped=True) for due in first if due.address == AYSE], NOON)
    assert texts(store.claim(TELEGRAM, 10, LATER)) == ["menu0"]
    state = commit(store, arrival("hoi"))[0].turn
    assert state is not None
    assert state.conversation.stopped


def test_a_row_committed_before_she_stopped_elsewhere_is_dropped_at_the_claim(store: SqlStore) -> None:
    commit(store, arrival("hoi"), arrival("nood"))
    with store.engine.begin() as connection:
        connection.execute(update(tables.people).values(stopped=True))
    assert texts(claim(store)) == ["nood/nood-bloedverlies"]
    assert rows(store, "outbox") == 1


def test_a_body_that_does_not_open_becomes_a_dead_letter_and_others_go_on(store: SqlStore) -> None:
    commit(store, arrival("hoi"), arrival("hoi", BEA))
    with store.engine.begin() as connection:
        bodies = connection.execute(select(tables.outbox.c.id, tables.outbox.c.body).order_by(tables.outbox.c.id)).all()
        swapped = update(tables.outbox).where(tables.outbox.c.id == bodies[0].id).values(body=bodies[1].body)
        connection.execute(swapped)
    assert [due.address for due in claim(store)] == [BEA]
    assert _dead(store) == [("unreadable", False)]


@pytest.mark.parametrize("status", [DeliveryStatus.FAILED, DeliveryStatus.STOPPED, DeliveryStatus.DELIVERED])
def test_a_status_report_is_news_once(store: SqlStore, status: DeliveryStatus) -> None:
    say(store, "hoi", CARLA)
    store.settle([delivered(due, "SM1") for due in claim(store)], NOON)
    report = Delivery("SM1:x", ChannelName.SMS, "SM1", status, "30003")
    assert [store.report(report), store.report(report)] == [True, False]
    after = say(store, "hoi", CARLA).turn
    assert after is not None
    assert after.conversation.stopped is (status is DeliveryStatus.STOPPED)
    failed = [n for event, n in counters(store) if event.endswith("(sms 30003)")]
    assert failed == ([] if status is DeliveryStatus.DELIVERED else [1])


def test_message_ids_are_known_newest_first_and_by_question(store: SqlStore) -> None:
    person = commit(store, arrival("vraag", key="a"), arrival("vraag", key="b"))[1].person
    assert person is not None
    store.settle([delivered(due) for due in claim(store)], NOON)
    assert [one.message_id for one in store.messages(person)] == ["out-2", "out-1", "in-b", "in-a"]
    assert [one.message_id for one in store.messages(person, 2)] == ["out-2"]
    assert store.messages(12345) == []


def test_a_lease_is_held_by_one(opened: Opened) -> None:
    here, there = opened.store(), opened.store()
    assert here.hold("poller", "here", NOON, 30)
    assert not there.hold("poller", "there", NOON + timedelta(seconds=29), 30)
    assert here.hold("poller", "here", NOON + timedelta(seconds=29), 30)
    assert not there.hold("poller", "there", NOON + timedelta(seconds=31), 30)
    assert there.hold("poller", "there", NOON + timedelta(seconds=60), 30)
