"""What the companion counted, read from its database beside it."""

from sqlalchemy import func, select

from bot.storage import tables, tables_of_nobody
from bot.storage.database import open_engine
from tests.system.home import Home


def address_of(home: Home) -> str:
    return home.settings.get("DATABASE_URL") or f"sqlite:///{home.folder / 'wiegwijzer.sqlite'}"


def counted(home: Home, event: str) -> int:
    """How often, over all days."""
    engine = open_engine(address_of(home))
    try:
        with engine.connect() as connection:
            counter = tables_of_nobody.counters.c
            return int(connection.execute(select(func.sum(counter.n)).where(counter.event == event)).scalar() or 0)
    finally:
        engine.dispose()


def waiting(home: Home) -> int:
    """Messages on their way, dead letters left out."""
    engine = open_engine(address_of(home))
    try:
        with engine.connect() as connection:
            rows = select(func.count()).select_from(tables.outbox).where(tables.outbox.c.dead.is_not(True))
            return int(connection.execute(rows).scalar_one())
    finally:
        engine.dispose()
