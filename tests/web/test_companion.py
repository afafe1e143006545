"""The whole companion over HTTP: whatever is sent gets a clear answer or a clear refusal."""

import asyncio

import httpx
import pytest


@pytest.fixture
async def web(companion_address):
    async with httpx.AsyncClient(base_url=companion_address, timeout=30) as client:
        yield client


async def say(web, **sent):
    answer = await web.post("/simulator/message", json=sent)
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize("language", ["nl", "en", "tr", "ar"])
@pytest.mark.parametrize("form", ["telegram", "sms"])
async def test_a_greeting_with_something_to_choose(web, language, form):
    reply = await say(web, language=language, form=form)
    assert reply["language"] == language
    assert {bubble["language"] for bubble in reply["bubbles"]} == {language}
    assert "112" in reply["bubbles"][0]["text"]
    assert any(bubble["buttons"] for bubble in reply["bubbles"]) == (form == "telegram")


async def test_two_taps_at_once_are_both_answered_and_nothing_is_said_twice(web):
    first = await say(web, language="nl")
    taps = [button["tap"] for button in first["bubbles"][0]["buttons"][:2]]
    replies = await asyncio.gather(*(say(web, session=first["session"], tap=tap) for tap in taps))
    said = [bubble for reply in replies for bubble in reply["bubbles"]]
    buttons = [button["tap"] for bubble in said for button in bubble["buttons"]]
    assert len(said) >= 2
    assert len(buttons) == len(set(buttons))  # every question was asked once, under its own number


@pytest.mark.parametrize(
    "text",
    [
        "\0",
        "\u202e112\u2066",
        "👶🏽",
        "\ufffd",
        "31 februari",
        "a" * 50_000,
        "<b>",
        "  ",
        "{feit:alarmnummer}",
        "9" * 400,
    ],
)
async def test_strange_words_get_an_answer(web, text):
    session = (await say(web, language="nl"))["session"]
    assert (await say(web, session=session, text=text))["bubbles"]


async def test_half_a_character_gets_an_answer(web):
    session = (await say(web, language="nl"))["session"]
    body = f'{{"session": "{session}", "text": "ik verlies bloed \\ud83d"}}'
    answer = await web.post("/simulator/message", content=body)
    assert answer.json()["bubbles"][0]["urgent"]


@pytest.mark.parametrize(("language", "kind"), [("nl", "heel lang"), ("tr", "çok uzun"), ("ar", "طويلة جدا")])
async def test_a_hundred_kilobytes_get_a_kind_answer_in_her_language(web, language, kind):
    session = (await say(web, language=language))["session"]
    [bubble] = (await say(web, session=session, text="woord " * 17_000))["bubbles"]
    assert kind in bubble["text"]
    assert "112" in bubble["text"]
    assert bubble["language"] == language


async def test_a_warning_sign_among_a_hundred_kilobytes_is_heard(web):
    session = (await say(web, language="nl"))["session"]
    text = "la " * 30_000 + "\nik verlies veel bloed"
    assert (await say(web, session=session, text=text))["bubbles"][0]["urgent"]


async def test_the_companion_is_well(web):
    answer = await web.get("/healthz")
    assert (answer.status_code, answer.json()["ok"]) == (200, True)
