"""Delivery over the real store and the real content; only the provider is played, by the channel that ships."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
import structlog
from sqlalchemy import select

from bot.channels.console import ConsoleChannel
from bot.content.schema import Library
from bot.delivery import Courier
from bot.errors import PersonStopped, TryLater, Undeliverable
from bot.model import Address, Arrival, ChannelName, Conversation, Lane, Outgoing, Say, Sent, Turn
from bot.storage import tables
from bot.storage.store import SqlStore
from tests.storage.talk import AYSE, BEA, HandClock, apologise, arrival, commit, rows, say

MARK = "Kanarievogel"


@pytest.fixture
def channel() -> ConsoleChannel:
    return ConsoleChannel(ChannelName.TELEGRAM)


@pytest.fixture
def courier(store: SqlStore, channel: ConsoleChannel, library: Library, clock: HandClock) -> Courier:
    courier = Courier(store, {ChannelName.TELEGRAM: channel}, library, clock)
    courier.jitter = lambda: 1.0
    return courier


def ids(channel: ConsoleChannel) -> list[str]:
    return [outgoing.text_id.split("#")[-1] for outgoing in channel.sent]


def dead(store: SqlStore) -> list[str]:
    with store.engine.connect() as connection:
        return list(connection.execute(select(tables.outbox.c.reason).where(tables.outbox.c.dead)).scalars())


def telling(*says: Say) -> "Telling":
    return Telling(says)


class Telling:
    """A turn that says these, whatever comes in."""

    def __init__(self, says: tuple[Say, ...]) -> None:
        self._says = says

    def __call__(self, conversation: Conversation, arrival: Arrival) -> Turn:
        return Turn(replace(conversation, language="nl"), self._says)


async def test_words_go_out_in_order_and_their_ids_are_kept(
    store: SqlStore, channel: ConsoleChannel, courier: Courier
) -> None:
    person = say(store, "hoi").person
    store.commit([arrival("x")], telling(Say("ui#bedankt"), Say("ui#dag")), apologise)
    await courier.deliver_due()
    assert ids(channel) == ["menu", "bedankt", "dag"]
    assert rows(store, "outbox") == 0
    assert person is not None
    assert {"1", "2", "3"} < {one.message_id for one in store.messages(person)}


async def test_try_later_waits_as_long_as_the_provider_says_and_what_follows_waits_too(
    store: SqlStore, channel: ConsoleChannel, courier: Courier, clock: HandClock
) -> None:
    store.commit([arrival("x")], telling(Say("ui#menu"), Say("ui#dag")), apologise)
    say(store, "hoi", BEA)
    channel.fail_next(TryLater("429", 30))
    await courier.deliver_due()
    assert [outgoing.address for outgoing in channel.sent] == [BEA]
    clock.move(seconds=30)
    await courier.deliver_due()
    assert len(channel.sent) == 1
    clock.move(seconds=1)
    await courier.deliver_due()
    assert ids(channel) == ["menu", "menu", "dag"]


async def test_an_urgent_answer_is_not_held_up_by_a_lane_that_backs_off(
    store: SqlStore, channel: ConsoleChannel, courier: Courier
) -> None:
    say(store, "hoi")
    channel.fail_next(TryLater("502", 3600))
    await courier.deliver_due()
    say(store, "nood")
    await courier.deliver_due()
    assert {outgoing.lane for outgoing in channel.sent} == {Lane.URGENT}
    assert channel.sent


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
    courier = Courier(store, {ChannelName.TELEGRAM: channel}, library, clock)
    says = Say("ui#zorg_vraag"), Say("nood/nood-bloedverlies", lane=Lane.URGENT)
    store.commit([arrival("x")], telling(*says), apologise)
    channel.fail_next(TryLater("502", 2))
    await courier.deliver_due()
    assert channel.sent == []
    clock.move(seconds=4)
    await courier.deliver_due()
    assert [outgoing.lane for outgoing in channel.sent[:-1]] == [Lane.URGENT] * (len(channel.sent) - 1)
    assert ids(channel)[-1] == "zorg_vraag"


async def test_backoff_doubles_then_gives_up_visibly(
    store: SqlStore, channel: ConsoleChannel, courier: Courier, clock: HandClock
) -> None:
    say(store, "hoi")
    waits = []
    while not dead(store):
        channel.fail_next(TryLater("502"))
        await courier.deliver_due()
        with store.engine.connect() as connection:
            visible = connection.execute(select(tables.outbox.c.visible)).scalar_one()
        waits.append((visible - clock.now()).total_seconds())
        clock.moment = max(visible, clock.now())
    assert waits[:5] == [2, 4, 8, 16, 32]
    assert max(waits) == 900
    assert len(waits) == 24
    assert dead(store) == ["gave_up_502"]


@pytest.mark.parametrize(("error", "reason"), [(Undeliverable("400"), "400"), (Undeliverable(), "undeliverable")])
async def test_what_can_never_arrive_is_a_dead_letter_and_the_next_goes_on(
    store: SqlStore, channel: ConsoleChannel, courier: Courier, error: Undeliverable, reason: str
) -> None:
    commit(store, arrival("hoi"), arrival("hoi"))
    channel.fail_next(error)
    await courier.deliver_due()
    assert (len(channel.sent), dead(store)) == (1, [reason])


async def test_who_blocked_us_is_stopped_and_gets_nothing_more(
    store: SqlStore, channel: ConsoleChannel, courier: Courier
) -> None:
    commit(store, arrival("hoi"), arrival("hoi"))
    channel.fail_next(PersonStopped("403"))
    await courier.deliver_due()
    assert (channel.sent, rows(store, "outbox")) == ([], 0)
    with store.engine.connect() as connection:
        assert connection.execute(select(tables.people.c.stopped)).scalar_one()


async def test_her_own_stop_is_confirmed(store: SqlStore, channel: ConsoleChannel, courier: Courier) -> None:
    commit(store, arrival("hoi"), arrival("stop"))
    await courier.deliver_due()
    assert ids(channel) == ["gestopt"]


async def test_a_message_in_parts_goes_on_where_it_stopped(
    store: SqlStore, channel: ConsoleChannel, courier: Courier, clock: HandClock
) -> None:
    say(store, "nood")
    channel.fail_next(None, TryLater("502"))
    await courier.deliver_due()
    assert len(channel.sent) == 1
    clock.move(seconds=10)
    await courier.deliver_due()
    assert len(channel.sent) == 2
    assert channel.sent[0].text != channel.sent[1].text


@pytest.mark.parametrize(
    ("error", "sent", "reason"), [(TryLater("timeout"), 0, ["uncertain"]), (TryLater("429", 1), 1, [])]
)
async def test_at_most_once_is_tried_again_only_when_it_surely_did_not_arrive(  # noqa: PLR0917
    store: SqlStore,
    channel: ConsoleChannel,
    courier: Courier,
    clock: HandClock,
    error: TryLater,
    sent: int,
    reason: list[str],
) -> None:
    say(store, "eenmaal")
    channel.fail_next(error)
    await courier.deliver_due()
    clock.move(seconds=5)
    await courier.deliver_due()
    assert (len(channel.sent), dead(store)) == (sent, reason)


@pytest.mark.parametrize("text", ["ui#bestaat_niet", "topics/bestaat-niet", "nood/bestaat-niet"])
async def test_a_vanished_text_is_a_visible_dead_letter(
    store: SqlStore, channel: ConsoleChannel, courier: Courier, text: str
) -> None:
    store.commit([arrival("x")], telling(Say(text), Say("ui#dag")), apologise)
    await courier.deliver_due()
    assert ids(channel) == ["dag"]
    assert dead(store) in (["content"], ["render"])


async def test_a_broken_channel_ends_nothing(store: SqlStore, library: Library, clock: HandClock) -> None:
    class Broken(ConsoleChannel):
        async def send(self, outgoing: Outgoing) -> Sent:
            if outgoing.address == AYSE:
                raise ZeroDivisionError
            return await super().send(outgoing)

    channel = Broken(ChannelName.TELEGRAM)
    commit(store, arrival("hoi"), arrival("hoi", BEA))
    await Courier(store, {ChannelName.TELEGRAM: channel}, library, clock).deliver_due()
    assert [outgoing.address for outgoing in channel.sent] == [BEA]
    assert rows(store, "outbox") == 1


async def test_in_response_channels_take_their_own_answers(store: SqlStore, courier: Courier) -> None:
    console = Address(ChannelName.CONSOLE, "here")
    commit(store, arrival("vraag", console), arrival("hoi", console), arrival("hoi"))
    person = say(store, "hoi", console).person
    answers = await courier.answers(console)
    assert [answer.text_id for answer in answers] == ["ui#menu"] * 3
    assert await courier.answers(console) == []
    assert rows(store, "outbox") == 1
    assert person is not None
    assert len(store.messages(person, 1)) == 1


async def test_words_are_in_her_language_of_now(store: SqlStore, channel: ConsoleChannel, courier: Courier) -> None:
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
    courier = Courier(store, {ChannelName.TELEGRAM: channel}, library, clock)
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
    courier = Courier(store, {ChannelName.TELEGRAM: channel}, library, clock)
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
    store: SqlStore, channel: ConsoleChannel, courier: Courier
) -> None:
    channel.fail_next(TryLater("502"), Undeliverable("400"), PersonStopped("403"))
    with structlog.testing.capture_logs() as logs:
        for address in (AYSE, BEA, replace(BEA, value="9")):
            say(store, f"antwoord {MARK}", address)
            await courier.deliver_due()
        say(store, "vergif")
    assert [entry["event"] for entry in logs] == ["not_sent"] * 3 + ["batch_failed", "message_failed"]
    assert not any(word in repr(logs) for word in (MARK, AYSE.value, BEA.value, "poison"))


def test_the_wait_before_a_late_answer_is_hours_at_most() -> None:
    from bot.delivery.patience import PATIENCE

    for patience in PATIENCE.values():
        waits = [min(patience.longest, patience.first * 2**n) for n in range(patience.attempts)]
        assert timedelta(seconds=sum(waits)) < timedelta(hours=6)
