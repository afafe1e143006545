"""A courier for tests, turns to deliver, and what became of them."""

import asyncio
from dataclasses import replace

from sqlalchemy import select

from bot.channels.console import ConsoleChannel
from bot.delivery import Courier
from bot.model import Arrival, Conversation, Say, Turn
from bot.storage import tables
from bot.storage.store import SqlStore


class Postman(Courier):
    """A courier that walks once instead of all day."""

    async def deliver_due(self) -> None:
        """Deliver all that is due at this moment, then return."""
        while await self._step() or self._finished:
            await asyncio.gather(*self._under_way)


def ids(channel: ConsoleChannel) -> list[str]:
    return [outgoing.text_id.split("#")[-1] for outgoing in channel.sent]


def dead(store: SqlStore) -> list[str]:
    with store.engine.connect() as connection:
        return list(connection.execute(select(tables.outbox.c.reason).where(tables.outbox.c.dead)).scalars())


def telling(*says: Say) -> "Telling":
    return Telling(says)


class Telling:
    """A turn that says these, whatever comes in."""

    def __init__(self, says: tuple[Say, ...]) -> None:
        self._says = says

    def __call__(self, conversation: Conversation, arrival: Arrival) -> Turn:
        return Turn(replace(conversation, language="nl"), self._says)
