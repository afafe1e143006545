from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.store import SqlStore
from tests.storage.talk import HandClock, Opened


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def store(tmp_path: Path, clock: HandClock) -> Iterator[SqlStore]:
    opened = Opened(f"sqlite:///{tmp_path / 'test.sqlite'}", clock)
    yield opened.store()
    for store in opened.stores:
        store.close()
