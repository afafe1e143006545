"""Telegram in trouble: what it refuses comes later, in order and whole; who blocked us is left alone."""

import asyncio
import time

import pytest

from tests.emulators.faults import RETRY_AFTER
from tests.system.books import counted, waiting
from tests.system.conftest import World
from tests.system.home import LEASE, until

pytestmark = pytest.mark.asyncio(loop_scope="session")

SEND = "/sendMessage"
ANSWER = ("112", "400 microgram", "Wil je nog iets weten?")


async def test_a_wait_that_telegram_asks_for_is_kept(world: World) -> None:
    her = world.telegram()
    world.faults.next("busy", only=SEND)
    begin = time.monotonic()
    await her.says("hoeveel foliumzuur?")
    await until(lambda: not world.faults.queue, "the refusal")
    refused = time.monotonic()
    await her.says("ik verlies veel bloed")  # the urgent lane does not wait for the other
    [first, *_] = await her.sees("112")
    assert first.text.startswith("Bel nu")
    assert time.monotonic() - refused < RETRY_AFTER
    await her.sees(*ANSWER[1:], seconds=RETRY_AFTER + 10)
    assert time.monotonic() - begin >= RETRY_AFTER


async def test_trouble_delays_and_loses_nothing(world: World) -> None:
    """One kind of trouble for each of five people who write at once."""
    kinds = ("down", "broken", "garbage", "cut", "silent")
    before = world.faults.done.copy()
    world.faults.next(*kinds, only=SEND)
    people = [world.telegram() for _ in kinds]
    await asyncio.gather(*(her.says("hoeveel foliumzuur?") for her in people))
    for screen in await asyncio.gather(*(her.sees(*ANSWER, seconds=LEASE + 10) for her in people)):
        texts = [seen.text for seen in screen]
        assert texts[0].startswith("Hoi")
        assert len(texts) == len(set(texts))
    assert [world.faults.done[kind] - before[kind] for kind in kinds] == [1] * len(kinds)


async def test_an_answer_lost_on_its_way_back_is_a_repeat_and_never_a_gap(world: World) -> None:
    """Telegram has no idempotency key: what arrived without our hearing of it goes out again."""
    her = world.telegram()
    world.faults.next("lost", only=SEND)
    await her.says("hoeveel foliumzuur?")
    texts = [seen.text for seen in await her.sees(*ANSWER)]
    assert texts[0] == texts[1]
    assert len(texts[1:]) == len(set(texts[1:]))


async def test_order_is_kept_through_many_troubles(world: World) -> None:
    her = world.telegram()
    world.faults.next("down", "well", "cut", only=SEND)
    for words in ("hoeveel foliumzuur?", "mag ik alcohol?", "wat kost stoppen met roken?"):
        assert await her.says(words) == 200
    screen = await her.sees("400 microgram", "alcohol", "Wil je nog iets weten?", seconds=30)
    await until(lambda: not waiting(world.home), "nothing waits")
    texts = [seen.text for seen in await her.screen()]
    assert texts[: len(screen)] == [seen.text for seen in screen]
    answers = [next(n for n, text in enumerate(texts) if word in text) for word in ("400 microgram", "alcohol")]
    assert answers == sorted(answers)
    assert not world.faults.queue


async def test_who_blocked_us_is_sent_nothing_more(world: World) -> None:
    her = world.telegram()
    blocked = counted(world.home, "Unreachable")
    calls = world.faults.done.total()
    world.faults.next("blocked", only=SEND)
    await her.says("hoeveel foliumzuur?")
    await until(lambda: counted(world.home, "Unreachable") == blocked + 1, "she is stopped")
    await until(lambda: not waiting(world.home), "nothing waits for her")
    assert world.faults.done.total() == calls + 1
    assert await her.screen() == []
    assert "telegram" not in world.home.command("data", "outbox")
    await her.says("START")  # she is back
    await her.sees("weer antwoord")


async def test_what_can_never_arrive_is_a_visible_dead_letter(world: World) -> None:
    her = world.telegram()
    world.faults.next("gone", only=SEND)
    await her.says("hoeveel foliumzuur?")
    await until(lambda: counted(world.home, "DeadLetter(400_chat_not_found)"), "a dead letter")
    await her.sees(*ANSWER[1:])
    shown = world.home.command("data", "outbox")
    assert "dead: 400_chat_not_found" in shown
    assert str(her.chat) not in shown
