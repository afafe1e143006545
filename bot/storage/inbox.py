"""Masked words that were not understood, until a native speaker has labelled them. Nothing says whose they were."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, delete, select

from bot.model import KeepForLearning
from bot.storage.packing import pack, unclear_in
from bot.storage.tables_of_nobody import learning
from bot.storage.vault import DataKey

_COLUMN: Final = "learning|body"


@dataclass(frozen=True, slots=True)
class Unclear:
    """One message as it is kept: its day, what we guessed, best first, and its words without names and numbers."""

    id: int
    day: date
    said: KeepForLearning


def keep(connection: Connection, key: DataKey, heard: Iterable[tuple[date, KeepForLearning]]) -> None:
    for day, said in heard:
        number = secrets.randbelow(2**62) + 1
        row = {"id": number, "day": day, "body": key.seal(pack(said), _COLUMN, str(number))}
        connection.execute(learning.insert(), row)


def unclear(connection: Connection, key: DataKey, language: str = "") -> list[Unclear]:
    """What waits to be labelled, newest first; of one language when one is given."""
    rows = connection.execute(select(learning).order_by(learning.c.day.desc(), learning.c.id)).all()
    found = (Unclear(row.id, row.day, unclear_in(key.open(row.body, _COLUMN, str(row.id)))) for row in rows)
    return [one for one in found if not language or one.said.language == language]


def remove(connection: Connection, done: Sequence[Unclear]) -> None:
    connection.execute(delete(learning).where(learning.c.id.in_([one.id for one in done])))
