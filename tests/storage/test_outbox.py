"""The outbox: order per person and lane, urgent first, leases, rates, at most once, and nothing lost from sight."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.model import Address, ChannelName, Delivery, DeliveryStatus, Lane
from bot.ports import Due, Settled
from bot.storage import tables, tables_of_nobody
from bot.storage.buckets import Pace, Rate
from bot.storage.store import SqlStore
from tests.storage.talk import (
    AYSE,
    BEA,
    CARLA,
    KEYS,
    NOON,
    TELEGRAM,
    Opened,
    arrival,
    commit,
    delivered,
    rows,
    say,
    texts,
)

LATER = NOON + timedelta(minutes=5)
BOTH = (ChannelName.TELEGRAM, ChannelName.SMS)


def claim(store: SqlStore, limit: int = 10, at: int = 0) -> list[Due]:
    return store.claim(BOTH, limit, NOON + timedelta(seconds=at))


def test_claims_in_order_and_urgent_first(store: SqlStore) -> None:
    commit(store, arrival("hoi"), arrival("hoi", CARLA), arrival("nood", BEA), arrival("hoi"), arrival("nood", CARLA))
    claimed = claim(store)
    assert {due.address for due in claimed[:2]} == {BEA, CARLA}
    assert {due.lane for due in claimed[:2]} == {Lane.URGENT}
    assert texts([due for due in claimed if due.address == AYSE]) == ["menu0", "menu1"]
    assert texts([due for due in claimed[2:] if due.address == CARLA]) == ["menu0"]


def test_a_claimed_row_is_not_claimed_again_before_its_lease_ends(opened: Opened) -> None:
    here, there = opened.store(), opened.store()
    say(here, "hoi")
    assert len(claim(here)) == 1
    assert claim(there, at=29) == []
    again = claim(there, at=31)
    assert [due.attempts for due in again] == [2]


def test_urgent_words_of_who_was_killed_are_claimed_again_sooner(opened: Opened) -> None:
    here, there = opened.store(), opened.store()
    commit(here, arrival("nood"), arrival("hoi", BEA))
    assert len(claim(here)) == 2
    assert claim(there, at=11) == []
    assert [due.lane for due in claim(there, at=13)] == [Lane.URGENT]
    assert here.lease_of(Lane.URGENT) < here.lease_of(Lane.TEXT)


def test_what_comes_after_a_leased_row_waits_for_it(store: SqlStore) -> None:
    commit(store, arrival("hoi"), arrival("hoi"), arrival("hoi"))
    first = claim(store, limit=1)
    assert texts(first) == ["menu0"]
    assert claim(store) == []
    store.settle([delivered(first[0])], NOON)
    assert texts(claim(store)) == ["menu1", "menu2"]


def test_a_row_that_backs_off_holds_up_its_lane_but_not_urgent_words_or_others(store: SqlStore) -> None:
    commit(store, arrival("hoi"), arrival("hoi"))
    store.settle([Settled(due, later=LATER) for due in claim(store, limit=1)], NOON)
    commit(store, arrival("nood"), arrival("hoi", BEA))
    assert texts(claim(store)) == ["nood/nood-bloedverlies", "menu0"]
    assert texts(claim(store, at=301)) == ["nood/nood-bloedverlies", "menu0", "menu1", "menu0"]


def test_what_follows_urgent_words_waits_until_they_are_on_her_screen(opened: Opened) -> None:
    """Also when another process looks: the question of the same turn may not pass the words it belongs to."""
    here, there = opened.store(), opened.store()
    commit(here, arrival("hoi"), arrival("nood"), arrival("hoi"), arrival("hoi", BEA))
    [urgent, before, hers] = claim(here)
    assert (urgent.lane, texts([before]), hers.address) == (Lane.URGENT, ["menu0"], BEA)
    there.settle([delivered(before)], NOON)
    assert claim(there) == []
    there.settle([Settled(urgent, later=NOON + timedelta(seconds=5))], NOON)
    assert claim(there, at=4) == []
    [again] = claim(there, at=6)
    assert again.lane is Lane.URGENT
    here.settle([delivered(again)], NOON)
    assert texts(claim(there, at=6)) == ["menu1"]


def test_a_response_shows_urgent_words_and_what_follows_at_once(store: SqlStore) -> None:
    commit(store, arrival("nood"), arrival("hoi"))
    assert texts(store.claim_for(AYSE, NOON)) == ["nood/nood-bloedverlies", "menu0"]


def test_what_may_have_been_sent_twice_is_counted(store: SqlStore) -> None:
    say(store, "hoi")
    [first] = claim(store)
    store.settle([Settled(first, later=NOON + timedelta(seconds=5))], NOON)
    claim(store, at=6)
    assert ("SentAgain(telegram)", 1) not in _counted(store)  # put back by us: surely not sent
    claim(store, at=37)
    assert ("SentAgain(telegram)", 1) in _counted(store)


def test_a_row_due_next_week_holds_up_nothing(store: SqlStore) -> None:
    say(store, "hoi", at=NOON)
    with store.engine.begin() as connection:
        week = NOON + timedelta(days=7)
        connection.execute(update(tables.outbox).values(due=week, visible=week))
    say(store, "hoi")
    assert texts(claim(store)) == ["menu1"]


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
    assert ("DeadLetter(400_too_long)", 1) in _counted(store)


def _counted(store: SqlStore) -> list[tuple[str, int]]:
    with store.engine.connect() as connection:
        return [(row.event, row.n) for row in connection.execute(select(tables_of_nobody.counters))]


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


def test_a_channels_rate_is_kept_over_all_processes_and_urgent_words_pass(opened: Opened) -> None:
    pace = Pace({ChannelName.TELEGRAM: Rate(2, 4)})
    stores = [SqlStore.open(opened.url, KEYS, opened.clock, pace) for _ in range(2)]
    opened.stores += stores
    crowd = [Address(ChannelName.TELEGRAM, str(n)) for n in range(20)]
    commit(stores[0], *(arrival("hoi", who) for who in crowd))
    taken = [len(store.claim(TELEGRAM, 10, NOON)) for store in stores]
    assert taken == [4, 0]
    commit(stores[0], *(arrival("nood", who) for who in crowd[:3]))
    assert texts(stores[1].claim(TELEGRAM, 0, NOON)) == ["nood/nood-bloedverlies"] * 3
    second = NOON + timedelta(seconds=1)
    assert [len(store.claim(TELEGRAM, 10, second)) for store in stores] == [0, 0]  # urgent words used that second
    assert len(stores[0].claim(TELEGRAM, 10, NOON + timedelta(seconds=3))) == 3


def test_urgent_words_are_claimed_when_there_is_no_room_for_others(store: SqlStore) -> None:
    commit(store, arrival("hoi"), arrival("nood", BEA))
    assert texts(claim(store, limit=0)) == ["nood/nood-bloedverlies"]


def test_claim_for_takes_one_persons_rows_only(store: SqlStore) -> None:
    commit(store, arrival("hoi"), arrival("nood"), arrival("hoi", BEA))
    assert texts(store.claim_for(AYSE, NOON)) == ["nood/nood-bloedverlies", "menu0"]
    assert store.claim_for(AYSE, NOON) == []
    assert store.claim_for(Address(ChannelName.CONSOLE, "nobody"), NOON) == []


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
    failed = [n for event, n in _counted(store) if event.endswith("(sms 30003)")]
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
