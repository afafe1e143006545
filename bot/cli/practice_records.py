"""The practices of this deployment, as the commands reach them: in its database, on this day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.errors import PracticeRefused
from bot.practice import Practice

if TYPE_CHECKING:
    from sqlalchemy import Connection


@contextmanager
def database() -> "Iterator[Connection]":
    """All of it in one transaction."""
    from bot.cli.data import open_store  # noqa: PLC0415 - heavy

    with open_store() as store, store.engine.begin() as connection:
        yield connection


def found(connection: "Connection", code: str) -> Practice:
    """Raises PracticeRefused for a code that nobody has."""
    from bot.storage.practices import every  # noqa: PLC0415 - heavy

    known = {one.code: one for one in every(connection)}
    if code not in known:
        raise PracticeRefused(f"there is no practice {code}; `wiegwijzer practice list` shows them")
    return known[code]


def today() -> date:
    from bot.content.opening import AMSTERDAM  # noqa: PLC0415 - heavy

    return datetime.now(AMSTERDAM).date()
