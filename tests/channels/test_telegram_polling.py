"""The poller against telemelya's overlay: repeats rather than losses."""

import asyncio
from dataclasses import replace

from bot.channels.telegram_polling import TelegramPoller
from bot.model import Incoming, IncomingKind
from tests.channels.polled import QUICK, Bot, Commits, always, message, polling


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
