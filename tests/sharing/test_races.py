"""Everybody at once: counters hold whatever the order, in threads and in processes, on both databases."""

import multiprocessing
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Barrier, Thread
from typing import TypeVar

import pytest

from bot.model import Handed, Taken, Way
from bot.sharing.making import Limits
from bot.sharing.opening import Door, WrongPin
from bot.storage.store import SqlStore
from tests.sharing.made import ONE, QUICK, READER, SITE, Shared, lookup_of, name_of, wrong
from tests.storage.talk import KEYS, HandClock, Opened, say

T = TypeVar("T")


def at_once(each: Callable[[int], T], times: int) -> list[T]:
    """The results of as many threads, begun together."""
    gate, found = Barrier(times), dict[int, T]()

    def run(number: int) -> None:
        gate.wait()
        found[number] = each(number)

    threads = [Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [found[number] for number in range(times)]


def doors(opened: Opened, shared: Shared) -> list[Door]:
    """Of two processes, as far as the database can tell."""
    return [shared.door, replace(shared.door, shares=opened.store().shares)]


def test_sixty_wrong_pins_get_five_answers_and_then_it_is_dead(opened: Opened, shared: Shared) -> None:
    handed, both = shared.create(), doors(opened, shared)
    name, pin = name_of(handed), wrong(handed.pin)
    found = at_once(lambda number: both[number % 2].by_link(name, pin, READER), 60)
    assert Counter(found) == {WrongPin(4): 1, WrongPin(3): 1, WrongPin(2): 1, WrongPin(1): 1, WrongPin(0): 1, None: 55}
    assert shared.open(handed) is None
    assert shared.reasons() == [("locked", False)]


def test_thirty_opens_of_one_opening_get_one(opened: Opened, shared: Shared) -> None:
    handed, both = shared.limited(ONE).create(Way.NOW), doors(opened, shared)
    found = at_once(lambda number: both[number % 2].by_code(lookup_of(handed), READER), 30)
    assert sorted(one is not None for one in found) == [False] * 29 + [True]
    assert len(shared.rows("openings")) == 1
    assert shared.reasons() == [("used", False)]


def test_right_pins_at_once_lock_nothing(opened: Opened, shared: Shared) -> None:
    """Some of them may find no try free, and come again; all tries are back afterwards."""
    handed, both = shared.limited(Limits(openings=30)).create(), doors(opened, shared)
    found = at_once(lambda number: both[number % 2].by_link(name_of(handed), handed.pin, READER), 20)
    got = sum(one is not None for one in found)
    assert got >= 1
    assert len(shared.rows("openings")) == got
    (row,) = shared.rows()
    assert (row.openings, row.tries, row.reason) == (30 - got, 5, "")


def test_wrong_and_right_pins_mixed_never_allow_six_wrong_ones(opened: Opened, shared: Shared) -> None:
    handed, both = shared.limited(Limits(openings=50)).create(), doors(opened, shared)
    pins = [handed.pin, wrong(handed.pin)]
    found = at_once(lambda number: both[number // 2 % 2].by_link(name_of(handed), pins[number % 2], READER), 40)
    missed = [one for one in found if isinstance(one, WrongPin)]
    (row,) = shared.rows()
    assert len(missed) <= 5
    assert len(shared.rows("openings")) == sum(isinstance(one, Taken) for one in found) == 50 - row.openings
    assert sorted(one.left for one in missed) == sorted(range(4, 4 - len(missed), -1))
    assert (row.tries, row.misses) == (5 - len(missed),) * 2
    assert (row.reason, row.body is None) == (("locked", True) if len(missed) == 5 else ("", False))


def test_revoked_while_opening(opened: Opened, shared: Shared) -> None:
    """Whoever opens gets it before or not at all; after it nothing is left, and every opening is in the book."""
    handed, both = shared.limited(Limits(openings=99)).create(Way.NOW), doors(opened, shared)
    after: list[bool] = []

    def each(number: int) -> object:
        if number == 7:
            shared.sharing.revoke(shared.person)
            after.append(shared.door.by_code(lookup_of(handed), READER) is None)
            return None
        return both[number % 2].by_code(lookup_of(handed), READER)

    found = at_once(each, 24)
    assert after == [True]
    assert len(shared.rows("openings")) == sum(one is not None for one in found)
    assert shared.reasons() == [("revoked", False)]


def test_forgotten_while_opening_and_making(opened: Opened, shared: Shared) -> None:
    handed, other = shared.limited(Limits(openings=99, a_day=99)).create(Way.NOW), opened.store()

    def each(number: int) -> None:
        if number == 5:
            say(other, "wissen")
        elif number % 3:
            shared.door.by_code(lookup_of(handed), READER)
        else:
            made(shared)

    at_once(each, 18)
    assert (shared.rows(), shared.rows("openings")) == ([], [])


def test_no_more_shares_a_day_when_made_at_once(opened: Opened, shared: Shared) -> None:
    shared.limited(Limits(a_day=3))
    second = Shared(opened.store(), opened.clock).limited(Limits(a_day=3))
    found = at_once(lambda number: made((shared, second)[number % 2]), 12)
    assert sum(one is not None for one in found) == len(shared.rows()) == 3


def made(shared: Shared) -> Handed | None:
    from bot.errors import NotShared

    try:
        return shared.create()
    except NotShared:
        return None


def guess(given: tuple[str, str, Sequence[str]]) -> list[object]:
    """In a process of its own: knock with each PIN; `WrongPin` becomes its number."""
    url, name, pins = given
    clock = HandClock()
    store = SqlStore.open(url, KEYS, clock)
    door = Door(store.shares, clock, SITE, QUICK)
    try:
        found = [door.by_link(name, pin, READER) for pin in pins]
    finally:
        store.close()
    return [one.left if isinstance(one, WrongPin) else one for one in found]


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_processes_share_the_tries(database_url: str, shared: Shared) -> None:
    handed = shared.create()
    given = (database_url, name_of(handed), [wrong(handed.pin)] * 8)
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        found = [one for each in pool.map(guess, [given] * 3) for one in each]
    assert Counter(found) == {4: 1, 3: 1, 2: 1, 1: 1, 0: 1, None: 19}
