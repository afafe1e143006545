"""What is past its time goes, by the clock; keys can be rotated without touching what they seal."""

from datetime import timedelta

import pytest

from bot.errors import SealBroken
from bot.model import Address, ChannelName
from bot.ports import Settled
from bot.storage.purge import AT_ONCE
from bot.storage.retention import UPLOADS
from bot.storage.rotation import rotate
from bot.storage.store import SqlStore
from bot.storage.vault import Keys, Vault
from tests.storage.talk import AYSE, CARLA, KEYS, NOON, HandClock, Opened, arrival, commit, delivered, rows, say

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def _sessions(store: SqlStore) -> int:
    with store.engine.connect() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM people WHERE session IS NOT NULL").scalar_one()


@pytest.mark.parametrize(
    ("after", "kept"),
    [
        (47 * HOUR, {"sessions": 2, "telegram ids": 2, "sms ids": 2, "seen": 2}),
        (49 * HOUR, {"sessions": 0, "telegram ids": 0, "sms ids": 2, "seen": 2}),
        (6 * DAY, {"sessions": 0, "telegram ids": 0, "sms ids": 2, "seen": 2}),
        (7 * DAY, {"sessions": 0, "telegram ids": 0, "sms ids": 0, "seen": 0}),
    ],
    ids=str,
)
def test_purge(store: SqlStore, after: timedelta, kept: dict[str, int]) -> None:
    ayse, carla = (c.person for c in commit(store, arrival("hoi"), arrival("hoi", CARLA)))
    assert ayse is not None
    assert carla is not None
    for who in (AYSE, CARLA):
        store.settle([delivered(due) for due in store.claim_for(who, NOON)], NOON)
    store.purge(NOON + after)
    assert {
        "sessions": _sessions(store),
        "telegram ids": len(store.messages(ayse)),
        "sms ids": len(store.messages(carla)),
        "seen": rows(store, "seen"),
    } == kept
    assert rows(store, "people") == 2


def _who_is_left(store: SqlStore) -> dict[str, int]:
    return {table: rows(store, table) for table in ("people", "data_keys", "outbox", "messages", "consents")}


NOBODY = {"people": 0, "data_keys": 1, "outbox": 0, "messages": 0, "consents": 0}  # the system's own key stays


def test_who_is_silent_for_a_month_is_forgotten(store: SqlStore, clock: HandClock) -> None:
    say(store, "hoi")
    say(store, "hoi", CARLA, at=NOON + DAY)
    clock.move(days=30, seconds=-1)
    store.purge(clock.now())
    assert rows(store, "people") == 2
    clock.move(seconds=1)
    store.purge(clock.now())
    assert _who_is_left(store) == {**NOBODY, "people": 1, "data_keys": 2, "outbox": 1}
    clock.move(days=1)
    store.purge(clock.now())
    assert _who_is_left(store) == NOBODY


def test_who_comes_back_after_it_is_new_in_every_process(opened: Opened) -> None:
    first, second = opened.store(), opened.store()
    for store in (first, second):
        say(store, "antwoord Fatma")
    opened.clock.move(days=30)
    first.purge(opened.clock.now())
    turn = say(second, "hoi", at=opened.clock.now()).turn
    assert turn is not None
    assert (turn.conversation.answers, turn.conversation.unknown) == ({}, 1)
    assert rows(second, "people") == 1


@pytest.mark.parametrize(
    ("talk", "left"),
    [
        (("hoi",), 0),
        (("vraag", "ja"), 1),
        (("vraag", "ja", "nee"), 0),
        (("stop",), 1),
        (("stop", "start"), 0),
    ],
    ids=str,
)
def test_consent_and_stop_stay(store: SqlStore, talk: tuple[str, ...], left: int) -> None:
    for word in talk:
        say(store, word)
    store.purge(NOON + 30 * DAY)
    assert rows(store, "people") == left


def test_so_many_go_as_there_are(store: SqlStore) -> None:
    crowd = [Address(ChannelName.SMS, f"+316{number:08}") for number in range(AT_ONCE + 1)]
    commit(store, *(arrival("hoi", one) for one in crowd))
    store.purge(NOON + 30 * DAY)
    assert _who_is_left(store) == NOBODY


def test_dead_letters_stay_a_month(store: SqlStore) -> None:
    say(store, "hoi")
    store.settle([Settled(due, dead="400") for due in store.claim_for(AYSE, NOON)], NOON)
    say(store, "hoi", at=NOON + DAY)  # she herself is not forgotten yet
    store.settle([delivered(due) for due in store.claim_for(AYSE, NOON + DAY)], NOON + DAY)
    store.purge(NOON + 29 * DAY)
    assert rows(store, "outbox") == 1
    store.purge(NOON + 30 * DAY)
    assert rows(store, "outbox") == 0


def test_a_message_after_the_purge_finds_her_language(opened: Opened) -> None:
    say(opened.store(), "hoi")
    store = opened.store()
    store.purge(NOON + 49 * HOUR)
    turn = say(store, "hoi", at=NOON + 49 * HOUR).turn
    assert turn is not None
    assert (turn.conversation.language, turn.conversation.unknown) == ("nl", 1)


def test_rotation_then_the_old_key_can_go(opened: Opened) -> None:
    say(opened.store(), "antwoord Fatma")
    say(opened.store(), "hoi", CARLA)
    new = Keys((b"n" * 32,), KEYS.index)
    both = opened.store(Keys((*new.wrapping, *KEYS.wrapping), KEYS.index))
    with both.engine.begin() as connection:
        assert rotate(connection, both.vault) == 3  # two people and the system
        assert rotate(connection, both.vault) == 0
    turn = say(opened.store(new), "hoi").turn
    assert turn is not None
    assert turn.conversation.answers == {"naam": "Fatma"}
    with pytest.raises(SealBroken):
        SqlStore(both.engine, Vault(KEYS), opened.clock)


def test_the_wrong_keys_do_not_start(opened: Opened) -> None:
    store = opened.store()
    with pytest.raises(SealBroken):
        SqlStore(store.engine, Vault(Keys((b"x" * 32,), KEYS.index)), opened.clock)


def test_uploads_go_after_half_a_year(store: SqlStore) -> None:
    store.uploads.keep("a" * 64, "older", NOON)
    store.uploads.keep("b" * 64, "newer", NOON + DAY)
    store.purge(NOON + UPLOADS)
    assert (store.uploads.find("a" * 64), store.uploads.find("b" * 64)) == ("", "newer")
