"""What a provider refuses or does not answer: tried again, given up visibly, never in the way of others."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.channels.console import ConsoleChannel
from bot.content.schema import Library
from bot.errors import PersonStopped, TryLater, Undeliverable
from bot.model import ChannelName, Lane, Outgoing, Say, Sent
from bot.storage import tables
from bot.storage.store import SqlStore
from tests.delivery.posting import Postman, dead, ids, telling
from tests.storage.talk import AYSE, BEA, HandClock, apologise, arrival, commit, rows, say


async def test_try_later_waits_as_long_as_the_provider_says_and_what_follows_waits_too(
    store: SqlStore, channel: ConsoleChannel, courier: Postman, clock: HandClock
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
    store: SqlStore, channel: ConsoleChannel, courier: Postman
) -> None:
    say(store, "hoi")
    channel.fail_next(TryLater("502", 3600))
    await courier.deliver_due()
    say(store, "nood")
    await courier.deliver_due()
    assert {outgoing.lane for outgoing in channel.sent} == {Lane.URGENT}
    assert channel.sent


async def test_backoff_doubles_then_gives_up_visibly(
    store: SqlStore, channel: ConsoleChannel, courier: Postman, clock: HandClock
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
    store: SqlStore, channel: ConsoleChannel, courier: Postman, error: Undeliverable, reason: str
) -> None:
    commit(store, arrival("hoi"), arrival("hoi"))
    channel.fail_next(error)
    await courier.deliver_due()
    assert (len(channel.sent), dead(store)) == (1, [reason])


async def test_who_blocked_us_is_stopped_and_gets_nothing_more(
    store: SqlStore, channel: ConsoleChannel, courier: Postman
) -> None:
    commit(store, arrival("hoi"), arrival("hoi"))
    channel.fail_next(PersonStopped("403"))
    await courier.deliver_due()
    assert (channel.sent, rows(store, "outbox")) == ([], 0)
    with store.engine.connect() as connection:
        assert connection.execute(select(tables.people.c.stopped)).scalar_one()


@pytest.mark.parametrize(
    ("error", "sent", "reason"), [(TryLater("timeout"), 0, ["uncertain"]), (TryLater("429", 1), 1, [])]
)
async def test_at_most_once_is_tried_again_only_when_it_surely_did_not_arrive(  # noqa: PLR0917
    store: SqlStore,
    channel: ConsoleChannel,
    courier: Postman,
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
    store: SqlStore, channel: ConsoleChannel, courier: Postman, text: str
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
    await Postman(store, {ChannelName.TELEGRAM: channel}, library, clock).deliver_due()
    assert [outgoing.address for outgoing in channel.sent] == [BEA]
    assert rows(store, "outbox") == 1


def test_the_wait_before_a_late_answer_is_hours_at_most() -> None:
    from bot.delivery.patience import PATIENCE

    for patience in PATIENCE.values():
        waits = [min(patience.longest, patience.first * 2**n) for n in range(patience.attempts)]
        assert timedelta(seconds=sum(waits)) < timedelta(hours=6)
