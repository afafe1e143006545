"""While the companion runs its sounds are made ahead: all of them, without Google, and it ends when told."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.content.load import load
from bot.content.schema import Library, Rung
from bot.speech.beforehand import Beforehand, in_order
from bot.speech.maker import Maker
from bot.speech.worker import Tools
from bot.speech.workshop import Rules, Workshop
from tests.speech.project import project
from tests.speech.test_messages import NOW


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A small project, in Dutch only, for which Google would speak first."""
    library = load(project(tmp_path_factory.mktemp("ahead")))
    dutch = replace(library.languages["nl"], voices=(Rung("gtts/nl", "goed"), Rung("espeak/nl", "arm")))
    return replace(library, languages={"nl": dutch})


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    shop = Workshop(Rules(at_once=1, niceness=1))
    yield shop
    shop.close()


def maker_of(library: Library, folder: Path, workshop: Workshop) -> Maker:
    return Maker(Tools(folder, folder, tuple(library.languages.values())), workshop)


async def told(work: Beforehand, event: str) -> dict[str, object]:
    """What it says of its round, after which it is ended."""
    with capture_logs() as logs:
        task = asyncio.create_task(work.run())
        async with asyncio.timeout(120):
            while not logs:
                await asyncio.wait([task], timeout=0.05)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    [log] = logs
    assert log["event"] == event
    return log


async def test_all_is_made_once_and_google_hears_nothing(small: Library, workshop: Workshop, tmp_path: Path) -> None:
    maker = maker_of(small, tmp_path, workshop)
    wanted = in_order(small, NOW)
    log = await told(Beforehand(small, lambda: maker, lambda: None), "sounds_made")
    assert log["count"] == len(wanted) > 20
    assert all(maker.found((part,)) for part in in_order(small, NOW))
    assert not (tmp_path / "speech" / "gtts").exists()
    again = await told(Beforehand(small, lambda: maker, lambda: None), "sounds_made")
    assert again["count"] == 0


async def test_where_nothing_can_be_made_it_gives_up_and_says_so(
    small: Library, workshop: Workshop, tmp_path: Path
) -> None:
    maker = maker_of(small, tmp_path, workshop)
    workshop.close()
    log = await told(Beforehand(small, lambda: maker, lambda: None), "sounds_not_made")
    assert log["error"] == "EngineDown"


async def test_it_is_ended_in_the_middle(small: Library, workshop: Workshop, tmp_path: Path) -> None:
    maker = maker_of(small, tmp_path, workshop)
    waited = asyncio.Event()
    loop = asyncio.get_running_loop()
    work = Beforehand(small, lambda: maker, lambda: loop.call_soon_threadsafe(waited.set))
    task = asyncio.create_task(work.run())
    await asyncio.wait_for(waited.wait(), 60)
    task.cancel()
    workshop.close()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 10)
    assert workshop.pids() == ()
