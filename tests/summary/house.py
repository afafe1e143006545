"""A store, the service, and a sharer in memory; she says commands and answers, which are taken literally."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.content.schema import Library
from bot.model import (
    OUT_OF_SCOPE,
    Address,
    ChannelName,
    Handed,
    Incoming,
    IncomingKind,
    Meaning,
    Opening,
    Question,
    Reading,
    Source,
    Way,
)
from bot.service import Decider, Service, Shell
from bot.storage import tables
from bot.storage.group import GroupCommit
from bot.storage.store import SqlStore
from bot.summary import Summary
from tests.storage.talk import KEYS, HandClock, delivered

HER = Address(ChannelName.CONSOLE, "zij")
CODE = "7K3F-9QZD-2MXT"
TO_CONSENT = [
    "/samenvatting",
    "ja",
    "Mag mijn zus mee?",
    "niet",
    "nee",
    "nee",
    "vraag",
    "verder",
    "_skip",
    "goed",
    "nu",
]


class Literal:
    """Understands `/command`, and takes anything else for the answer to what is asked."""

    def read(self, text: str) -> Reading:
        return Reading(text)

    def interpret(self, reading: Reading, question: Question | None, language: str, today: date) -> Meaning:
        if reading.text.startswith("/"):
            return Meaning(Source.COMMAND, reading.text[1:], 1.0, language="nl")
        instance = question.instance if question else 0
        return Meaning(Source.ANSWER, OUT_OF_SCOPE, 1.0, answer=(reading.text,), instance=instance)

    def mask(self, text: str) -> str:
        return text


@dataclass
class Shelf:
    """A sharer in memory. `meanwhile` is called while a share is being made."""

    clock: HandClock
    summaries: list[Summary] = field(default_factory=list)
    refusal: Exception | None = None
    meanwhile: Callable[[], None] = lambda: None

    def create(self, person: int, summary: Summary, way: Way) -> Handed:
        self.meanwhile()
        if self.refusal:
            raise self.refusal
        self.summaries.append(summary)
        return Handed(way, self.clock.now() + timedelta(minutes=30), "https://x.example/v", code=CODE)

    def revoke(self, person: int) -> int:
        return 0

    def openings(self, person: int) -> tuple[Opening, ...]:
        return (Opening(datetime(2026, 11, 21, 12, tzinfo=UTC), Way.NOW, "@ui#ja {x}"),)

    def wrong_pins(self, person: int) -> int:
        return 2


@dataclass
class House:
    store: SqlStore
    service: Service
    clock: HandClock
    shelf: Shelf
    count: int = 0

    async def say(self, *texts: str) -> list[str]:
        """Text ids she got, and the code where it was said."""
        for text in texts:
            self.count += 1
            await self.service.receive(Incoming(f"k{self.count}", HER, IncomingKind.TEXT, text, language_hint="nl"))
        return self.got()

    def got(self) -> list[str]:
        dues = self.store.claim_for(HER, self.clock.now())
        self.store.settle([delivered(due) for due in dues], self.clock.now())
        return [due.say.text.removeprefix("flows/") for due in dues] + [
            value for due in dues for _, value in due.say.values if value == CODE
        ]

    def rows(self, table: str) -> list[dict[str, object]]:
        with self.store.engine.connect() as connection:
            return [dict(row) for row in connection.execute(select(tables.metadata.tables[table])).mappings()]


@pytest.fixture
async def hers(tmp_path: Path, library: Library) -> AsyncIterator[House]:
    clock = HandClock()
    store = SqlStore.open(f"sqlite:///{tmp_path / 'house.db'}", KEYS, clock)
    decider, shelf = Decider(Literal(), library), Shelf(clock)
    commits = GroupCommit(store, decider.decide, decider.apologise)
    service = Service(decider, commits, store, Shell(clock, {}, lambda: None, shelf))
    yield House(store, service, clock, shelf)
    await service.close()
    commits.close()
    store.close()
