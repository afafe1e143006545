"""The address of who said stop: let go once nothing is under way to her, taken back with her next message.

Her blind index is enough to know that she stopped; the address is only needed to answer what she herself writes,
and then her message brings it.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, bindparam, exists, false, select, update

from bot.model import Address
from bot.storage.known import Known
from bot.storage.tables import outbox, people
from bot.storage.vault import DataKey

_COLUMN: Final = "people|address"
_KEPT_THOUGH_STOPPED: Final = people.c.stopped & people.c.address.is_not(None)


def seal(key: DataKey, address: Address) -> bytes:
    return key.seal(address.value.encode("utf-8", "surrogatepass"), _COLUMN)


def unseal(key: DataKey, sealed: bytes) -> str:
    return key.open(sealed, _COLUMN).decode()


def let_go(connection: Connection, persons: Collection[int], now: datetime) -> list[int]:
    """Of these people, who stopped and have nothing under way; whose address it was."""
    if not persons:
        return []
    mine = select(people.c.id).where(people.c.id.in_(persons), _KEPT_THOUGH_STOPPED)
    # In one order, so that two processes never wait for each other.
    held = connection.execute(mine.order_by(people.c.blind).with_for_update(key_share=True)).scalars().all()
    return _cleared(connection, held, now)


def let_go_of_all(connection: Connection, now: datetime) -> list[int]:
    """The same for everybody whose last words were never settled; who is in a commit at this moment is passed over."""
    left = select(people.c.id).where(_KEPT_THOUGH_STOPPED).with_for_update(skip_locked=True)
    return _cleared(connection, connection.execute(left).scalars().all(), now)


def take_back(connection: Connection, everyone: Iterable[Known]) -> None:
    """Write the address that came with a message, of people whose rows are locked."""
    rows = [{"b_id": one.id, "b_address": seal(one.key, one.address)} for one in everyone if one.address]
    if rows:
        connection.execute(_TAKE_BACK, rows)


_TAKE_BACK: Final = update(people).where(people.c.id == bindparam("b_id")).values(address=bindparam("b_address"))


def _cleared(connection: Connection, held: Collection[int], now: datetime) -> list[int]:
    """A statement of its own, after the rows are locked: so it sees what a commit wrote just before."""
    if not held:
        return []
    cleared = update(people).where(people.c.id.in_(held), ~_under_way(now))
    # A new version, or another process would go on with the address it remembers.
    cleared = cleared.values(address=None, version=people.c.version + 1)
    return list(connection.execute(cleared.returning(people.c.id)).scalars())


def _under_way(now: datetime) -> ColumnElement[bool]:
    """Something waits for her or is being sent; an at-most-once row is marked dead while it is."""
    waits = (outbox.c.dead == false()) | (outbox.c.visible > now)
    return exists().where(outbox.c.person == people.c.id, waits)
