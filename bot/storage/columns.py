"""How values stand in a column: a moment as whole microseconds, a lane as a number."""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import BigInteger, Dialect, Integer, TypeDecorator

from bot.model import Lane

# The place in this tuple is the number in the database.
LANES: Final = (Lane.URGENT, Lane.TEXT, Lane.SOUND, Lane.ERASE, Lane.CALL)

_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def whole(moment: datetime) -> int:
    """As the database keeps it: microseconds since 1970, UTC."""
    return (moment - _START) // _MICROSECOND


def moment_of(microseconds: int) -> datetime:
    return _START + timedelta(microseconds=microseconds)


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept as whole microseconds UTC: the same on SQLite (no time zones) and PostgreSQL."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else whole(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else moment_of(value)


Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only for INTEGER
