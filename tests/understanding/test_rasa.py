"""Rasa as the model: what it says is read, and when it does not say anything the model inside answers."""

import asyncio
import json
from time import monotonic

import pytest
import structlog
from aiohttp import web

from bot.model import Guess
from bot.understanding.clean import MODELLED
from bot.understanding.engines import RasaServer
from bot.understanding.rasa import Rasa
from tests.emulators.serving import served
from tests.understanding.rasa_there import INSIDE, KNOWN, RANKED, SECRET, There, inside


async def test_its_ranking_is_read(there: There) -> None:
    assert await there.guess() == RANKED


@pytest.mark.parametrize(
    ("ranked", "read"),
    [
        ([Guess("nlu_fallback", 0.9), *RANKED], RANKED),
        ([Guess("alcohol", 0.2), Guess("foliumzuur", 0.7)], RANKED),
        ([Guess("foliumzuur", 1.0)], (Guess("foliumzuur", 0.999),)),
        ([Guess("foliumzuur", 0.01)] * 20, (Guess("foliumzuur", 0.01),) * 12),
        ([Guess("nlu_fallback", 0.9)], INSIDE),
        ([Guess("foliumzuur", 1.2)], INSIDE),
        ([Guess("foliumzuur", -0.1)], INSIDE),
        ([Guess("foliumzuur", float("nan"))], INSIDE),
    ],
    ids=["unknown", "disordered", "certain", "long", "only unknown", "above 1", "below 0", "no number"],
)
async def test_what_no_model_of_ours_would_say_is_left_out(
    there: There, ranked: list[Guess], read: tuple[Guess, ...]
) -> None:
    there.ranked = ranked
    assert await there.guess() == read


@pytest.mark.parametrize("text", ["", "  \n ", "🤰🤰", "12+3", "?!", "\u200b\u202e", "\ud83d"])
async def test_what_has_no_letters_is_not_sent(there: There, text: str) -> None:
    assert await there.guess(text) == INSIDE
    assert there.emulated.asked == []


async def test_what_is_sent_is_short_and_clean(there: There) -> None:
    await there.guess("wat is\x00 \ud83dfoliumzuur " + "a" * 100_000)
    (asked,) = there.emulated.asked
    assert asked.startswith("wat is foliumzuur aa")
    assert len(asked) == MODELLED


@pytest.mark.parametrize("fault", ["broken", "down", "stranger", "garbage", "cut", "lost", "silent"])
async def test_the_model_inside_answers_when_it_goes_wrong_and_the_next_time_all_is_well(
    there: There, fault: str
) -> None:
    there.faults.next(fault)
    client, begun = there.client(), monotonic()
    assert await asyncio.to_thread(client.guess, "iets") == INSIDE
    assert monotonic() - begun < 3
    assert await asyncio.to_thread(client.guess, "iets") == RANKED


@pytest.mark.parametrize("answer", ["[]", "{}", '{"intent_ranking": null}', '{"intent_ranking": [{"name": "x"}]}', "{"])
async def test_an_answer_that_is_none_counts_as_a_failure(answer: str) -> None:
    async def other(_request: web.Request) -> web.Response:
        return web.Response(text=answer, content_type="application/json")

    app = web.Application()
    app.router.add_post("/model/parse", other)
    async with served(app) as address:
        client = Rasa(RasaServer(address, SECRET), KNOWN, inside)
        with structlog.testing.capture_logs() as logs:
            assert await asyncio.to_thread(client.guess, "iets") == INSIDE
    assert [line["event"] for line in logs] == ["rasa_failed"]


async def test_nobody_there() -> None:
    async with served(web.Application()) as address:
        pass
    assert await asyncio.to_thread(Rasa(RasaServer(address, SECRET), KNOWN, inside).guess, "iets") == INSIDE


async def test_another_secret_is_refused(there: There) -> None:
    with structlog.testing.capture_logs() as logs:
        assert await asyncio.to_thread(there.client(secret="x" * 40).guess, "iets") == INSIDE
    assert logs == [{"event": "rasa_failed", "error": "HTTPStatusError", "status": 401, "log_level": "warning"}]


async def test_after_three_failures_it_is_left_alone(there: There) -> None:
    there.faults.next("broken", "broken", "broken")
    client = there.client(rest=60)
    for _ in range(6):
        assert await asyncio.to_thread(client.guess, "iets") == INSIDE
    assert there.faults.done == {"broken": 3}


async def test_after_its_rest_it_is_tried_again(there: There) -> None:
    there.faults.next("broken", "broken", "broken", "broken")
    client = there.client(rest=0)
    with structlog.testing.capture_logs() as logs:
        said = [await asyncio.to_thread(client.guess, "iets") for _ in range(5)]
    assert said == [INSIDE] * 4 + [RANKED]
    assert [line["event"] for line in logs] == ["rasa_failed"] * 4 + ["rasa_back"]


async def test_two_good_answers_between_failures_keep_it_in_use(there: There) -> None:
    client = there.client(rest=60)
    for _ in range(4):
        there.faults.next("broken", "broken", "well")
        said = [await asyncio.to_thread(client.guess, "iets") for _ in range(3)]
        assert said == [INSIDE, INSIDE, RANKED]


async def test_no_words_in_the_log(there: There) -> None:
    there.faults.next("broken", "silent", "garbage", "cut")
    client = there.client(rest=0)
    with structlog.testing.capture_logs() as logs:
        for _ in range(5):
            await asyncio.to_thread(client.guess, "canary Fatma 0687654321")
    assert len(logs) == 5
    assert not {"canary", "Fatma", "0687654321", SECRET} & set(json.dumps(logs).replace('"', " ").split())
