"""One process at a time asks Telegram: the lease is held, renewed, handed back, and lost."""

import asyncio
from contextlib import suppress
from dataclasses import replace

from bot.channels.telegram_polling import PollingSettings, TelegramPoller
from tests.channels.polled import QUICK, Bot, Commits, polling


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
