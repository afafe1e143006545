from collections.abc import Iterator

import pytest

from bot.storage.store import SqlStore
from tests.storage.talk import INDEX, OLD, HandClock, Opened


@pytest.fixture
def opened(database_url: str) -> Iterator[Opened]:
    """Opens stores on one database, as several processes would."""
    opened = Opened(database_url)
    yield opened
    for store in opened.stores:
        store.close()


@pytest.fixture
def store(opened: Opened) -> SqlStore:
    return opened.store()


@pytest.fixture
def clock(opened: Opened) -> HandClock:
    return opened.clock


@pytest.fixture
def settings(
    database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opened]:
    """A database as the settings of a command name it."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("WRAPPING_KEYS", OLD)
    monkeypatch.setenv("INDEX_KEY", INDEX)
    monkeypatch.setenv("LOCAL", str(tmp_path_factory.mktemp("local")))
    opened = Opened(database_url)
    yield opened
    for store in opened.stores:
        store.close()
