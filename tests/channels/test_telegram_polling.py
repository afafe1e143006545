"""The poller against telemelya's overlay: repeats rather than losses, one process at a time."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

import pytest_asyncio

from bot.channels.accounts import TelegramSettings
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_polling import Hold, PollingSettings, Receive, TelegramPoller
from bot.model import Incoming, IncomingKind
from tests.emulators.fixtures import FaultyTelegram

BOTS = itertools.count(900_001)
QUICK = PollingSettings(wait=1, stand_by=0.02, first_pause=0.02, longest_pause=0.05)


@dataclass(slots=True)
class Commits:
    """What was committed, in order; `stumbles` commits fail first."""

    taken: list[Incoming] = field(default_factory=list)
    stumbles: int = 0
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def receive(self, incoming: Incoming) -> None:
        if self.stumbles:
            self.stumbles -= 1
            raise ConnectionError("the database is away")
        async with self.news:
            self.taken.append(incoming)
            self.news.notify_all()

    async def reach(self, number: int) -> list[str]:
        async with self.news, asyncio.timeout(10):
            await self.news.wait_for(lambda: len(self.taken) >= number)
        return [one.text for one in self.taken]


@dataclass(frozen=True, slots=True)
class Bot:
    channel: TelegramChannel
    telegram: FaultyTelegram
    token: str

    async def hears(self, text: str, chat: int = 1) -> None:
        await self.telegram.server.update(self.token, {"message": message(text, chat)})


def message(text: str, chat: int = 1) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Elif"}
    return {"message_id": 1, "from": person, "chat": {"id": chat, "type": "private"}, "date": 1790000000, "text": text}


@pytest_asyncio.fixture
async def bot(faulty_telegram: FaultyTelegram) -> AsyncIterator[Bot]:
    token = f"{next(BOTS)}:test"
    channel = TelegramChannel(TelegramSettings(token, "s", f"{faulty_telegram.address}/bot", timeout=1.0))
    yield Bot(channel, faulty_telegram, token)
    await channel.close()


async def always(seconds: int) -> bool:
    return True


@asynccontextmanager
async def polling(bot: Bot, receive: Receive, hold: Hold = always) -> AsyncIterator[None]:
    task = asyncio.create_task(TelegramPoller(bot.channel, receive, hold, QUICK).run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_waiting_and_new_messages_are_taken_in_order(bot: Bot) -> None:
    commits = Commits()
    await bot.hears("een")
    await bot.hears("twee")
    async with polling(bot, commits.receive):
        assert await commits.reach(2) == ["een", "twee"]
        await bot.hears("drie")
        assert await commits.reach(3) == ["een", "twee", "drie"]


async def test_a_webhook_is_ended_first(bot: Bot) -> None:
    commits = Commits()
    poller = TelegramPoller(bot.channel, commits.receive, always, replace(QUICK, wait=0))
    await bot.channel.subscribe("http://127.0.0.1:9/hook")
    await poller.poll()
    assert (await bot.channel.bot.get_webhook_info()).url == ""
    await bot.hears("een")
    await poller.poll()
    assert await commits.reach(1) == ["een"]


async def test_what_was_not_committed_comes_again(bot: Bot) -> None:
    """The offset stays before a message whose commit failed; those beside it repeat, with the same key."""
    commits = Commits(stumbles=1)
    await bot.hears("van een", chat=1)
    await bot.hears("van twee", chat=2)
    async with polling(bot, commits.receive):
        texts = await commits.reach(3)
    assert sorted(texts) == ["van een", "van twee", "van twee"]
    assert len({one.key for one in commits.taken}) == 2


async def test_one_persons_order_survives_a_failed_commit(bot: Bot) -> None:
    commits = Commits(stumbles=1)
    for text in ("een", "twee", "drie"):
        await bot.hears(text)
    async with polling(bot, commits.receive):
        assert await commits.reach(3) == ["een", "twee", "drie"]


async def test_a_crash_repeats_what_telegram_was_not_told(bot: Bot) -> None:
    first, second = Commits(), Commits()
    await bot.hears("een")
    stopped = asyncio.Event()

    async def commit_and_die(incoming: Incoming) -> None:
        await first.receive(incoming)
        stopped.set()
        await asyncio.Event().wait()

    async with polling(bot, commit_and_die):
        await stopped.wait()
    async with polling(bot, second.receive):
        await second.reach(1)
    assert first.taken == second.taken  # the same key: the store sees the repeat


async def test_trouble_is_waited_out(bot: Bot) -> None:
    commits = Commits()
    bot.telegram.faults.next("down", "cut", "garbage", "twice", "broken", only="/getUpdates")
    await bot.hears("een")
    async with polling(bot, commits.receive):
        assert await commits.reach(1) == ["een"]
    assert not bot.telegram.faults.queue


async def test_an_unreadable_update_holds_nobody_up(bot: Bot) -> None:
    commits = Commits()
    await bot.telegram.server.update(bot.token, {"message": {"text": "waar is de rest"}})
    await bot.telegram.server.update(bot.token, {"telepathic_message": {}})
    await bot.hears("een")
    async with polling(bot, commits.receive):
        assert await commits.reach(1) == ["een"]


async def test_a_tap_is_answered_after_its_commit(bot: Bot) -> None:
    commits = Commits()
    tap = {"id": f"tap-{bot.token}", "from": message("")["from"], "chat_instance": "1", "data": "7:ja"}
    await bot.telegram.server.update(bot.token, {"callback_query": {**tap, "message": message("Ja?")}})
    await bot.hears("daarna")
    async with polling(bot, commits.receive):
        await commits.reach(2)
    assert [one.kind for one in commits.taken] == [IncomingKind.TAP, IncomingKind.TEXT]
    answered = [call.get("callback_query_id") for call in await bot.telegram.server.calls()]
    assert f"tap-{bot.token}" in answered


async def test_the_lease_is_handed_back_at_the_end(bot: Bot) -> None:
    """A restart must not wait for it: her message may be urgent."""
    commits, asked = Commits(), []

    async def hold(seconds: int) -> bool:
        asked.append(seconds)
        return True

    await bot.hears("een")
    async with polling(bot, commits.receive, hold):
        await commits.reach(1)
    assert asked[-1] == 0
    assert 0 not in asked[:-1]


def test_who_is_killed_keeps_others_waiting_for_seconds_only() -> None:
    kept = PollingSettings.within(30)
    assert (kept.wait, kept.lease, kept.renew, kept.stand_by) == (15, 10, 3, 2)
    assert PollingSettings.within(300).wait == 25


async def test_the_lease_is_renewed_while_a_question_is_open_and_after_trouble(bot: Bot) -> None:
    asked, often = 0, asyncio.Event()

    async def hold(seconds: int) -> bool:
        nonlocal asked
        asked += 1
        if asked == 3:
            raise ConnectionError("the database is away")
        if asked == 6:
            often.set()
        return True

    settings = replace(QUICK, renew=0.001)
    task = asyncio.create_task(TelegramPoller(bot.channel, Commits().receive, hold, settings).run())
    async with asyncio.timeout(10):
        await often.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_who_lost_the_lease_starts_anew(bot: Bot) -> None:
    """Somebody else asked meanwhile: what that one did not confirm comes again."""
    answers = iter([True, False, *[True] * 50])
    commits = Commits()

    async def hold(seconds: int) -> bool:
        return next(answers, True)

    await bot.hears("een")
    poller = TelegramPoller(bot.channel, commits.receive, hold, replace(QUICK, wait=0))
    await poller.poll()
    await poller.poll()
    await bot.hears("twee")
    await poller.poll()
    assert [one.text for one in commits.taken][-1] == "twee"


async def test_only_the_holder_of_the_lease_asks(bot: Bot) -> None:
    """The second process asks nothing until the first lets go; what the first did not confirm, comes again."""
    holder = "first"
    first, second = Commits(), Commits()

    def poller(name: str, commits: Commits) -> TelegramPoller:
        async def hold(seconds: int) -> bool:
            assert seconds >= 10
            return holder == name

        return TelegramPoller(bot.channel, commits.receive, hold, replace(QUICK, wait=0))

    one, other = poller("first", first), poller("second", second)
    await bot.hears("een")
    await other.poll()
    await one.poll()
    assert ([each.text for each in first.taken], second.taken) == (["een"], [])
    holder = "second"
    await bot.hears("twee")
    await one.poll()
    await other.poll()
    assert [each.text for each in first.taken] == ["een"]
    assert [each.text for each in second.taken] == ["een", "twee"]
    assert second.taken[0].key == first.taken[0].key
