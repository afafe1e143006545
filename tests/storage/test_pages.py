"""Whose a page of her own is: half an hour, one at a time, gone with her stop, her leaving, and the clock."""

from datetime import timedelta

import pytest

from bot.errors import NotShared
from bot.model import ClosePage, Conversation, Turn
from bot.storage.store import SqlStore
from tests.storage.talk import BEA, NOON, apologise, arrival, commit, rows, say

HALF_HOUR = timedelta(minutes=30)
SECOND = timedelta(seconds=1)


@pytest.fixture
def person(store: SqlStore) -> int:
    person = say(store, "hoi", BEA).person
    assert person is not None
    store.pages.open_page(person, "token", NOON + HALF_HOUR)
    return person


def test_it_is_hers_for_half_an_hour(store: SqlStore, person: int) -> None:
    assert store.pages.page_of("token", NOON + HALF_HOUR - SECOND) == person
    assert store.pages.page_of("token", NOON + HALF_HOUR) is None
    assert store.pages.page_of("other", NOON) is None


def test_a_new_one_ends_the_one_before(store: SqlStore, person: int) -> None:
    store.pages.open_page(person, "newer", NOON + HALF_HOUR)
    assert store.pages.page_of("token", NOON) is None
    assert store.pages.page_of("newer", NOON) == person


def test_the_clock_takes_what_is_over(store: SqlStore, person: int) -> None:
    store.purge(NOON + HALF_HOUR - SECOND)
    assert rows(store, "pages") == 1
    store.purge(NOON + HALF_HOUR)
    assert rows(store, "pages") == 0


@pytest.mark.parametrize(
    "turn", [Turn(Conversation(stopped=True)), Turn(Conversation(), tasks=(ClosePage(),))], ids=["stop", "close"]
)
def test_it_ends_in_the_commit(store: SqlStore, person: int, turn: Turn) -> None:
    store.commit([arrival("iets", BEA)], lambda _conversation, _arrival: turn, apologise)
    assert store.pages.page_of("token", NOON) is None


def test_who_was_forgotten_gets_none(store: SqlStore, person: int) -> None:
    commit(store, arrival("wissen", BEA))
    assert rows(store, "pages") == 0
    with pytest.raises(NotShared):
        store.pages.open_page(person, "late", NOON + HALF_HOUR)
