"""The companion as it runs for real: `wiegwijzer run` in processes of its own, to be killed without warning."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import aiohttp

ROOT: Final = Path(__file__).resolve().parents[2]
SECRET: Final = "crash-secret"
_START_SECONDS: Final = 60.0
_LOOK_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Site:
    """Where the houses stand: a folder for keys and model, the database, and Telegram."""

    folder: Path
    database_url: str
    telegram: str
    lease: float
    a_second: float

    def environment(self, port: int) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "XDG_RUNTIME_DIR") if name in os.environ}
        return {
            **kept,
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "LOCAL": str(self.folder),
            "DATABASE_URL": self.database_url,
            "PUBLIC_URL": "https://wiegwijzer.example",
            "TELEGRAM_TOKEN": "123456:crash",
            "TELEGRAM_SECRET": SECRET,
            "TELEGRAM_API": f"{self.telegram}/bot",
            "TELEGRAM_A_SECOND": str(self.a_second),
            "LEASE_SECONDS": str(self.lease),
            "PYTHONWARNINGS": "error",
        }


class Place(Protocol):
    """Where a house stands and what its process gets to see."""

    @property
    def folder(self) -> Path: ...

    def environment(self, port: int) -> dict[str, str]: ...


@dataclass(slots=True)
class House:
    """One process, on a port that stays its own."""

    site: Place
    port: int
    starts: int = 0
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.starts += 1
        with (self.site.folder / f"house-{self.port}.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "run"],
                cwd=ROOT,
                env=self.site.environment(self.port),
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        """As the power would go: no goodbye."""
        assert self._process is not None
        assert self._process.poll() is None, f"ended by itself: {self.words()[-2000:]}"
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> int:
        """As Ctrl+C does; the exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)
        return self.exit_code(30)

    def exit_code(self, seconds: float) -> int:
        """Once it has ended by itself. Raises `subprocess.TimeoutExpired`."""
        assert self._process is not None
        return self._process.wait(seconds)

    def end(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def memory(self) -> float:
        """Resident, in MB."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def words(self) -> str:
        return (self.site.folder / f"house-{self.port}.log").read_text(errors="replace")

    async def ready(self) -> None:
        """Raises `TimeoutError` with the log when it does not answer."""
        try:
            async with asyncio.timeout(_START_SECONDS), aiohttp.ClientSession() as session:
                while not await _well(session, self.address):
                    await asyncio.sleep(_LOOK_SECONDS)
        except TimeoutError:
            raise TimeoutError(self.words()[-2000:]) from None


async def _well(session: aiohttp.ClientSession, address: str) -> bool:
    try:
        async with session.get(f"{address}/healthz") as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port
