from collections.abc import Iterator

import pytest

from bot.storage.store import SqlStore
from tests.storage.talk import HandClock, Opened


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
