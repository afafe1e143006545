"""The tables that hold no person: nothing in them has to go when somebody is forgotten."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Float,
    LargeBinary,
    String,
    Table,
)

from bot.storage.columns import Instant
from bot.storage.tables import metadata

seen = Table(
    "seen",
    metadata,
    Column("mark", LargeBinary(32), primary_key=True),
    Column("at", Instant, nullable=False, index=True),
)

buckets = Table(
    "buckets",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("tokens", Float, nullable=False),
    Column("at", Instant, nullable=False),
)

voices = Table(  # what the provider calls sounds of fixed content it has already; says nothing of who heard them
    "voices",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("file_id", String(255), nullable=False),
    Column("at", Instant, nullable=False),
)

counters = Table(  # anonymous
    "counters",
    metadata,
    Column("day", Date, primary_key=True),
    Column("event", String(128), primary_key=True),
    Column("n", BigInteger, nullable=False),
)

learning = Table(  # of nobody: no person, no address, no time; numbered at random, so that the order tells nothing
    "learning",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),  # sealed with the system key
    sqlite_with_rowid=False,  # SQLite would number the rows in the order they came
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("holder", String(128), nullable=False),
    Column("until", Instant, nullable=False),
)

practices = Table(  # public data of practices: nothing of a person, so nothing is sealed
    "practices",
    metadata,
    Column("code", String(32), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("number", String(16), nullable=False),
    Column("checked_on", Date, nullable=False),
    Column("keyword", String(16), unique=True),  # none: no SMS word
    Column("language", String(16), nullable=False),
)
