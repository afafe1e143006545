"""The phone's door to the service, over HTTP."""

import asyncio
import re
from datetime import date

import httpx
import pytest

from bot.model import ChannelName, Form, IncomingKind
from bot.web.asgi import build
from tests.web.stand_in import Companion, parts

SOMEONE = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def companion():
    return Companion()


@pytest.fixture
async def web(companion):
    app = build(parts(companion))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as client:
        yield client


async def say(web, **sent):
    return await web.post("/simulator/message", json=sent)


async def test_a_new_person_is_greeted_first(web, companion):
    first, second = [(await say(web)).json() for _ in range(2)]
    assert re.fullmatch("[0-9a-f]{32}", first["session"])
    assert first["session"] != second["session"]
    assert [bubble["id"] for bubble in first["bubbles"]] == ["ui#welkom"]
    opening = companion.received[0]
    assert (opening.text, opening.address.channel, opening.pretend_today) == ("/start", ChannelName.SIMULATOR, None)


async def test_a_conversation_goes_on_under_its_name(web, companion):
    session = (await say(web, language="tr", form="sms", today="2026-09-01")).json()["session"]
    reply = (await say(web, session=session, text="folik asit", language="tr", form="sms", today="2026-09-01")).json()
    assert reply["session"] == session
    assert (reply["language"], reply["dir"]) == ("tr", "ltr")
    heard = companion.received[1]
    assert (heard.text, heard.address.value, heard.language_hint) == ("folik asit", session, "tr")
    assert (heard.form, heard.pretend_today, heard.kind) == (Form.SMS, date(2026, 9, 1), IncomingKind.TEXT)
    assert reply["bubbles"][0]["sms"] == {"parts": 1, "encoding": "UCS-2", "characters": 36}
    assert reply["events"] == ["TopicRead(topics/foliumzuur#antwoord)"]


async def test_a_tap_is_a_tap(web, companion):
    first = (await say(web)).json()
    button = first["bubbles"][0]["buttons"][0]
    await say(web, session=first["session"], tap=button["tap"])
    assert (companion.received[1].kind, companion.received[1].tap) == (IncomingKind.TAP, "1:0")


async def test_two_taps_at_once_both_arrive_and_nothing_is_said_twice(web, companion):
    session = (await say(web)).json()["session"]
    replies = await asyncio.gather(*(say(web, session=session, tap=f"1:{n}") for n in range(2)))
    assert sorted(one.tap for one in companion.received[1:]) == ["1:0", "1:1"]
    assert len({one.key for one in companion.received}) == 3
    assert sum(len(reply.json()["bubbles"]) for reply in replies) == 2


async def test_arabic_is_written_from_the_right(web):
    reply = (await say(web, language="ar")).json()
    assert (reply["language"], reply["dir"]) == ("ar", "rtl")
    assert {bubble["dir"] for bubble in reply["bubbles"]} == {"rtl"}


async def test_an_urgent_answer_is_marked(web):
    reply = (await say(web, session=SOMEONE, text="ik verlies bloed")).json()
    assert [(bubble["urgent"], bubble["lane"]) for bubble in reply["bubbles"]] == [(True, "urgent")]


async def test_today_itself_is_not_pretended(web, companion):
    await say(web, today="2026-06-01")
    assert companion.received[0].pretend_today is None


@pytest.mark.parametrize(
    ("body", "heard"),
    [
        (rb'"half \ud83d teken"', "half \ufffd teken"),
        (rb'"\u0000 nul"', "\0 nul"),
        (rb'"\u202e omgekeerd \u2066"', "\u202e omgekeerd \u2066"),
        ('"😀👶🏽"'.encode(), "😀👶🏽"),
    ],
)
async def test_strange_words_arrive(web, companion, body, heard):
    answer = await web.post("/simulator/message", content=b'{"session": "%s", "text": %s}' % (SOMEONE.encode(), body))
    assert answer.status_code == 200
    assert companion.received[0].text == heard


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '{"session": "me"}',
        f'{{"session": "{SOMEONE}"}}',
        f'{{"session": "{SOMEONE}", "text": "a", "tap": "1:a"}}',
        f'{{"session": "{SOMEONE}", "tap": "{"1" * 65}"}}',
        f'{{"session": "{SOMEONE}", "text": 3}}',
        '{"text": "before a session"}',
        '{"form": "fax"}',
        '{"language": "xx"}',
        '{"today": "2026-02-31"}',
        '{"today": "9999-12-31"}',
        '{"surprise": true}',
        "[" * 20_000,
        b"\xff\xfe",
    ],
)
async def test_what_is_no_message_is_refused(web, companion, body):
    answer = await web.post("/simulator/message", content=body)
    assert (answer.status_code, answer.text) == (400, "")
    assert companion.received == []


@pytest.mark.parametrize(
    ("query", "wished", "language"),
    [
        ("", "", "nl"),
        ("", "tr, en;q=0.5", "en"),
        ("", "nl-NL,nl;q=0.9,en;q=0.8", "nl"),
        ("", "fr", "nl"),
        ("?ui=en", "nl", "en"),
        ("?ui=xx", "en-GB", "en"),
    ],
)
async def test_the_page_speaks_dutch_or_english(web, query, wished, language):
    page = await web.get("/" + query, headers={"accept-language": wished})
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text


async def test_the_page_names_every_offered_language_in_its_own_script(web):
    page = (await web.get("/")).text
    for name in ("Nederlands", "English", "Türkçe", "العربية"):
        assert f">{name}</option>" in page


async def test_nothing_on_the_page_is_inline_or_from_elsewhere(web):
    page = (await web.get("/")).text
    assert not re.search(r"<style|style=|\son\w+=|https?://|//\w|javascript:", page)
    assert re.findall(r"<script[^>]*>(.*?)</script>", page, re.S) == [""]


async def test_without_a_simulator_there_is_no_page(companion):
    app = build(parts(companion, simulator=False))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as web:
        for path in ("/", "/simulator", "/simulator/message"):
            assert (await web.get(path)).status_code == 404
