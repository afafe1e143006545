"""What nobody should send, over HTTP to the real process: a clear answer or a clear refusal, and it lives on."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import aiohttp
import pytest

from bot.content.opening import AMSTERDAM
from tests.system.books import waiting
from tests.system.conftest import World
from tests.system.home import PATIENCE, SECRET, until
from tests.system.webhook import UPDATES, post_update

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEXTS = {
    "100 kB in one word": "a" * 50_000,
    "lone surrogates": "wat is \ud83d foliumzuur \udc00",
    "NUL": "wat is\x00 foliumzuur",
    "bidi overrides": "\u202ewat is foliumzuur\u202c\u2066",
    "emoji only": "😀👩🏾‍🍼🤰",
    "31 februari": "31 februari",
    "only spaces": " \n\t ",
    "markup": "<b>{weken}</b> {feit:alarmnummer} %s ${x} @ui#menu",
    "a command of another bot": "/settings@OtherBot 5",
    "every plane": "\U000e0001\U000f0000\ufffe\ufeff",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_odd_words_are_answered_and_the_next_message_too(world: World, text: str) -> None:
    her = world.telegram()
    assert await post_update(world.house.address, {"message": her.message(text=text)}) == 200
    first = await her.sees("")
    await her.says("hoeveel foliumzuur?")
    await her.sees("400 microgram", after=len(first) - 1)


async def test_a_date_that_does_not_exist_is_asked_again(world: World) -> None:
    her = world.telegram()
    await her.says("uitgerekende datum")
    answer = await her.sees("Wil je nog iets weten?")
    await her.tap_again(answer[-1], next(tap for tap in answer[-1].buttons.values() if tap.endswith(":weken")))
    await her.sees("Wanneer ben je uitgerekend?", after=len(answer))
    await her.says("31 februari")
    asked = await her.sees("Die datum snap ik niet", "Wanneer ben je uitgerekend?", after=len(answer) + 1)
    await her.says(f"{datetime.now(AMSTERDAM) + timedelta(days=100):%d-%m-%Y}")
    await her.sees("ongeveer 25 weken zwanger", after=len(answer) + 1 + len(asked))


BODIES = {
    "nothing": b"",
    "not JSON": b"{",
    "a list": b"[1, 2]",
    "a number": b"7",
    "deeply nested": b'{"message": ' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "no number": b'{"message": {}}',
    "a long number": b'{"update_id": ' + b"9" * 5_000 + b"}",
    "not UTF-8": b'{"update_id": 1, "message": {"text": "\xff\xfe"}}',
    "a wrong type": b'{"update_id": 1, "message": {"chat": {"id": "x", "type": "private"}, "text": 5}}',
    "infinity": b'{"update_id": Infinity}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
async def test_what_is_no_update_is_refused(world: World, body: bytes) -> None:
    assert await post_update(world.house.address, body) == 400


@pytest.mark.parametrize("path", ["/telegram", "/sms", "/whatsapp", "/sms/status"])
async def test_fifty_megabytes_in_chunks_are_refused_while_others_are_served(world: World, path: str) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(800):
            yield b"x" * 65_536

    async def push() -> int:
        async with session.post(f"{world.house.address}{path}", data=chunks(), headers=headers) as answer:
            return answer.status

    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/x-www-form-urlencoded"}
    her = world.telegram()
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        pushing = asyncio.create_task(push())
        await her.says("ik verlies veel bloed")
        await her.sees("112", "Lees dit voor")
        assert await pushing == 413


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/telegram", 405),
        ("PUT", "/sms", 405),
        ("GET", "/", 404),
        ("GET", "/.env", 404),
        ("GET", "/telegram/../healthz", 200),
        ("POST", "/telegram/123456:token", 404),
        ("GET", "/simulator", 404),
        ("GET", "/static/%2e%2e/%2e%2e/settings.py", 404),
        ("GET", "/healthz", 200),
    ],
)
async def test_no_other_door_is_open(world: World, method: str, path: str, status: int) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, f"{world.house.address}{path}", data=b"x") as answer,
    ):
        assert answer.status == status
        assert "server" not in answer.headers
        assert b"Traceback" not in await answer.read()


async def test_garbage_on_the_line_ends_nothing(world: World) -> None:
    port = int(world.house.address.rpartition(":")[2])
    for noise in (
        b"\x16\x03\x01\x02\x00",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /telegram HTTP/1.1\r\nContent-Length: 10\r\n\r\nx",
    ):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(noise)
        await writer.drain()
        writer.write_eof()
        async with asyncio.timeout(25):
            await reader.read()
        writer.close()
        await writer.wait_closed()
    her = world.telegram()
    await her.says("ik verlies veel bloed")
    await her.sees("112")


async def test_a_crowd_of_one_is_served_in_turn(world: World) -> None:
    """Ten messages of one person at once, as after a dead spot: all decided, and none twice."""
    her = world.telegram()
    texts = ["hoeveel foliumzuur?", "mag ik alcohol?"] * 5
    updates = [json.dumps({"update_id": next(UPDATES), "message": her.message(text=text)}).encode() for text in texts]
    assert set(await asyncio.gather(*(post_update(world.house.address, update) for update in updates))) == {200}
    told: list[str] = []
    async with asyncio.timeout(PATIENCE):
        while sum("400 microgram" in text for text in told) < 5:
            told = [seen.text for seen in await her.screen()]
    await until(lambda: not waiting(world.home), "nothing waits")
    told = [seen.text for seen in await her.screen()]
    assert sum("400 microgram" in text for text in told) == 5
    assert sum(text.startswith("Hoi") for text in told) == 1


async def test_the_process_lives_and_stays_small(world: World) -> None:
    assert world.house.alive()
    assert world.house.memory() < 350
    assert "web.failed" not in world.house.words()
    assert "Traceback" not in world.house.words()
