"""A commit: seen-mark, state and outbox together or not at all, in the order of the messages."""

from dataclasses import replace
from multiprocessing import get_context

import pytest
from sqlalchemy import select, text, update

from bot.model import (
    Arrival,
    ChannelName,
    Conversation,
    Say,
    Turn,
)
from bot.storage import tables
from bot.storage.store import SqlStore
from tests.storage.talk import (
    AYSE,
    BEA,
    CARLA,
    NOON,
    TELEGRAM,
    HandClock,
    Opened,
    apologise,
    arrival,
    commit,
    counters,
    decide,
    rows,
    say,
    texts,
)


def test_a_repeated_key_does_nothing(store: SqlStore) -> None:
    once = arrival("hoi", key="same")
    first, twin = commit(store, once, once)
    later = commit(store, replace(once))[0]
    assert [first.repeat, twin.repeat, later.repeat] == [False, True, True]
    assert twin.turn is None
    assert texts(store.claim_for(AYSE, NOON)) == ["menu0"]


def test_the_same_key_on_another_channel_is_another_message(store: SqlStore) -> None:
    assert [c.repeat for c in commit(store, arrival("hoi", AYSE, key="1"), arrival("hoi", CARLA, key="1"))] == [
        False
    ] * 2


def test_messages_of_one_person_in_one_batch_are_chained_in_order(store: SqlStore) -> None:
    mixed = [arrival("hoi", who) for _ in range(3) for who in (AYSE, BEA, CARLA)]
    result = commit(store, *mixed)
    assert [c.arrival for c in result] == mixed
    assert len({c.person for c in result}) == 3
    for who in (AYSE, BEA, CARLA):
        assert texts(store.claim_for(who, NOON)) == ["menu0", "menu1", "menu2"]


def test_state_goes_on_from_commit_to_commit_and_process_to_process(opened: Opened) -> None:
    here, there = opened.store(), opened.store()
    for store in (here, there, here, here, there):
        say(store, "hoi")
    assert texts(here.claim_for(AYSE, NOON)) == [f"menu{n}" for n in range(5)]


def test_a_poison_message_is_marked_seen_with_an_apology_and_holds_up_nobody(store: SqlStore) -> None:
    poison = arrival("vergif", BEA)
    result = commit(store, arrival("hoi", AYSE), poison, arrival("hoi", CARLA), arrival("hoi", BEA))
    assert [c.turn is not None for c in result] == [True] * 4
    assert texts(store.claim_for(AYSE, NOON)) == ["menu0"]
    assert texts(store.claim_for(BEA, NOON)) == ["storing", "menu0"]
    assert commit(store, poison)[0].repeat


def test_a_lone_surrogate_cannot_be_kept_and_gets_an_apology(store: SqlStore) -> None:
    say(store, "antwoord \ud800")
    assert texts(store.claim_for(AYSE, NOON)) == ["storing"]


def test_when_even_the_apology_fails_the_message_is_marked_seen(store: SqlStore) -> None:
    poison = arrival("vergif")
    result = store.commit([poison], decide, decide)
    assert (result[0].turn, result[0].repeat) == (None, False)
    assert commit(store, poison)[0].repeat


def test_a_database_that_is_away_is_not_her_fault(store: SqlStore) -> None:
    """The provider is told nothing and sends the message again."""
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE seen RENAME TO away"))
    message = arrival("hoi")
    with pytest.raises(Exception, match="seen"):
        commit(store, message)
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO seen"))
    assert not commit(store, message)[0].repeat


def test_stop_drops_what_is_under_way_but_not_urgent_words_and_its_own_confirmation(store: SqlStore) -> None:
    commit(store, arrival("hoi"), arrival("nood"))
    commit(store, arrival("hoi"), arrival("stop"))
    assert texts(store.claim_for(AYSE, NOON)) == ["nood/nood-bloedverlies", "gestopt"]
    assert commit(store, arrival("hoi"))[0].turn.conversation.stopped  # type: ignore[union-attr]


def test_what_a_stop_dropped_does_not_come_back_with_a_start(store: SqlStore) -> None:
    commit(store, arrival("hoi"))
    commit(store, arrival("hoi"), arrival("stop"), arrival("start"))
    assert texts(store.claim_for(AYSE, NOON)) == ["gestopt", "weer_begonnen"]


def test_a_persons_rows_that_do_not_open_leave_her_a_stranger_who_is_still_answered(opened: Opened) -> None:
    say(opened.store(), "hoi")
    store = opened.store()
    with store.engine.begin() as connection:
        connection.execute(update(tables.people).values(session=b"\x01broken"))
    assert say(store, "nood").person is None
    assert texts(store.claim_for(AYSE, NOON)) == ["nood/nood-bloedverlies"]
    say(store, "stop")
    with store.engine.connect() as connection:
        assert connection.execute(select(tables.people.c.stopped)).scalar_one()
    say(store, "wissen")
    assert rows(store, "people") == 0


def test_simulator_people_are_marked_and_not_counted(store: SqlStore) -> None:
    simulated = replace(AYSE, channel=ChannelName.SIMULATOR)
    result = commit(store, arrival("hoi", simulated), arrival("hoi"), arrival("hoi", BEA))
    assert [c.turn.conversation.test for c in result if c.turn] == [True, False, False]
    assert counters(store) == [("NotUnderstood", 2)]
    assert store.forget_test_people() == 1
    assert rows(store, "people") == 2


def test_her_session_ends_48_hours_after_her_last_message(opened: Opened) -> None:
    clock, store = opened.clock, opened.store()
    say(store, "antwoord Fatma")
    say(store, "vraag")
    clock.move(hours=49)
    for again in (store, opened.store()):
        state = _state(again, clock)
        assert (state.answers, state.greeted, state.open) == ({}, False, None)
        assert (state.language, state.instance) == ("nl", 1)  # an old button stays old


def test_with_consent_answers_stay(opened: Opened) -> None:
    clock, store = opened.clock, opened.store()
    commit(store, *map(arrival, ("vraag", "ja", "antwoord Fatma")))
    clock.move(hours=49)
    for again in (store, opened.store()):
        assert _state(again, clock).answers == {"naam": "Fatma"}
    say(store, "nee", at=clock.now())
    clock.move(hours=49)
    assert _state(opened.store(), clock).answers == {}


def _state(store: SqlStore, clock: HandClock) -> Conversation:
    """Her conversation as a turn would find it now; nothing is committed."""
    seen: list[Conversation] = []

    def look(conversation: Conversation, arrival: Arrival) -> Turn:
        seen.append(conversation)
        raise LookupError

    store.commit([arrival("kijk", at=clock.now())], look, look)
    return seen[0]


def _talk(url: str, who: int) -> None:
    """In a process of its own: fifty messages of one person."""
    opened = Opened(url)
    store = opened.store()
    for n in range(25):
        commit(store, arrival("hoi", key=f"{who}-{n}"), arrival("hoi", BEA, key=f"b{who}-{n}"))
    store.close()


def test_two_processes_serialise_one_persons_messages(opened: Opened) -> None:
    store = opened.store()
    processes = [get_context("spawn").Process(target=_talk, args=(opened.url, who)) for who in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    for who in (AYSE, BEA):
        assert texts(store.claim_for(who, NOON)) == [f"menu{n}" for n in range(50)]


def test_says_are_written_with_the_turn_or_not_at_all(store: SqlStore) -> None:
    """A turn that cannot be written leaves no seen-mark either: the apology is the first trace of it."""

    def unwritable(conversation: Conversation, arrival: Arrival) -> Turn:
        return Turn(conversation, (Say("ui#menu"), Say("ui#\ud800")))

    store.commit([arrival("hoi", key="x")], unwritable, apologise)
    assert texts(store.claim(TELEGRAM, 10, NOON)) == ["storing"]
