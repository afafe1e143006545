"""`ports.Shares`: what is stored of summaries that are shared.

Nothing here opens one: marks and PINs are keyed hashes, the text is a JWE whose key we do not have, sealed once more
with her own key so that it goes with her.
"""

import secrets
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, Update, delete, func, insert, select, update

from bot.errors import NotShared, TooOften
from bot.model import NewShare, Opening, Taken, Tried, Way
from bot.storage.database import Found, Transactions
from bot.storage.forgetting import hold_still
from bot.storage.people import Register
from bot.storage.retention import SHARES
from bot.storage.tables import openings, people, shares
from bot.storage.vault import DataKey

_BODY: Final = "shares|body"
_READER: Final = "openings|reader"
# Used up, it opens no more; who had the last opening may still be fetching what it gave.
_OF_USE: Final = shares.c.ended.is_(None) | (shares.c.reason == "used")


class SqlShares:
    """Shares in the store's own database, in its transactions."""

    def __init__(self, transactions: Transactions, register: Register) -> None:
        self._transactions, self._register = transactions, register

    def keyed(self, kind: str, secret: str) -> bytes:
        return self._register.vault.mark("share", kind, secret)

    def may_share(self, person: int, most: int, since: datetime) -> None:
        with self._transactions.begin() as connection:
            _within(connection, person, most, since)

    def keep(self, share: NewShare, most: int, since: datetime) -> None:
        with self._transactions.begin() as connection:
            _hold(connection, share.person)
            _within(connection, share.person, most, since)
            connection.execute(insert(shares), _row(share, self._key(connection, share.person)))

    def try_pin(self, mark: bytes, now: datetime) -> Tried | None:
        spent = (
            update(shares)
            .where(shares.c.mark == mark, *_alive(now), shares.c.tries > 0, shares.c.pin.is_not(None))
            .values(tries=shares.c.tries - 1)
            .returning(shares.c.id, shares.c.pin)
        )
        with self._transactions.begin() as connection:
            row = connection.execute(spent).first()
        return None if row is None else Tried(row.id, row.pin)

    def take(self, mark: bytes, reader: str, now: datetime, right_pin: bool = False) -> Taken | None:
        guarded = shares.c.pin.is_not(None)
        spent = (
            update(shares)
            .where(shares.c.mark == mark, *_alive(now), guarded if right_pin else ~guarded)
            .values(openings=shares.c.openings - 1, tries=shares.c.tries + int(right_pin))
            .returning(shares.c.id, shares.c.person, shares.c.openings, shares.c.body)
        )
        with self._transactions.begin() as connection:
            row = connection.execute(spent).first()
            if row is None:
                return None
            jwe = self._opened(connection, row, reader, now)
        if not row.openings:
            self._transactions.wipe_log()
        return Taken(row.person, row.id, jwe)

    def _opened(self, connection: Connection, row: Found, reader: str, now: datetime) -> str:
        """The share's JWE; the opening is written down, and the last one ends the share."""
        key = self._key(connection, row.person)
        number = _number()
        seen = {"id": number, "person": row.person, "share": row.id, "at": now}
        connection.execute(insert(openings), seen | {"reader": key.seal(reader.encode(), _READER, str(number))})
        if not row.openings:
            connection.execute(_ending("used", now).where(shares.c.id == row.id))
        return key.open(row.body, _BODY, str(row.id)).decode()

    def may_fetch(self, share: int, now: datetime) -> bool:
        fetchable = select(shares.c.id).where(shares.c.id == share, shares.c.until > now, _OF_USE)
        with self._transactions.begin() as connection:
            return connection.execute(fetchable).first() is not None

    def missed(self, share: int, now: datetime) -> int:
        one_less = update(shares).where(shares.c.id == share).values(misses=shares.c.misses - 1)
        with self._transactions.begin() as connection:
            left = connection.execute(one_less.returning(shares.c.misses)).scalar() or 0
            if not left:
                connection.execute(_ending("locked", now).where(shares.c.id == share, shares.c.ended.is_(None)))
        if not left:
            self._transactions.wipe_log()
        return left

    def revoke(self, person: int, now: datetime) -> int:
        with self._transactions.begin() as connection:
            hold_still(connection, [person])  # so that this and forgetting her never wait for each other in a ring
            mine = _revoking(person, now).returning(shares.c.until, shares.c.openings)
            alive = [row for row in connection.execute(mine) if row.until > now and row.openings]
        self._transactions.wipe_log()
        return len(alive)

    def openings(self, person: int) -> tuple[Opening, ...]:
        with self._transactions.begin() as connection:
            found = select(openings, shares.c.way).join(shares, shares.c.id == openings.c.share)
            mine = found.where(openings.c.person == person).order_by(openings.c.at.desc())
            rows = connection.execute(mine).all()
            key = self._key(connection, person) if rows else None
        return tuple(_opening(row, key) for row in rows if key)

    def wrong_pins(self, person: int, most: int) -> int:
        links = select(func.coalesce(func.sum(most - shares.c.misses), 0))
        with self._transactions.begin() as connection:
            hers = links.where(shares.c.person == person, shares.c.way == Way.AHEAD.value)
            return int(connection.execute(hers).scalar_one())

    def _key(self, connection: Connection, person: int) -> DataKey:
        """Raises `NotShared`: she was forgotten."""
        key = self._register.keys(connection, [person]).get(person)
        if key is None:
            raise NotShared("nobody")
        return key


def end_all(connection: Connection, person: int, now: datetime) -> None:
    """Delete all she shared, in the commit that holds her."""
    connection.execute(_revoking(person, now))


def purge(connection: Connection, now: datetime) -> None:
    """Delete the text of what is over, and some time later that it was there."""
    over = select(shares.c.id).where(shares.c.until <= now, shares.c.ended.is_(None))
    connection.execute(_ending("over", now).where(shares.c.id.in_(over.with_for_update(skip_locked=True))))
    old = select(shares.c.id).where(shares.c.until <= now - SHARES)
    connection.execute(delete(openings).where(openings.c.share.in_(old)))
    connection.execute(delete(shares).where(shares.c.until <= now - SHARES))


def _opening(row: Found, key: DataKey) -> Opening:
    return Opening(row.at, Way(row.way), key.open(row.reader, _READER, str(row.id)).decode())


def _alive(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return shares.c.ended.is_(None), shares.c.until > now


def _ending(reason: str, now: datetime) -> Update:
    return update(shares).values(body=None, pin=None, ended=now, reason=reason)


def _revoking(person: int, now: datetime) -> Update:
    return _ending("revoked", now).where(shares.c.person == person, _OF_USE)


def _hold(connection: Connection, person: int) -> None:
    """One share of hers at a time, and none while she is being forgotten. Raises `NotShared`: she was."""
    mine = select(people.c.id).where(people.c.id == person)
    if connection.execute(mine.with_for_update(key_share=True)).first() is None:
        raise NotShared("nobody")


def _within(connection: Connection, person: int, most: int, since: datetime) -> None:
    made = select(func.count()).where(shares.c.person == person, shares.c.made > since)
    if connection.execute(made).scalar_one() >= most:
        raise TooOften("enough shares for now")


def _row(share: NewShare, key: DataKey) -> dict[str, object]:
    number = _number()
    return {
        "id": number,
        "person": share.person,
        "mark": share.mark,
        "way": share.way.value,
        "made": share.made,
        "until": share.until,
        "openings": share.openings,
        "tries": share.tries,
        "misses": share.tries,
        "pin": share.pin or None,
        "body": key.seal(share.jwe.encode("ascii"), _BODY, str(number)),
    }


def _number() -> int:
    return secrets.randbelow(2**62) + 1
