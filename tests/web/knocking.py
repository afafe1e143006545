"""Somebody who knocks on the doors for shares."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.model import Handed, Way
from bot.storage.store import SqlStore
from bot.web.asgi import build
from bot.web.hurried import Rates
from bot.web.parts import Entrance
from tests.sharing.made import READER, SITE, Shared, lookup_of, name_of
from tests.storage.talk import KEYS, HandClock
from tests.web.stand_in import Companion, parts

FREE = Rates(one=10_000, all=10_000)
FORM = {"recipient": READER, "passcode": "123456"}


@pytest.fixture
def shared(tmp_path: Any) -> Iterator[Shared]:
    clock = HandClock()
    store = SqlStore.open(f"sqlite:///{tmp_path / 'test.sqlite'}", KEYS, clock)
    yield Shared(store, clock)
    store.close()


def web(shared: Shared, rates: Rates = FREE, host: str = "192.0.2.1") -> httpx.AsyncClient:
    return client(build(parts(Companion(), entrance=Entrance(shared.door, rates=rates))), host)


def client(app: Starlette, host: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(host, 1)), base_url=SITE)


async def ask(web: httpx.AsyncClient, handed: Handed, **changes: Any) -> httpx.Response:
    if handed.way is Way.NOW:
        return await web.post("/v/open", json={"lookup": lookup_of(handed), "recipient": READER} | changes)
    return await web.post(f"/shl/{name_of(handed)}", json={"recipient": READER, "passcode": handed.pin} | changes)
