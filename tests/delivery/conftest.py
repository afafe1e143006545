"""Delivery over the real store and the real content; only the provider is played, by the channel that ships."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.console import ConsoleChannel
from bot.content.schema import Library
from bot.model import ChannelName
from bot.storage.store import SqlStore
from tests.delivery.heard import house, spoken
from tests.delivery.posting import Postman
from tests.emulators.fixtures import faulty_telegram, telegram_server
from tests.storage.talk import HandClock, Opened

__all__ = ["faulty_telegram", "house", "spoken", "telegram_server"]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def store(tmp_path: Path, clock: HandClock) -> Iterator[SqlStore]:
    opened = Opened(f"sqlite:///{tmp_path / 'test.sqlite'}", clock)
    yield opened.store()
    for store in opened.stores:
        store.close()


@pytest.fixture
def channel() -> ConsoleChannel:
    return ConsoleChannel(ChannelName.TELEGRAM)


@pytest.fixture
def courier(store: SqlStore, channel: ConsoleChannel, library: Library, clock: HandClock) -> Postman:
    courier = Postman(store, {ChannelName.TELEGRAM: channel}, library, clock)
    courier.jitter = lambda: 1.0
    return courier
