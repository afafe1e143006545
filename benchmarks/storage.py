"""What storage costs: messages a second and CPU per message, next to a bare group-committed write in the same run.

    python -m benchmarks.storage [--messages 5000] [--url postgresql://…] [--profile]

Rows: `floor` writes one row per message, many in one transaction, as the leanest possible server would. `commit` is the
real commit (seen-mark, sealed state, sealed outbox row, message id, counter). `commit + outbox` also claims, opens and
settles every reply, without wording or sending it. All three with the same generator: a closed loop of 200 waiters.
"""

import argparse
import asyncio
import cProfile
import pstats
import secrets
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table

from bot.model import (
    Address,
    Arrival,
    ChannelName,
    Conversation,
    Event,
    EventKind,
    Incoming,
    IncomingKind,
    Outgoing,
    Reading,
    Say,
    Sent,
    Turn,
)
from bot.ports import Apologise, Committed, Decide, Settled
from bot.storage.buckets import Pace
from bot.storage.database import open_engine
from bot.storage.group import GroupCommit
from bot.storage.store import SqlStore
from bot.storage.vault import Keys

WAITERS = 200
PEOPLE = 1000
KEYS = Keys((secrets.token_bytes(32),), secrets.token_bytes(32))
bare = Table("bare", MetaData(), Column("id", Integer, primary_key=True), Column("body", LargeBinary))


@dataclass(frozen=True, slots=True)
class Measured:
    name: str
    a_second: float
    cpu_ms: float
    p50_ms: float
    p99_ms: float


class Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class BareStore:
    """The floor: one row per message, nothing else."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        with self._engine.begin() as connection:
            bare.drop(connection, checkfirst=True)
            bare.create(connection)

    def commit(self, arrivals: Sequence[Arrival], decide: Decide, apologise: Apologise) -> list[Committed]:
        with self._engine.begin() as connection:
            connection.execute(bare.insert(), [{"body": arrival.incoming.key.encode()} for arrival in arrivals])
        return [Committed(arrival, None, None) for arrival in arrivals]

    def close(self) -> None:
        with self._engine.begin() as connection:
            bare.drop(connection)
        self._engine.dispose()


def decide(conversation: Conversation, arrival: Arrival) -> Turn:
    """A turn of the usual size, without the cost of thinking."""
    answers = {"situatie": "zwanger", "weken": str(conversation.unknown)}
    after = replace(conversation, language="nl", greeted=True, answers=answers, unknown=conversation.unknown + 1)
    return Turn(after, (Say("topics/foliumzuur"),), (), (Event(EventKind.TOPIC_READ, "foliumzuur"),))


def arrivals(n: int) -> list[Arrival]:
    return [
        Arrival(
            Incoming(secrets.token_hex(8), Address(ChannelName.WHATSAPP, str(i % PEOPLE)), IncomingKind.TEXT, "hoi"),
            Reading("hoi"),
            datetime.now(UTC),
        )
        for i in range(n)
    ]


async def measured(name: str, n: int, work: Callable[[Arrival], Awaitable[object]]) -> Measured:
    waiting, waits = iter(arrivals(n)), []

    async def waiter() -> None:
        for arrival in waiting:
            begun = time.perf_counter()
            await work(arrival)
            waits.append(time.perf_counter() - begun)

    wall, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(waiter() for _ in range(WAITERS)))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    waits.sort()
    return Measured(name, n / wall, cpu / n * 1000, waits[n // 2] * 1000, waits[n * 99 // 100] * 1000)


async def floor(url: str, n: int) -> Measured:
    store = BareStore(url)
    commits = GroupCommit(store, decide, decide)  # type: ignore[arg-type]
    result = await measured("floor", n, commits.submit)
    commits.close()
    store.close()
    return result


async def commit_only(store: SqlStore, n: int) -> Measured:
    commits = GroupCommit(store, decide, decide)
    result = await measured("commit", n, commits.submit)
    commits.close()
    return result


async def with_outbox(store: SqlStore, n: int) -> Measured:
    commits = GroupCommit(store, decide, decide)
    carrying = asyncio.create_task(asyncio.to_thread(_carry, store, n))

    async def both() -> Measured:
        return await measured("commit + outbox", n, commits.submit)

    wall, cpu = time.perf_counter(), time.process_time()
    result = await both()
    await carrying
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    commits.close()
    return replace(result, a_second=n / wall, cpu_ms=cpu / n * 1000)


def _carry(store: SqlStore, n: int) -> None:
    """Claim and settle until all replies went."""
    while n > 0:
        now = datetime.now(UTC)
        dues = store.claim([ChannelName.WHATSAPP], 200, now)
        sent = [(Outgoing(due.address, "words", text_id=due.say.text), Sent(f"m{due.row}")) for due in dues]
        store.settle([Settled(due, (one,), done=True) for due, one in zip(dues, sent, strict=True)], now)
        n -= len(dues)
        if not dues:
            time.sleep(0.005)


async def compare(url: str, n: int) -> list[Measured]:
    store = SqlStore.open(url, KEYS, Clock(), Pace(rates={}))
    try:
        await commit_only(store, PEOPLE)  # everybody known before the clock runs
        _carry(store, PEOPLE)
        results = [await floor(url, n), await commit_only(store, n)]
        _carry(store, n)
        return [*results, await with_outbox(store, n)]
    finally:
        store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=5000)
    parser.add_argument("--url", default="")
    parser.add_argument("--profile", action="store_true", help="show where the commit thread's time goes")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.url or f"sqlite:///{folder}/bench.sqlite"
        if chosen.profile:
            profiled(url, chosen.messages)
            return
        results = asyncio.run(compare(url, chosen.messages))
    first = results[0]
    print(f"{'':<16} {'msg/s':>8} {'of floor':>9} {'CPU ms':>8} {'x floor':>8} {'p50 ms':>8} {'p99 ms':>8}")
    for one in results:
        share, times = one.a_second / first.a_second, one.cpu_ms / first.cpu_ms
        speed = f"{one.name:<16} {one.a_second:>8.0f} {share:>9.0%} {one.cpu_ms:>8.3f} {times:>8.1f}"
        print(f"{speed} {one.p50_ms:>8.1f} {one.p99_ms:>8.1f}")


def profiled(url: str, n: int) -> None:
    store = SqlStore.open(url, KEYS, Clock(), Pace(rates={}))
    everything = arrivals(n)
    with cProfile.Profile() as profile:
        for start in range(0, n, WAITERS):
            store.commit(everything[start : start + WAITERS], decide, decide)
        _carry(store, n)
    store.close()
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
