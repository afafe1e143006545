"""Midwifery practices in the database: few rows, read as a whole and kept in memory."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, delete, select

from bot.errors import PracticeRefused
from bot.practice import Practice
from bot.storage.tables_of_nobody import practices


def every(connection: Connection) -> list[Practice]:
    """All there are, by code."""
    rows = connection.execute(select(practices).order_by(practices.c.code)).mappings()
    return [_practice(row) for row in rows]


def write(connection: Connection, changed: Sequence[Practice]) -> None:
    """Add these, or put them in the place of those with their codes. Raises PracticeRefused for anything twice."""
    codes = {one.code for one in changed}
    if len(codes) < len(changed):
        raise PracticeRefused("a code is there twice")
    kept = [one for one in every(connection) if one.code not in codes]
    taken: dict[str, str] = {}
    for one in (*kept, *changed):
        if one.keyword and taken.setdefault(one.keyword, one.code) != one.code:
            raise PracticeRefused(f"the keyword {one.keyword} is both of {taken[one.keyword]} and of {one.code}")
    remove(connection, codes)
    if changed:
        connection.execute(practices.insert(), [_row(one) for one in changed])


def remove(connection: Connection, codes: set[str]) -> int:
    """How many there were."""
    return connection.execute(delete(practices).where(practices.c.code.in_(codes))).rowcount


def _row(one: Practice) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "number": one.number,
        "checked_on": one.checked_on,
        "keyword": one.keyword or None,
        "language": one.language,
    }


def _practice(row: RowMapping) -> Practice:
    return Practice(row["code"], row["name"], row["number"], row["checked_on"], row["keyword"] or "", row["language"])
