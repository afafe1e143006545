"""Providers' requests: what they are told, and when."""

import asyncio
import json
from dataclasses import replace

import httpx
import pytest
from twilio.request_validator import RequestValidator

from bot.channels.accounts import TelegramSettings, TwilioSettings
from bot.channels.console import ConsoleChannel
from bot.channels.telegram import SECRET_HEADER, TelegramChannel
from bot.channels.twilio import TwilioChannel
from bot.model import ChannelName, DeliveryStatus, IncomingKind
from bot.web.asgi import build
from tests.web.stand_in import Companion, parts

PUBLIC = "https://wiegwijzer.example"
SECRET = {SECRET_HEADER: "a-long-secret"}
SID = "SM" + "0" * 32


class TelegramOnPaper(ConsoleChannel):
    """The shipped console channel that reads as Telegram does. Its answer to a tap waits until we let it."""

    def __init__(self) -> None:
        super().__init__(ChannelName.TELEGRAM)
        self.may_answer = asyncio.Event()
        self.ended: asyncio.Queue[str] = asyncio.Queue()
        self._telegram = TelegramChannel(TelegramSettings(token="1:a", secret="a-long-secret"))

    def read(self, request):
        return self._telegram.read(request)

    async def heard(self, incoming):
        await self.may_answer.wait()
        await super().heard(incoming)
        self.ended.put_nowait(incoming.tap_id)


@pytest.fixture
def companion():
    return Companion()


@pytest.fixture
def telegram():
    return TelegramOnPaper()


@pytest.fixture
def app(companion, telegram):
    twilio = TwilioChannel(
        TwilioSettings(account_sid="AC0", auth_token="t", public_address=PUBLIC, status_path="/sms/status")
    )
    channels = {"/telegram": telegram, "/sms": twilio, "/sms/status": twilio}
    return build(parts(companion, channels=channels, simulator=False))


@pytest.fixture
async def web(app):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=PUBLIC) as client:
        yield client


def update(number=1, **content):
    chat = {"id": 7, "type": "private", "first_name": "A"}
    person = {"id": 7, "is_bot": False, "first_name": "A", "language_code": "tr"}
    message = {"message_id": 5, "date": 1780000000, "chat": chat, "from": person, "text": "merhaba"}
    return {"update_id": number, **(content or {"message": message})}


def tap(number):
    person = {"id": 7, "is_bot": False, "first_name": "A", "language_code": "tr"}
    message = {"message_id": 5, "date": 1780000000, "chat": {"id": 7, "type": "private"}, "text": "?"}
    return update(
        number,
        callback_query={"id": f"q{number}", "from": person, "chat_instance": "1", "data": "3:ja", "message": message},
    )


def signed(path, form):
    return {"x-twilio-signature": RequestValidator("t").compute_signature(PUBLIC + path, form)}


async def test_telegram_message_is_taken_as_json(web, companion):
    answer = await web.post("/telegram", json=update(), headers=SECRET)
    assert (answer.status_code, answer.json()) == (200, {})
    assert [(one.text, one.language_hint) for one in companion.received] == [("merhaba", "tr")]


async def test_unknown_kind_of_update_is_taken_and_left(web, companion):
    answer = await web.post("/telegram", json=update(business_rumour={"x": 1}), headers=SECRET)
    assert answer.status_code == 200
    assert companion.received == []


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (("/telegram", json.dumps(update()), {SECRET_HEADER: "guess"}), 403),
        (("/telegram", json.dumps(update()), {}), 403),
        (("/telegram", "{", SECRET), 400),
        (("/telegram", "\x00\ud800", SECRET), 400),
        (("/telegram", "[]", SECRET), 400),
        (("/sms", "Body=hoi&From=%2B31612345678&MessageSid=" + SID, {"x-twilio-signature": "forged"}), 403),
        (("/sms", "Body=hoi", {}), 403),
        (("/sms/status", "MessageStatus=delivered", {}), 403),
        (("/telegram", "x" * (64 * 1024 + 1), SECRET), 413),
        (("/unknown", "", {}), 404),
        (("/", "", {}), 404),
        (("/simulator/message", "{}", {}), 404),
    ],
)
async def test_refusals_say_nothing(web, companion, request_, status):
    path, body, headers = request_
    content_type = {"content-type": "application/x-www-form-urlencoded"}
    answer = await web.post(path, content=body.encode("utf-8", "surrogatepass"), headers=content_type | headers)
    assert answer.status_code == status
    assert answer.text in {"", "Not found"}
    assert companion.received == []


async def test_another_method_is_refused(web):
    assert (await web.get("/telegram")).status_code == 405


async def test_sms_is_answered_by_an_empty_instruction(web, companion):
    form = {"MessageSid": SID, "From": "+31612345678", "To": "+3197000000", "Body": "hoi", "NumMedia": "0"}
    answer = await web.post("/sms", data=form, headers=signed("/sms", form))
    assert (answer.status_code, answer.text) == (200, "<Response/>")
    assert answer.headers["content-type"].startswith("text/xml")
    assert [one.text for one in companion.received] == ["hoi"]


async def test_delivery_report_is_passed_on(web, companion):
    form = {"MessageSid": SID, "To": "+31612345678", "MessageStatus": "undelivered", "ErrorCode": "30003"}
    answer = await web.post("/sms/status", data=form, headers=signed("/sms/status", form))
    assert answer.status_code == 200
    assert [(one.status, one.code) for one in companion.reported] == [(DeliveryStatus.FAILED, "30003")]


async def test_two_taps_at_once_are_both_taken_and_do_not_wait_for_telegram(web, companion, telegram):
    answers = await asyncio.gather(*(web.post("/telegram", json=tap(n), headers=SECRET) for n in (1, 2)))
    assert [one.status_code for one in answers] == [200, 200]
    assert {one.kind for one in companion.received} == {IncomingKind.TAP}
    assert telegram.heard_taps == []  # both provider requests are answered, the spinner's end is still under way
    telegram.may_answer.set()
    assert {await telegram.ended.get(), await telegram.ended.get()} == {"q1", "q2"}


async def test_nothing_is_promised_before_the_commit(companion):
    committing, may_commit = asyncio.Event(), asyncio.Event()

    async def receive(incoming):
        committing.set()
        await may_commit.wait()
        return await companion.receive(incoming)

    app = build(parts(companion, receive=receive, channels={"/telegram": TelegramOnPaper()}))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=PUBLIC) as web:
        answer = asyncio.create_task(web.post("/telegram", json=update(), headers=SECRET))
        await committing.wait()
        assert not answer.done()
        may_commit.set()
        assert (await answer).status_code == 200


async def test_shutting_down_waits_for_what_follows_an_answer(companion, telegram):
    app = build(parts(companion, channels={"/telegram": telegram}))
    async with app.router.lifespan_context(app):
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=PUBLIC) as web:
            await web.post("/telegram", json=tap(1), headers=SECRET)
        telegram.may_answer.set()
    assert telegram.heard_taps == ["q1"]


async def test_health(companion):
    async def unwell():
        return False

    known = parts(companion)
    for one, status in ((known, 200), (replace(known, healthy=unwell), 503)):
        async with httpx.AsyncClient(transport=httpx.ASGITransport(build(one)), base_url=PUBLIC) as web:
            answer = await web.get("/healthz")
            assert (answer.status_code, answer.json()) == (status, {"ok": status == 200, "version": "test"})
