"""Recorded payloads, read: every row of cases.yaml."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from ruamel.yaml import YAML
from twilio.request_validator import RequestValidator

from bot import errors
from bot.channels.accounts import TelegramSettings, TwilioSettings
from bot.channels.telegram import SECRET_HEADER, TelegramChannel
from bot.channels.twilio import TwilioChannel
from bot.channels.twilio_forms import SIGNATURE_HEADER
from bot.model import Address, ChannelName, Delivery, DeliveryStatus, Form, Incoming, IncomingKind
from bot.ports import WebRequest

HERE = Path(__file__).parent
CASES: dict[str, Any] = YAML(typ="safe", pure=True).load((HERE / "cases.yaml").read_text(encoding="utf-8"))

TOKEN = "123456789:AAtest"
SECRET = "s3cret-S3CRET"
BOT_KEY = "telegram:15e2b0d3c338"  # the first letters of sha256("123456789")
PUBLIC = "https://wijzer.example"
ACCOUNT = f"AC{1:032x}"


def rows(provider: str) -> list[Any]:
    return [pytest.param(case, id=f"{case['row']}-{case['file']}-{n}") for n, case in enumerate(CASES[provider])]


@pytest.mark.parametrize("provider", ["telegram", "twilio"])
def test_every_provider_has_every_row(provider: str) -> None:
    assert set(CASES["rows"][provider]) <= {case["row"] for case in CASES[provider]}


@pytest.mark.parametrize("case", rows("telegram"))
def test_telegram(case: dict[str, Any]) -> None:
    secret = case.get("secret", "right")
    channel = TelegramChannel(TelegramSettings(TOKEN, secret="" if secret == "unset" else SECRET))
    headers = {"right": {SECRET_HEADER: SECRET}, "wrong": {SECRET_HEADER: SECRET.lower()}, "unset": {SECRET_HEADER: ""}}
    body = (HERE / "telegram" / f"{case['file']}.json").read_bytes()
    request = WebRequest("/telegram", "", headers.get(secret, {}), body)
    check(channel, request, case, telegram_value)


@pytest.mark.parametrize("case", rows("twilio"))
def test_twilio(case: dict[str, Any]) -> None:
    channel = TwilioChannel(TwilioSettings(ACCOUNT, "token-1", PUBLIC + "/", f"MG{2:032x}"))
    body = (HERE / "twilio" / f"{case['file']}.txt").read_bytes()
    query = case.get("query", "")
    headers = {"content-type": case.get("content_type", "application/x-www-form-urlencoded")}
    headers |= signature(case.get("signature", "right"), body, query)
    check(channel, WebRequest("/twilio", query, headers, body), case, twilio_value)


def check(channel: Any, request: WebRequest, case: dict[str, Any], value: Any) -> None:
    if "refused" in case:
        with pytest.raises(getattr(errors, case["refused"])) as refusal:
            channel.read(request)
        assert type(refusal.value) is getattr(errors, case["refused"])
    else:
        assert channel.read(request) == tuple(value(**expected) for expected in case["expect"])


def telegram_value(key: int, kind: str, **others: Any) -> Incoming:
    return Incoming(f"{BOT_KEY}:{key}", Address(ChannelName.TELEGRAM, "4711"), IncomingKind(kind), **others)


def twilio_value(key: str, channel: str = "sms", **others: Any) -> Incoming | Delivery:
    sid = f"SM{key:0>32}"
    if "status" in others:
        status = DeliveryStatus(others["status"])
        return Delivery(f"twilio:{sid}:{status}", ChannelName(channel), sid, status, others.get("code", ""))
    address = Address(ChannelName(channel), "+31600000001")
    others["kind"] = IncomingKind(others["kind"])
    return Incoming(key=f"twilio:{sid}", address=address, message_id=sid, form=Form.SMS, **others)


def signature(sort: str, body: bytes, query: str) -> dict[str, str]:
    if sort == "missing":
        return {}
    pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, encoding="latin-1" if b"%E9" in body else "utf-8")
    form = dict(reversed(pairs)) if sort == "of the first values" else dict(pairs)
    if sort == "of another text":
        form["Body"] = "iets anders"
    token = "token-2" if sort == "of another token" else "token-1"
    address = "http://127.0.0.1:8000" if sort == "of the address behind the proxy" else PUBLIC
    url = f"{address}/twilio" + (f"?{query}" if query and sort != "without the query" else "")
    signed = RequestValidator(token).compute_signature(url, form)
    return {SIGNATURE_HEADER: "ß" * len(signed) if sort == "in letters nobody uses" else signed}


def test_signature_of_twilios_own_documentation() -> None:
    """The example request in Twilio's security documentation, signed by Twilio and not by us."""
    channel = TwilioChannel(TwilioSettings(ACCOUNT, "12345", "https://mycompany.com"))
    body = (HERE / "twilio" / "call.txt").read_bytes()
    headers = {"content-type": "application/x-www-form-urlencoded", SIGNATURE_HEADER: "RSOYDt4T1cUTdK1PDd93/VVr8B8="}
    request = WebRequest("/myapp.php", "foo=1&bar=2", headers, body)
    with pytest.raises(errors.BadPayload):  # its signature is right; it is a phone call, which has no message sid
        channel.read(request)


def test_without_public_address_every_request_is_refused() -> None:
    body = (HERE / "twilio" / "text.txt").read_bytes()
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        SIGNATURE_HEADER: RequestValidator("token-1").compute_signature("/twilio", dict(parse_qsl(body.decode()))),
    }
    with pytest.raises(errors.BadSignature):
        TwilioChannel(TwilioSettings(ACCOUNT, "token-1", "")).read(WebRequest("/twilio", "", headers, body))


@pytest.mark.parametrize("settings", [TelegramSettings(TOKEN, SECRET), TwilioSettings(ACCOUNT, "token-1", PUBLIC)])
def test_settings_never_show_their_secrets(settings: object) -> None:
    shown = repr(settings)
    assert not any(secret in shown for secret in (TOKEN, SECRET, "token-1"))
