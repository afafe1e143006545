"""Plays people over real HTTP: each of them says the next thing when the answer to the last has arrived."""

import asyncio
import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from benchmarks.scripts import Script
from benchmarks.served import SECRET
from bot.channels.telegram import SECRET_HEADER

_END: Final = b"\r\n\r\n"


@dataclass(slots=True)
class Measured:
    """Seconds from posting to the 200, and to the last provider message, of messages finished while `on`."""

    on: bool = False
    committed: list[float] = field(default_factory=list)
    delivered: list[float] = field(default_factory=list)


class Connection(asyncio.Protocol):
    """One kept-alive HTTP connection, one request at a time: a client that costs next to nothing."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[bytes] | None = None
        self._got = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, found, body = self._got.partition(_END)
        if found and len(body) >= _length(head) and self._answer and not self._answer.done():
            self._got = b""
            self._answer.set_result(head)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(ConnectionError("closed"))

    async def post(self, body: bytes) -> None:
        """Raises `ConnectionError` on any answer but 200."""
        assert self._transport
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(_HEAD % len(body) + body)
        head = await self._answer
        if not head.startswith(b"HTTP/1.1 200"):
            raise ConnectionError(head[:40].decode("ascii", "replace"))


_HEAD: Final = (
    f"POST /telegram HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{SECRET_HEADER}: {SECRET}\r\n"
    "Content-Length: %d\r\n\r\n"
).encode()


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


class Generator:
    """`people` at a time; when one has said all, a new person comes. Without `notices` nobody waits for a reply."""

    def __init__(self, scripts: Sequence[Script], people: int, port: int, notices: int | None) -> None:
        self._scripts, self._at_once, self._port, self._notices = scripts, people, port, notices
        self._chats: Iterator[int] = itertools.count(900_000_001)
        self._updates: Iterator[int] = itertools.count(1)
        self._buttons: dict[int, int] = {}  # number of the last question shown, by chat
        self._left: dict[int, int] = {}  # replies still to come, by chat
        self._waiting: dict[int, asyncio.Future[None]] = {}
        self._asked: dict[int, float] = {}  # when each person still talking said her last
        self.measured = Measured()

    def waiting_longer_than(self, seconds: float) -> int:
        """How many people wait for an answer that does not come: then the figures are of a smaller crowd."""
        now = time.perf_counter()
        return sum(now - asked > seconds for asked in self._asked.values())

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as everybody:
            if self._notices:
                everybody.create_task(self._listen(self._notices))
            for number in range(self._at_once):
                everybody.create_task(self._people(number))

    async def _people(self, number: int) -> None:
        _, connection = await asyncio.get_running_loop().create_connection(Connection, "127.0.0.1", self._port)
        for turn in itertools.count(number):
            await self._talk(self._scripts[turn % len(self._scripts)], connection)

    async def _talk(self, script: Script, connection: Connection) -> None:
        chat = next(self._chats)
        for line in script.lines:
            update = script.update(line, chat, next(self._updates), self._buttons.get(chat, 0))
            began = self._asked[chat] = time.perf_counter()
            replies = line.replies if self._notices else 0
            arrived = self._expect(chat, replies)
            await connection.post(update)
            committed = time.perf_counter()
            if replies:
                await arrived
            if self.measured.on:
                self.measured.committed.append(committed - began)
                self.measured.delivered.append(time.perf_counter() - began)
        del self._asked[chat]

    def _expect(self, chat: int, replies: int) -> "asyncio.Future[None]":
        self._left[chat] = self._left.get(chat, 0) + replies
        self._waiting[chat] = asyncio.get_running_loop().create_future()
        return self._waiting[chat]

    async def _listen(self, port: int) -> None:
        reader, _ = await asyncio.open_connection("127.0.0.1", port)
        while line := await reader.readline():
            chat, instance = map(int, line.split())
            self._buttons[chat] = instance or self._buttons.get(chat, 0)
            self._left[chat] -= 1
            if self._left[chat] == 0:
                self._waiting[chat].set_result(None)
