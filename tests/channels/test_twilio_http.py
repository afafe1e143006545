"""The Twilio channel with the real Twilio client against a strict local Twilio, over real HTTP."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
import pytest_asyncio
from aiohttp import web
from twilio.base.exceptions import TwilioRestException

from bot.channels.accounts import TwilioSettings
from bot.channels.twilio import TwilioChannel
from bot.errors import PersonStopped, SendFailed, TryLater, Undeliverable
from bot.model import Address, ChannelName, Delivery, DeliveryStatus, Incoming, IncomingKind, Outgoing
from bot.ports import WebRequest
from tests.emulators.faults import Faults, fault_proxy
from tests.emulators.fixtures import TwilioServer
from tests.emulators.serving import served
from tests.emulators.twilio import ACCOUNT, NUMBER, SERVICE, TOKEN
from tests.emulators.twilio_rules import Refusal, refusal

PHONE = "+31600000001"


def settings_for(address: str) -> TwilioSettings:
    return TwilioSettings(ACCOUNT, TOKEN, "https://wijzer.example", SERVICE, base_url=address, timeout=0.5)


@pytest_asyncio.fixture
async def channel(twilio_server: TwilioServer) -> AsyncIterator[TwilioChannel]:
    made = TwilioChannel(settings_for(twilio_server.address))
    yield made
    await made.close()


def says(text: str = "Hallo", to: str = PHONE, channel: ChannelName = ChannelName.SMS) -> Outgoing:
    return Outgoing(Address(channel, to), text)


async def test_an_sms_arrives_through_the_messaging_service(
    channel: TwilioChannel, twilio_server: TwilioServer
) -> None:
    sent = await channel.send(says("أنا هنا. Bel 112 & blijf aan de lijn + wacht"))
    message = twilio_server.account.sent[sent.message_id]
    assert (message["to"], message["body"]) == (PHONE, "أنا هنا. Bel 112 & blijf aan de lijn + wacht")
    assert (message["messaging_service_sid"], message["from"]) == (SERVICE, None)
    assert twilio_server.account.callbacks[sent.message_id] == "https://wijzer.example/twilio/status"


async def test_an_sms_arrives_from_a_neutral_sender(twilio_server: TwilioServer) -> None:
    settings = replace(
        settings_for(twilio_server.address), messaging_service_sid="", sender="Wijzer", public_address=""
    )
    async with closing(TwilioChannel(settings)) as channel:
        sent = await channel.send(says())
    assert twilio_server.account.sent[sent.message_id]["from"] == "Wijzer"
    assert twilio_server.account.callbacks == {}


async def test_whatsapp_goes_from_whatsapp_to_whatsapp(twilio_server: TwilioServer) -> None:
    settings = replace(settings_for(twilio_server.address), messaging_service_sid="", sender=NUMBER)
    async with closing(TwilioChannel(settings, ChannelName.WHATSAPP)) as channel:
        sent = await channel.send(says(channel=ChannelName.WHATSAPP))
    message = twilio_server.account.sent[sent.message_id]
    assert (message["to"], message["from"]) == (f"whatsapp:{PHONE}", f"whatsapp:{NUMBER}")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+15005550001", Undeliverable("21211")),
        ("+15005550002", Undeliverable("21612")),
        ("+15005550003", Undeliverable("21408")),
        ("+15005550004", PersonStopped("21610")),
        ("+15005550009", Undeliverable("21614")),
        ("0612345678", Undeliverable("21211")),
    ],
)
async def test_twilios_test_numbers(channel: TwilioChannel, number: str, expected: SendFailed) -> None:
    await fails(channel, says(to=number), expected)


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [
        (Refusal(20429, 429), TryLater("20429")),
        (Refusal(20500, 500), TryLater("20500")),
        (Refusal(20503, 503), TryLater("20503")),
        (Refusal(30001, 400), TryLater("30001")),
        (Refusal(21611, 400), TryLater("21611")),
        (Refusal(30005, 400), Undeliverable("30005")),
        (Refusal(63016, 400), Undeliverable("63016")),
        (Refusal(99999, 400), Undeliverable("99999")),
        (Refusal(99998, 503), TryLater("99998")),
        (Refusal(99997, 403), TryLater("99997")),
    ],
)
async def test_twilios_codes(
    channel: TwilioChannel, twilio_server: TwilioServer, refusal: Refusal, expected: SendFailed
) -> None:
    twilio_server.account.fail_next(refusal)
    await fails(channel, says(), expected)
    await channel.send(says("en daarna gaat het weer"))


async def test_wrong_credentials_keep_the_message(twilio_server: TwilioServer) -> None:
    settings = replace(settings_for(twilio_server.address), auth_token="another")
    async with closing(TwilioChannel(settings)) as channel:
        await fails(channel, says(), TryLater("20003"))


async def test_too_long_a_text_is_never_sent(channel: TwilioChannel) -> None:
    await fails(channel, says("x" * 1601), Undeliverable("21617"))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("down", "502"), ("garbage", "answer"), ("silent", "timeout"), ("cut", "network"), ("lost", "network")],
)
async def test_trouble_on_the_way(twilio_server: TwilioServer, kind: str, expected: str) -> None:
    faults = Faults(twilio_server.address)
    async with served(fault_proxy(faults)) as address, closing(TwilioChannel(settings_for(address))) as channel:
        faults.next(kind)
        await fails(channel, says(), TryLater(expected))
        assert len(twilio_server.account.sent) == (1 if kind == "lost" else 0)


async def test_erasing_empties_twilios_copy(channel: TwilioChannel, twilio_server: TwilioServer) -> None:
    sent = await channel.send(says("iets vertrouwelijks"))
    await channel.erase(Address(ChannelName.SMS, PHONE), sent.message_id)
    assert twilio_server.account.sent[sent.message_id]["body"] == ""


async def test_courtesies_never_raise(channel: TwilioChannel, twilio_server: TwilioServer) -> None:
    address = Address(ChannelName.SMS, PHONE)
    twilio_server.account.fail_next(Refusal(20500, 500))
    await channel.erase(address, f"SM{1:032x}")
    await channel.erase(address, "unknown")
    await channel.retire(address, "unknown")
    await channel.heard(Incoming("k", address, IncomingKind.TEXT))
    assert twilio_server.account.sent == {}


async def test_webhooks_of_the_emulator_are_believed(channel: TwilioChannel, twilio_server: TwilioServer) -> None:
    """A message from a phone and a status callback, signed for the public address and brought behind it."""
    heard: list[Incoming | Delivery] = []

    async def hook(request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        heard.extend(channel.read(WebRequest(request.path, request.query_string, headers, await request.read())))
        return web.Response(text="<Response/>", content_type="text/xml")

    app = web.Application()
    app.router.add_post("/twilio{rest:.*}", hook)
    sent = await channel.send(says())
    async with served(app) as address:
        twilio_server.account.deliver_to = address
        assert await twilio_server.account.incoming("/twilio?v=1", From=PHONE, Body="Ik ben één & alleen + bang") == 200
        assert await twilio_server.account.report(sent.message_id, MessageStatus="sent") == 200
        assert await twilio_server.account.report(sent.message_id, MessageStatus="failed", ErrorCode="21610") == 200
    said, failed = heard
    assert isinstance(said, Incoming)
    assert (said.address, said.text) == (Address(ChannelName.SMS, PHONE), "Ik ben één & alleen + bang")
    key = f"twilio:{sent.message_id}:stopped"
    assert failed == Delivery(key, ChannelName.SMS, sent.message_id, DeliveryStatus.STOPPED, "21610")


async def test_numbers_and_words_reach_no_log(channel: TwilioChannel, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await channel.send(says("iets vertrouwelijks"))
        await fails(channel, says("iets vertrouwelijks", "+15005550004"), PersonStopped("21610"))
    assert not any(word in caplog.text for word in ("vertrouwelijk", PHONE[1:], "15005550004", TOKEN, ACCOUNT))


async def test_many_at_once(channel: TwilioChannel, twilio_server: TwilioServer) -> None:
    sent = await asyncio.gather(*(channel.send(says(str(n))) for n in range(50)))
    assert sorted(int(twilio_server.account.sent[one.message_id]["body"]) for one in sent) == list(range(50))


@pytest.mark.parametrize(
    ("region", "edge", "host"),
    [("", "", "api.twilio.com"), ("ie1", "", "api.ie1.twilio.com"), ("ie1", "dublin", "api.dublin.ie1.twilio.com")],
)
async def test_region_and_edge_choose_the_host(region: str, edge: str, host: str) -> None:
    settings = replace(settings_for(""), region=region, edge=edge)
    async with closing(TwilioChannel(settings)) as channel:
        address = channel._account.client().get_hostname("https://api.twilio.com/2010-04-01/Accounts")
    assert address == f"https://{host}/2010-04-01/Accounts"


@pytest.mark.parametrize(
    ("resource", "form", "code"),
    [
        ("Messages", {"To": PHONE, "From": "Wijzer", "Body": "x"}, None),
        ("Messages", {"To": PHONE, "From": "Wijzer", "Body": "x", "Colour": "red"}, 20001),
        ("Messages", {"To": PHONE, "From": "Wijzer", "Body": "x", "ValidityPeriod": "soon"}, 20001),
        ("Messages", {"To": PHONE, "From": "Wijzer", "Body": "x", "ContentRetention": "keep"}, 20001),
        ("Messages", {"To": PHONE, "From": "A name far too long", "Body": "x"}, 21212),
        ("Messages", {"To": PHONE, "MessagingServiceSid": "MG1", "Body": "x"}, 20001),
        ("Messages", {"To": PHONE, "From": "Wijzer", "Body": "x", "StatusCallback": "/status"}, 21609),
        ("Messages", {"To": f"whatsapp:{PHONE}", "From": NUMBER, "Body": "x"}, 20001),
        ("Messages", {"From": NUMBER, "Body": "x"}, 21604),
        ("Messages", {"To": PHONE, "Body": "x"}, 21603),
        ("Messages", {"To": PHONE, "From": NUMBER}, 21602),
        ("Message", {"Body": ""}, None),
        ("Message", {"Body": "andere woorden"}, 20001),
        ("Calls", {"To": PHONE, "From": NUMBER, "Url": "https://wijzer.example/voice", "Timeout": "20"}, None),
        ("Calls", {"To": PHONE, "From": NUMBER, "Url": "https://wijzer.example/voice", "Method": "PUT"}, 20001),
        ("Calls", {"To": PHONE, "From": NUMBER}, 21205),
    ],
)
def test_the_emulator_is_strict(resource: str, form: dict[str, str], code: int | None) -> None:
    found = refusal(resource, form.items())
    assert (found.code if found else None) == code


async def test_the_emulator_takes_calls_from_the_real_client(channel: TwilioChannel) -> None:
    client = channel._account.client()
    call = await client.calls.create_async(to=PHONE, from_=NUMBER, url="https://wijzer.example/voice")
    assert call.status == "queued"
    with pytest.raises(TwilioRestException, match="Invalid parameter"):
        await client.calls.create_async(
            to=PHONE, from_=NUMBER, url="https://wijzer.example/v", machine_detection="Maybe"
        )


async def fails(channel: TwilioChannel, outgoing: Outgoing, expected: SendFailed) -> None:
    with pytest.raises(SendFailed) as failure:
        await channel.send(outgoing)
    assert (type(failure.value), failure.value.code) == (type(expected), expected.code)


@asynccontextmanager
async def closing(channel: TwilioChannel) -> AsyncIterator[TwilioChannel]:
    try:
        yield channel
    finally:
        await channel.close()
