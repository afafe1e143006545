"""The clock, the ways to reach people, drawing, understanding."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.model import Address, ChannelName, Delivery, Incoming, Meaning, Outgoing, Question, Reading, Sent


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, in Europe/Amsterdam."""


@dataclass(frozen=True, slots=True)
class WebRequest:
    """A provider's HTTP request as bytes and plain mappings; header names are lower case."""

    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


class Channel(Protocol):
    """One way to reach people. `read` is pure and raises `Refused`; `send` is the only line that does I/O."""

    name: ChannelName

    def read(self, request: WebRequest) -> tuple[Incoming | Delivery, ...]: ...

    async def send(self, outgoing: Outgoing) -> Sent:
        """Hand one message to the provider. Raises `TryLater`, `Undeliverable` or `PersonStopped`."""

    async def heard(self, incoming: Incoming) -> None:
        """After the commit: let the provider know a tap was taken. Best effort, never raises."""

    async def retire(self, address: Address, message_id: str) -> None:
        """Take the buttons off a message. Best effort, never raises."""

    async def erase(self, address: Address, message_id: str) -> None:
        """Delete one message from her screen where the channel allows. Raises `TryLater`; else best effort."""

    async def close(self) -> None: ...


class Painter(Protocol):
    """Draws what a `Say` carries as its picture."""

    def png(self, picture: str, language: str) -> bytes:
        """Slow; called in threads. Raises `NotDrawn`: the words go all the same."""


class Understander(Protocol):
    """Hop 4. `read` may be slow and knows nothing of the person; the rest is fast and pure."""

    def read(self, text: str) -> Reading: ...

    def interpret(self, reading: Reading, question: Question | None, language: str, today: date) -> Meaning: ...

    def mask(self, text: str) -> str:
        """Her words without names and numbers; empty when nothing is left to learn from."""
