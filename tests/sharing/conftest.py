import pytest

from bot.storage.store import SqlStore
from tests.sharing.made import Shared
from tests.storage.conftest import clock, opened, store
from tests.storage.talk import HandClock

__all__ = ["clock", "opened", "store"]


@pytest.fixture
def shared(store: SqlStore, clock: HandClock) -> Shared:
    """Somebody who may share, and both sides of the door."""
    return Shared(store, clock)
