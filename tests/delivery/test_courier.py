"""What is due goes out: in order, urgent first, in her language, and nothing of hers in the log."""

import asyncio
import threading
from dataclasses import replace

import pytest
import structlog

from bot.channels.console import ConsoleChannel
from bot.content.render import Reader
from bot.content.schema import Library
from bot.delivery.hearing import Beside
from bot.errors import PersonStopped, TryLater, Undeliverable
from bot.model import Address, Arrival, ChannelName, Conversation, Lane, Outgoing, Say, Sent, Turn
from bot.storage.store import SqlStore
from tests.delivery.posting import Postman, ids, telling
from tests.storage.talk import AYSE, BEA, HandClock, apologise, arrival, commit, rows, say

MARK = "Kanarievogel"


async def test_words_go_out_in_order_and_their_ids_are_kept(
    store: SqlStore, channel: ConsoleChannel, courier: Postman
) -> None:
    person = say(store, "hoi").person
    store.commit([arrival("x")], telling(Say("ui#bedankt"), Say("ui#dag")), apologise)
    await courier.deliver_due()
    assert ids(channel) == ["menu", "bedankt", "dag"]
    assert rows(store, "outbox") == 0
    assert person is not None
    assert {"1", "2", "3"} < {one.message_id for one in store.messages(person)}


class SlowWhenUrgent(ConsoleChannel):
    """A provider that takes its time over urgent words."""

    async def send(self, outgoing: Outgoing) -> Sent:
        for _ in range(50 if outgoing.lane is Lane.URGENT else 0):
            await asyncio.sleep(0)
        return await super().send(outgoing)


async def test_urgent_words_are_on_her_screen_before_anything_else_of_that_turn(
    store: SqlStore, library: Library, clock: HandClock
) -> None:
    channel = SlowWhenUrgent(ChannelName.TELEGRAM)
    courier = Postman(store, {ChannelName.TELEGRAM: channel}, library, clock)
    says = Say("ui#zorg_vraag"), Say("nood/nood-bloedverlies", lane=Lane.URGENT)
    store.commit([arrival("x")], telling(*says), apologise)
    channel.fail_next(TryLater("502", 2))
    await courier.deliver_due()
    assert channel.sent == []
    clock.move(seconds=4)
    await courier.deliver_due()
    assert [outgoing.lane for outgoing in channel.sent[:-1]] == [Lane.URGENT] * (len(channel.sent) - 1)
    assert ids(channel)[-1] == "zorg_vraag"


async def test_her_own_stop_is_confirmed(store: SqlStore, channel: ConsoleChannel, courier: Postman) -> None:
    commit(store, arrival("hoi"), arrival("stop"))
    await courier.deliver_due()
    assert ids(channel) == ["gestopt"]


async def test_a_message_in_parts_goes_on_where_it_stopped(
    store: SqlStore, channel: ConsoleChannel, courier: Postman, clock: HandClock
) -> None:
    say(store, "nood")
    channel.fail_next(None, TryLater("502"))
    await courier.deliver_due()
    assert len(channel.sent) == 1
    clock.move(seconds=10)
    await courier.deliver_due()
    assert len(channel.sent) == 2
    assert channel.sent[0].text != channel.sent[1].text


async def test_in_response_channels_take_their_own_answers(store: SqlStore, courier: Postman) -> None:
    console = Address(ChannelName.CONSOLE, "here")
    commit(store, arrival("vraag", console), arrival("hoi", console), arrival("hoi"))
    person = say(store, "hoi", console).person
    answers = await courier.answers(console)
    assert [answer.text_id for answer in answers] == ["ui#menu"] * 3
    assert await courier.answers(console) == []
    assert rows(store, "outbox") == 1
    assert person is not None
    assert len(store.messages(person, 1)) == 1


async def test_two_questions_at_once_are_both_answered(store: SqlStore, courier: Postman) -> None:
    """While the first answer is being made, the second waits for it; it does not wait for her next message."""
    console = Address(ChannelName.CONSOLE, "here")
    begun, may_end = threading.Event(), threading.Event()

    def slow(_say: Say, _reader: Reader) -> str:
        begun.set()
        may_end.wait(30)
        return ""

    courier.beside = Beside(slow)
    commit(store, arrival("hoi", console))
    first = asyncio.create_task(courier.answers(console))
    await asyncio.to_thread(begun.wait, 30)
    commit(store, arrival("hoi", console))
    second = asyncio.create_task(courier.answers(console))
    await asyncio.wait([second], timeout=0.2)  # without the lock it would be done now, with nothing
    may_end.set()
    assert [len(await first), len(await second)] == [1, 1]


async def test_words_are_in_her_language_of_now(store: SqlStore, channel: ConsoleChannel, courier: Postman) -> None:
    def english(conversation: Conversation, arrival: Arrival) -> Turn:
        return Turn(replace(conversation, language="en"))

    say(store, "hoi")
    store.commit([arrival("taal")], english, apologise)
    due = store.claim_for(AYSE, courier._clock.now())[0]
    assert due.conversation.language == "en"


async def test_rows_claimed_long_ago_are_given_back_unsent(store: SqlStore, library: Library, clock: HandClock) -> None:
    class Slow(ConsoleChannel):
        async def send(self, outgoing: Outgoing) -> Sent:
            clock.move(seconds=31)
            return await super().send(outgoing)

    channel = Slow(ChannelName.TELEGRAM)
    commit(store, *(arrival("hoi") for _ in range(3)))
    courier = Postman(store, {ChannelName.TELEGRAM: channel}, library, clock)
    assert await courier._step() == 3
    await asyncio.gather(*courier._under_way)
    assert len(channel.sent) == 1
    await courier.deliver_due()
    assert len(channel.sent) == 3


async def test_running_it_delivers_on_a_wake_and_records_before_it_ends(
    store: SqlStore, library: Library, clock: HandClock
) -> None:
    arrived: asyncio.Queue[Outgoing] = asyncio.Queue()
    channel = ConsoleChannel(ChannelName.TELEGRAM, arrived.put_nowait)
    courier = Postman(store, {ChannelName.TELEGRAM: channel}, library, clock)
    running = asyncio.create_task(courier.run())
    for _ in range(3):
        say(store, "hoi")
        courier.wake()
        await asyncio.wait_for(arrived.get(), 5)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert rows(store, "outbox") == 0


async def test_nothing_a_person_wrote_or_is_reached_by_is_logged(
    store: SqlStore, channel: ConsoleChannel, courier: Postman
) -> None:
    channel.fail_next(TryLater("502"), Undeliverable("400"), PersonStopped("403"))
    with structlog.testing.capture_logs() as logs:
        for address in (AYSE, BEA, replace(BEA, value="9")):
            say(store, f"antwoord {MARK}", address)
            await courier.deliver_due()
        say(store, "vergif")
    assert [entry["event"] for entry in logs] == ["not_sent"] * 3 + ["batch_failed", "message_failed"]
    assert not any(word in repr(logs) for word in (MARK, AYSE.value, BEA.value, "poison"))
