"""Which messages may go now: order per person and lane, urgent first, leases, rates."""

from datetime import timedelta

from sqlalchemy import update

from bot.model import Address, ChannelName, Lane
from bot.ports import Settled
from bot.storage import tables
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
    claim,
    commit,
    delivered,
    say,
    texts,
)

LATER = NOON + timedelta(minutes=5)


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


def test_a_row_due_next_week_holds_up_nothing(store: SqlStore) -> None:
    say(store, "hoi", at=NOON)
    with store.engine.begin() as connection:
        week = NOON + timedelta(days=7)
        connection.execute(update(tables.outbox).values(due=week, visible=week))
    say(store, "hoi")
    assert texts(claim(store)) == ["menu1"]


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
