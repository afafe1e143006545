"""Too often, too many at once, and who knocks: the limits on the doors for shares."""

import asyncio
from collections import Counter

import pytest

from bot.model import Taken, Way
from bot.web.asgi import build, server
from bot.web.hurried import Knocks, Rates
from bot.web.parts import Entrance
from bot.web.pickup import MOST, SECONDS, Pickup
from tests.sharing.made import ONE, READER, Shared, wrong
from tests.web.knocking import FORM, ask, client, web
from tests.web.stand_in import Companion, parts


def test_files_wait_for_a_while_and_not_too_many() -> None:
    now = [0.0]
    pickup = Pickup(lambda: now[0])
    first, *others = [pickup.leave(Taken(1, number, "jwe")) for number in range(MOST + 1)]
    taken = [pickup.take(first), pickup.take(others[0]), pickup.take(others[0])]
    assert taken == [None, Taken(1, 1, "jwe"), None]
    now[0] = SECONDS
    assert pickup.take(others[1]) is None


async def test_ten_a_minute_for_one_address(shared: Shared) -> None:
    handed = shared.create()
    app = build(parts(Companion(), entrance=Entrance(shared.door)))
    async with client(app, "192.0.2.1") as one, client(app, "192.0.2.2") as other:
        answers = [await one.post("/v/open", json={"lookup": "x", "recipient": READER}) for _ in range(5)]
        answers += [await one.post("/shl/x", json=FORM) for _ in range(5)]
        refused = [await ask(one, handed), await one.get("/shl/file/x")]
        opened = await ask(other, handed)
    assert {one.status_code for one in answers} == {404}
    assert [(one.status_code, one.content, one.headers["retry-after"]) for one in refused] == [(429, b"", "60")] * 2
    assert opened.status_code == 200


@pytest.mark.parametrize(("proxies", "let_in"), [("", 10), ("192.0.2.1", 12), ("192.0.2.9", 10)])
async def test_only_our_own_proxy_says_who_knocks(shared: Shared, proxies: str, let_in: int) -> None:
    config = server(build(parts(Companion(), entrance=Entrance(shared.door))), "127.0.0.1", 0, proxies).config
    config.load()
    async with client(config.loaded_app, "192.0.2.1") as proxy:
        for number in range(12):
            forwarded = {"x-forwarded-for": f"198.51.100.{number}"}
            answer = await proxy.post("/v/open", json={"lookup": "x", "recipient": READER}, headers=forwarded)
            assert answer.status_code == (404 if number < let_in else 429)


def test_three_hundred_a_minute_for_everybody() -> None:
    knocks = Knocks(Rates())
    let_in = [knocks.lets_in(f"192.0.2.{number // 10}") for number in range(320)]
    assert Counter(let_in) == {True: 300, False: 20}


def test_one_house_with_many_addresses_is_one() -> None:
    knocks = Knocks(Rates(one=2))
    hosts = ["2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1", "unix", ""]
    assert [knocks.lets_in(host) for host in hosts] == [True, True, False, True, True, True]


def test_addresses_are_not_kept() -> None:
    knocks = Knocks(Rates())
    knocks.lets_in("192.0.2.77")
    kept = repr(list(knocks._one._let_in) + list(knocks._all._let_in))
    assert "192.0.2.77" not in kept
    assert knocks._one._let_in


async def test_at_once_over_http(shared: Shared) -> None:
    locked, opened = shared.create(), shared.limited(ONE).create(Way.NOW)
    async with web(shared) as browser:
        tries = await asyncio.gather(*(ask(browser, locked, passcode=wrong(locked.pin)) for _ in range(60)))
        opens = await asyncio.gather(*(ask(browser, opened) for _ in range(30)))
    assert Counter(one.status_code for one in tries) == {401: 5, 404: 55}
    assert sorted(one.json()["remainingAttempts"] for one in tries if one.status_code == 401) == [0, 1, 2, 3, 4]
    assert Counter(one.status_code for one in opens) == {200: 1, 404: 29}
