"""The process that is measured: the whole companion with a channel that only takes note, or the floor.

`python -m benchmarks.served companion|floor <folder> <database url>` prints `ready <port> <port of notices>`; every
line on its input is answered with its figures as one line of JSON, an empty input ends it.
"""

import asyncio
import json
import resource
import socket
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import uvloop
from starlette.types import ASGIApp

from benchmarks.floor import floor
from benchmarks.stopwatch import Stopwatch, watch_companion
from bot.app import ROOT, companion
from bot.channels.accounts import TelegramSettings
from bot.channels.telegram import TelegramChannel
from bot.content.load import load
from bot.model import Address, ChannelName, Incoming, Outgoing, Sent
from bot.settings import Settings
from bot.understanding.understander import load_understander
from bot.web.asgi import server
from bot.web.serving import settle_in, web

SECRET: Final = "bench"
NO_LIMIT: Final = 1e6  # messages a second
MODEL_SECONDS: Final = 900


@dataclass(frozen=True, slots=True)
class Figures:
    """Since the start of the process: seconds by the wall, CPU seconds, MB at most; CPU seconds by label."""

    wall: float
    cpu: float
    peak: float
    spent: Mapping[str, float]


class Notices:
    """Tells whoever listens to whom something was shown: a line with the chat id and the question number, or 0."""

    def __init__(self) -> None:
        self._writer: asyncio.StreamWriter | None = None
        self._told: list[str] = []

    async def connected(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    def tell(self, chat: str, instance: int) -> None:
        if not self._told:
            asyncio.get_running_loop().call_soon(self._flush)
        self._told.append(f"{chat} {instance}")

    def _flush(self) -> None:
        told, self._told = self._told, []
        if self._writer and not self._writer.is_closing():
            self._writer.write(("\n".join(told) + "\n").encode())


class TakesNote(TelegramChannel):
    """Reads webhooks as Telegram's channel does; what it is to send it only notes."""

    def __init__(self, notices: Notices) -> None:
        super().__init__(TelegramSettings("123456:bench", SECRET))
        self._notices = notices
        self._sent = 0

    async def send(self, outgoing: Outgoing) -> Sent:
        self._sent += 1
        self._notices.tell(outgoing.address.value, outgoing.instance)
        return Sent(str(self._sent))

    async def heard(self, incoming: Incoming) -> None: ...

    async def retire(self, address: Address, message_id: str) -> None: ...

    async def erase(self, address: Address, message_id: str) -> None: ...


@asynccontextmanager
async def whole(folder: Path, url: str, notices: Notices) -> AsyncIterator[ASGIApp]:
    settings = Settings(
        local=folder,
        database_url=url,
        public_url="https://wiegwijzer.example",
        telegram_token="",
        twilio_account_sid="",
        simulator="off",
        telegram_a_second=NO_LIMIT,
    )
    understander = load_understander(ROOT / "nlu", folder / "cache", load(ROOT))
    understander.wait_for_everything(MODEL_SECONDS)  # without it answers are others than the generator waits for
    channels = {ChannelName.TELEGRAM: TakesNote(notices)}
    async with companion(settings, extra=channels, understander=understander) as house:
        yield web(house)


async def serve(what: str, folder: Path, url: str, watch: Stopwatch) -> None:
    notices = Notices()
    opened = whole(folder, url, notices) if what == "companion" else floor(url)
    listening = socket.create_server(("127.0.0.1", 0), backlog=512)
    noticing = await asyncio.start_server(notices.connected, "127.0.0.1", 0)
    async with opened as app, noticing:
        settle_in()
        running = server(app, "127.0.0.1", 0)
        serving = asyncio.create_task(running.serve(sockets=[listening]))
        print("ready", listening.getsockname()[1], noticing.sockets[0].getsockname()[1], flush=True)
        while asked := (await asyncio.to_thread(sys.stdin.readline)).strip():
            watch.on = asked == "watch"
            print(json.dumps(asdict(figures(watch))), flush=True)
        running.should_exit = True
        await serving


def figures(watch: Stopwatch) -> Figures:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return Figures(time.monotonic(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, dict(watch.spent))


def main() -> None:
    what, folder, url = sys.argv[1:]
    watch = Stopwatch()
    if what == "companion":
        watch_companion(watch)
    uvloop.run(serve(what, Path(folder), url, watch))


if __name__ == "__main__":
    main()
