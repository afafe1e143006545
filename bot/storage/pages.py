"""`ports.Pages`: whose a page of her own is, and until when. What opens it is not here."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from bot.errors import NotShared
from bot.storage.database import Transactions
from bot.storage.forgetting import hold_still
from bot.storage.people import Register
from bot.storage.tables import pages


class SqlPages:
    """Pages in the store's own database, in its transactions."""

    def __init__(self, transactions: Transactions, register: Register) -> None:
        self._transactions, self._register = transactions, register

    def open_page(self, person: int, token: str, until: datetime) -> None:
        row = {"person": person, "mark": self._mark(token), "until": until}
        with self._transactions.begin() as connection:
            if not hold_still(connection, [person]):
                raise NotShared("nobody")
            close(connection, [person])
            connection.execute(insert(pages), row)

    def page_of(self, token: str, now: datetime) -> int | None:
        alive = select(pages.c.person).where(pages.c.mark == self._mark(token), pages.c.until > now)
        with self._transactions.begin() as connection:
            return connection.execute(alive).scalar()

    def _mark(self, token: str) -> bytes:
        return self._register.vault.mark("share", "page", token)


def close(connection: Connection, ids: list[int]) -> None:
    """Their pages open no more, in the commit that holds them."""
    connection.execute(delete(pages).where(pages.c.person.in_(ids)))


def purge(connection: Connection, now: datetime) -> None:
    connection.execute(delete(pages).where(pages.c.until <= now))
