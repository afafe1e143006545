"""The whole path of a message, from webhook to delivery, next to the floor: `wiegwijzer bench conversation`."""

import asyncio
import json
import os
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.generator import Generator, Measured
from benchmarks.scripts import Script
from benchmarks.served import Figures

ROOT: Final = Path(__file__).resolve().parents[1]
WARM_SECONDS: Final = 2.0
LONG_SECONDS: Final = 2.0
WATCHED: Final = 0.5  # of the seconds, once more with the stopwatch on: it costs a few per cent

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Load:
    """Who says what: `people` at a time, measured for `seconds`."""

    scripts: Sequence[Script]
    people: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Result:
    """Of one process under load. Latencies in ms: p50, p95, p99. `spent` is CPU ms a message by label."""

    database: str
    what: str
    a_second: float
    committed: tuple[float, float, float]
    delivered: tuple[float, float, float]
    cpu: float
    peak: float
    spent: dict[str, float]


class Process:
    """`benchmarks.served` in a process of its own."""

    def __init__(self, child: asyncio.subprocess.Process, port: int, notices: int) -> None:
        self._child, self.port, self.notices = child, port, notices

    async def figures(self, watch: bool = False) -> Figures:
        assert self._child.stdin
        assert self._child.stdout
        self._child.stdin.write(b"watch\n" if watch else b"count\n")
        return Figures(**json.loads(await self._child.stdout.readline()))


@asynccontextmanager
async def started(what: str, folder: Path, url: str) -> AsyncIterator[Process]:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "benchmarks.served", what, str(folder), url),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert child.stdout
    assert child.stdin
    try:
        word, *ports = (await child.stdout.readline()).decode().split() or ["nothing"]
        if word != "ready":
            raise RuntimeError("the measured process did not start")
        yield Process(child, *(int(port) for port in ports))
    finally:
        child.stdin.close()
        await child.wait()


async def measure(name: tuple[str, str], asked: Load, process: Process) -> Result:
    """Warm up, measure, and measure half as long again with the stopwatch on."""
    database, what = name
    notices = process.notices if what == "companion" else None
    generator = Generator(asked.scripts, asked.people, process.port, notices)
    load = asyncio.create_task(generator.run())
    await _while_running(load, WARM_SECONDS)
    before = await process.figures()
    generator.measured.on = True
    await _while_running(load, asked.seconds)
    measured, generator.measured = generator.measured, Measured()
    after = await process.figures(watch=True)
    generator.measured.on = True
    await _while_running(load, asked.seconds * WATCHED)
    watched = await process.figures()
    if lost := generator.waiting_longer_than(LONG_SECONDS):
        raise RuntimeError(f"{lost} people did not get their answer within {LONG_SECONDS} s")
    spent = _spent(after, watched, len(generator.measured.committed))
    load.cancel()
    await asyncio.wait([load])
    n = len(measured.committed)
    rate, cpu = n / (after.wall - before.wall), 1000 * (after.cpu - before.cpu) / n
    return Result(
        database, what, rate, _latencies(measured.committed), _latencies(measured.delivered), cpu, after.peak, spent
    )


async def _while_running(load: "asyncio.Task[None]", seconds: float) -> None:
    """Raises what ended the load."""
    await asyncio.wait([load], timeout=seconds)
    if load.done():
        load.result()


def _spent(before: Figures, after: Figures, messages: int) -> dict[str, float]:
    labels = {label: seconds - before.spent.get(label, 0.0) for label, seconds in after.spent.items()}
    rest = after.cpu - before.cpu - sum(labels.values())
    shares = {**labels, "HTTP server, event loop, threads": rest} if labels else {}
    return {label: 1000 * seconds / messages for label, seconds in shares.items()}


def _latencies(seconds: list[float]) -> tuple[float, float, float]:
    cuts = statistics.quantiles(seconds, n=100)
    return 1000 * cuts[49], 1000 * cuts[94], 1000 * cuts[98]


async def compare(database: str, asked: Load, step: Step) -> list[Result]:
    """Floor and companion on one database, one after the other, each with an empty one."""
    results = []
    for what in ("floor", "companion"):
        step(f"{database}: {what}")
        with tempfile.TemporaryDirectory(prefix="wiegwijzer-bench-") as folder, _empty(database, folder) as url:
            (Path(folder) / "cache").symlink_to(model_cache())
            async with started(what, Path(folder), url) as process:
                results.append(await measure((database, what), asked, process))
    return results


def model_cache() -> Path:
    """The cache of this checkout: the model is trained once."""
    cache = ROOT / "local" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    return cache


@contextmanager
def _empty(database: str, folder: str) -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{folder}/bench.sqlite"
        return
    from tests.postgres import embedded_postgres, empty_database

    own = os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL")
    if own:
        with empty_database(own) as url:
            yield url
    else:
        with embedded_postgres() as server, empty_database(server) as url:
            yield url
