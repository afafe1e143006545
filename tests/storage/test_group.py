"""Group commit: one thread, large batches, everybody hears, closes cleanly."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy.exc import OperationalError

from bot.model import Arrival
from bot.ports import Apologise, Committed, Decide
from bot.storage.group import LARGEST, GroupCommit
from bot.storage.store import SqlStore
from tests.storage.talk import AYSE, NOON, apologise, arrival, decide, texts


class Watched:
    """The real store, noting how large each batch was; `away` makes the database fail."""

    def __init__(self, store: SqlStore) -> None:
        self._store, self.sizes, self.away = store, [], False  # type: ignore[var-annotated]

    def commit(self, arrivals: Sequence[Arrival], decide: Decide, apologise: Apologise) -> list[Committed]:
        self.sizes.append(len(arrivals))
        if self.away:
            raise OperationalError("select", {}, Exception("away"))
        return self._store.commit(arrivals, decide, apologise)


async def test_many_at_once_are_few_commits_in_order(store: SqlStore) -> None:
    watched = Watched(store)
    commits = GroupCommit(watched, decide, apologise)  # type: ignore[arg-type]
    results = await asyncio.gather(*(commits.submit(arrival("hoi")) for _ in range(500)))
    commits.close()
    assert [result.repeat for result in results] == [False] * 500
    assert sum(watched.sizes) == 500
    assert max(watched.sizes) <= LARGEST
    assert len(watched.sizes) < 50
    assert texts(store.claim_for(AYSE, NOON)) == [f"menu{n}" for n in range(200)]


async def test_a_database_that_is_away_is_heard_by_everybody_and_the_next_goes_well(store: SqlStore) -> None:
    watched = Watched(store)
    commits = GroupCommit(watched, decide, apologise)  # type: ignore[arg-type]
    watched.away = True
    results = await asyncio.gather(*(commits.submit(arrival("hoi")) for _ in range(5)), return_exceptions=True)
    assert {type(result) for result in results} == {OperationalError}
    watched.away = False
    assert not (await commits.submit(arrival("hoi"))).repeat
    commits.close()


async def test_closing_commits_what_waits_and_then_takes_no_more(store: SqlStore) -> None:
    commits = GroupCommit(store, decide, apologise)
    waiting = [asyncio.ensure_future(commits.submit(arrival("hoi"))) for _ in range(20)]
    await asyncio.sleep(0)
    commits.close()
    commits.close()
    assert len(await asyncio.gather(*waiting)) == 20
    with pytest.raises(RuntimeError):
        await commits.submit(arrival("hoi"))


async def test_who_gave_up_waiting_is_committed_all_the_same(store: SqlStore) -> None:
    commits = GroupCommit(store, decide, apologise)
    impatient = asyncio.ensure_future(commits.submit(arrival("hoi", key="once")))
    await asyncio.sleep(0)
    impatient.cancel()
    assert (await commits.submit(arrival("hoi", key="once"))).repeat
    commits.close()


def test_a_loop_that_ended_stops_nobody(store: SqlStore) -> None:
    commits = GroupCommit(store, decide, apologise)

    async def leave() -> None:
        task = asyncio.ensure_future(commits.submit(arrival("hoi", key="left")))
        await asyncio.sleep(0)
        task.cancel()

    asyncio.run(leave())

    async def stay() -> bool:
        return (await commits.submit(arrival("hoi"))).repeat

    assert not asyncio.run(stay())
    commits.close()
