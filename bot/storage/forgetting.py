"""People forgotten, with every row that belongs to them; and held, so that they are not meanwhile."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Connection, delete, select

from bot.storage.hot import Among, Hot
from bot.storage.tables import consents, data_keys, messages, openings, outbox, pages, people, shares

_HOLD: Final = Hot(
    select(people.c.id)
    .where(Among(people.c.id, "ids"))
    .order_by(people.c.blind)
    .with_for_update(read=True, key_share=True)
)


def forget(connection: Connection, ids: Sequence[int]) -> None:
    """Destroy people's keys and every row that belongs to them."""
    for table in (
        data_keys,
        outbox,
        messages,
        consents,
        pages,
        shares,
        openings,
    ):  # openings last: one may be under way
        connection.execute(delete(table).where(table.c.person.in_(ids)))
    connection.execute(delete(people).where(people.c.id.in_(ids)))


def forget_tests(connection: Connection) -> list[int]:
    """Forget everybody made by simulator and console; who they were."""
    ids = list(connection.execute(select(people.c.id).where(people.c.is_test)).scalars())
    forget(connection, ids)
    return ids


def hold_still(connection: Connection, ids: Collection[int]) -> set[int]:
    """Keep these people from being forgotten until the transaction ends; those who still exist.

    Locked in the order of `Register.lock`, and before any outbox row: so commit and settle never wait for each other.
    """
    if not ids:
        return set()
    return {row.id for row in _HOLD.run(connection, {"ids": list(ids)})}
