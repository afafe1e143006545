"""`ports.Uploads`: sounds of fixed content the provider has already. No person is in it, and not when one was heard."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.storage.columns import whole
from bot.storage.database import Transactions
from bot.storage.inserting import insert_new
from bot.storage.retention import UPLOADS
from bot.storage.tables_of_nobody import voices


class SqlUploads:
    """Uploads in the store's own database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def find(self, key: str) -> str:
        with self._transactions.begin() as connection:
            found = connection.execute(select(voices.c.file_id).where(voices.c.key == key)).scalar()
            return found or ""

    def keep(self, key: str, file_id: str, now: datetime) -> None:
        row = {"key": key, "file_id": file_id, "at": whole(now)}
        with self._transactions.begin() as connection:
            connection.execute(delete(voices).where(voices.c.key == key))
            insert_new(connection, voices, [row])


def purge(connection: Connection, now: datetime) -> None:
    connection.execute(delete(voices).where(voices.c.at <= now - UPLOADS))
