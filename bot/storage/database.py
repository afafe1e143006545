"""Opens SQLite (the embedded default) or PostgreSQL, and brings the tables up to date."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Final, TypeAlias

from sqlalchemy import Connection, Engine, Row, Table, create_engine, event, inspect, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.pool import ConnectionPoolEntry

Found: TypeAlias = Row[*tuple[object, ...]]  # a row as the database gave it

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_MIGRATION_LOCK: Final = 7_104_311  # any number, the same in every process

_PRAGMAS: Final = (
    "PRAGMA busy_timeout = 10000",
    "PRAGMA synchronous = FULL",  # a 200 to the provider has to survive a power cut
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten with zeros
    "PRAGMA temp_store = MEMORY",
)


def open_engine(url: str) -> Engine:
    """An engine for `sqlite:///file` or `postgresql://…`."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url)
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    return create_engine(parsed, pool_size=5, max_overflow=5, pool_pre_ping=True)


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        _use_log(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE: a transaction that reads first and writes later would else fail at the first write of another.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _use_log(connection: sqlite3.Connection) -> None:
    """Write-ahead logging. Two processes may make the file at once, and for this one change SQLite does not wait."""
    for pause in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, None):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if pause is None:
                raise
            time.sleep(pause)
        else:
            return


class Transactions:
    """Begins transactions, on SQLite one at a time in this process.

    SQLite's own waiting for another writer sleeps up to 100 ms between looks; a lock hands over at once.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        with self._turn, self._engine.begin() as connection:
            yield connection

    def wipe_log(self) -> None:
        """SQLite: empty the write-ahead log, where deleted rows would live on for a while; after the transaction."""
        if self._engine.dialect.name != "sqlite":
            return
        raw = self._engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring the tables to the newest form (or to revision `to`); safe when several processes start at once."""
    if to == "head" and _is_newest(engine):
        return
    from bot.storage.migrating import bring  # noqa: PLC0415 - Alembic takes a third of a second, at every start

    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _MIGRATION_LOCK})
        bring(connection, MIGRATIONS, to)


def newest_revision() -> str:
    """The files are named by revision: `0001_first.py`."""
    return max(file.stem.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _is_newest(engine: Engine) -> bool:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [
            newest_revision()
        ]


def insert(dialect: str, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """An INSERT that can say ON CONFLICT, in this dialect."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
