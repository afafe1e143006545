"""One place where the companion lives: its folder, its settings, its processes, and what it wrote there."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from tests.crash.houses import ROOT, House, free_port

SECRET: Final = "system-secret_1"
LEASE: Final = 4.0  # a call to a provider may last half of it, what a killed process had in hand comes after it
PATIENCE: Final = 15.0
_LOOK_SECONDS: Final = 0.02
_USUAL: Final = {
    "LEASE_SECONDS": str(LEASE),
    "PYTHONWARNINGS": "error",
    "SPEECH_AHEAD": "off",  # one process lives as long as all tests: making sounds it would take a processor from them
}
_KEPT: Final = ("PATH", "HOME", "LANG", "XDG_RUNTIME_DIR")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Home:
    """`settings` as environment variables; `{port}` in a value becomes the port of the process."""

    folder: Path
    settings: dict[str, str]

    def environment(self, port: int) -> dict[str, str]:
        """What `wiegwijzer` gets to see, and nothing else of this machine's environment."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        ours = {"PORT": str(port), "LOCAL": str(self.folder)}
        return kept | ours | _USUAL | {name: value.format(port=port) for name, value in self.settings.items()}

    def command(self, *words: str) -> str:
        """What `wiegwijzer <words>` prints here, beside the running process."""
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", *words],
            cwd=ROOT,
            env=self.environment(0),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def database_bytes(self) -> bytes:
        """Everything SQLite has on disk, the write-ahead log too."""
        return b"".join(file.read_bytes() for file in sorted(self.folder.glob("wiegwijzer.sqlite*")))


@asynccontextmanager
async def starting(home: Home) -> AsyncIterator[House]:
    """`wiegwijzer run` until the block ends; it may not be ready yet."""
    house = House(home, free_port())
    house.start()
    try:
        yield house
    finally:
        house.end()


@asynccontextmanager
async def running(home: Home) -> AsyncIterator[House]:
    """The same, ready to answer."""
    async with starting(home) as house:
        await house.ready()
        yield house


async def until(look: Callable[[], T], what: str, seconds: float = PATIENCE) -> T:
    """The first thing `look` finds. Raises `AssertionError` when it finds nothing in time."""
    try:
        async with asyncio.timeout(seconds):
            while not (found := look()):
                await asyncio.sleep(_LOOK_SECONDS)
            return found
    except TimeoutError:
        raise AssertionError(f"not in {seconds} s: {what}") from None
