"""The Telegram channel with the real python-telegram-bot client against telemelya, over real HTTP."""

import itertools
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from bot.channels.accounts import TelegramSettings
from bot.channels.telegram import TelegramChannel
from bot.errors import PersonStopped, SendFailed, TryLater, Undeliverable
from bot.model import Address, Button, ChannelName, Incoming, IncomingKind, Outgoing
from bot.ports import WebRequest
from tests.emulators.faults import RETRY_AFTER
from tests.emulators.fixtures import FaultyTelegram
from tests.emulators.serving import served

SECRET = "s3cret"
CHATS = itertools.count(5001)


@dataclass(frozen=True, slots=True)
class Setup:
    channel: TelegramChannel
    telegram: FaultyTelegram
    token: str
    chat: int

    @property
    def address(self) -> Address:
        return Address(ChannelName.TELEGRAM, str(self.chat))

    def says(self, text: str = "Hallo", *buttons: Button) -> Outgoing:
        return Outgoing(self.address, text, buttons)

    async def calls(self, method: str) -> list[dict[str, Any]]:
        calls = await self.telegram.server.calls()
        return [call for call in calls if call["method"] == method and call["raw"].get("chat_id") in {None, self.chat}]


@pytest_asyncio.fixture
async def setup(faulty_telegram: FaultyTelegram) -> AsyncIterator[Setup]:
    chat = next(CHATS)
    token = f"{chat}:test"
    settings = TelegramSettings(token, SECRET, f"{faulty_telegram.address}/bot", timeout=0.5)
    channel = TelegramChannel(settings)
    yield Setup(channel, faulty_telegram, token, chat)
    await channel.close()


async def test_words_buttons_and_protection_arrive(setup: Setup) -> None:
    buttons = (Button("Weet ik niet", "7:weet_niet"), Button("أسبوع ١٢", "7:twaalf"))
    sent = await setup.channel.send(setup.says("Hoe ver ben je?\n\nبالأسابيع", *buttons))
    [call] = await setup.calls("sendMessage")
    assert (call["text"], call["message_id"]) == ("Hoe ver ben je?\n\nبالأسابيع", int(sent.message_id))
    assert call["reply_markup"] == {
        "inline_keyboard": [
            [{"text": "Weet ik niet", "callback_data": "7:weet_niet"}],
            [{"text": "أسبوع ١٢", "callback_data": "7:twaalf"}],
        ]
    }
    assert call["raw"]["protect_content"] is True
    assert call["raw"]["link_preview_options"] == {"is_disabled": True}


async def test_half_an_emoji_does_not_stop_the_words(setup: Setup) -> None:
    await setup.channel.send(setup.says("help \ud83d nu"))
    assert [call["text"] for call in await setup.calls("sendMessage")] == ["help ? nu"]


async def test_buttons_are_retired_and_messages_erased(setup: Setup) -> None:
    sent = await setup.channel.send(setup.says("Ja of nee?", Button("Ja", "1:ja")))
    await setup.channel.retire(setup.address, sent.message_id)
    await setup.channel.erase(setup.address, sent.message_id)
    [edit] = await setup.calls("editMessageReplyMarkup")
    [erased] = await setup.calls("deleteMessage")
    assert "reply_markup" not in edit["raw"]
    assert edit["message_id"] == erased["message_id"] == int(sent.message_id)


async def test_a_tap_is_answered(setup: Setup) -> None:
    incoming = Incoming("k", setup.address, IncomingKind.TAP, tap="1:ja", tap_id=f"tap-{setup.chat}")
    await setup.channel.heard(incoming)
    taps = [call["callback_query_id"] for call in await setup.calls("answerCallbackQuery")]
    assert f"tap-{setup.chat}" in taps


PICTURE = b"\x89PNG\r\n\x1a\n" + b"x" * 5000


async def test_a_picture_goes_with_its_words_as_caption(setup: Setup) -> None:
    words = replace(setup.says("Zus: luistert \ud83d", Button("Klaar", "3:klaar")), picture=PICTURE)
    sent = await setup.channel.send(words)
    [call] = await setup.calls("sendPhoto")
    assert (call["caption"], call["message_id"]) == ("Zus: luistert ?", int(sent.message_id))
    assert await setup.calls("sendMessage") == []


async def test_a_picture_that_is_refused_leaves_the_words(setup: Setup) -> None:
    setup.telegram.faults.next("toolong")  # any refusal of what it is
    sent = await setup.channel.send(replace(setup.says("Zus: luistert"), picture=PICTURE))
    [call] = await setup.calls("sendMessage")
    assert (call["text"], call["message_id"]) == ("Zus: luistert", int(sent.message_id))


async def test_a_picture_for_who_blocked_us_is_not_tried_as_words(setup: Setup) -> None:
    setup.telegram.faults.next("blocked")
    with pytest.raises(PersonStopped):
        await setup.channel.send(replace(setup.says("Zus: luistert"), picture=PICTURE))
    assert await setup.calls("sendMessage") == []


FAILURES = {
    "busy": TryLater("429", RETRY_AFTER),
    "blocked": PersonStopped("403_blocked"),
    "deactivated": PersonStopped("403_deactivated"),
    "gone": Undeliverable("400_chat_not_found"),
    "toolong": Undeliverable("400_too_long"),
    "stranger": TryLater("401"),
    "twice": TryLater("409"),
    "down": TryLater("network"),
    "broken": TryLater("network"),
    "garbage": TryLater("answer"),
    "silent": TryLater("timeout"),
    "cut": TryLater("network"),
    "lost": TryLater("network"),
}


@pytest.mark.parametrize("kind", FAILURES)
async def test_every_failure_has_a_name(setup: Setup, kind: str) -> None:
    setup.telegram.faults.next(kind)
    with pytest.raises(SendFailed) as failure:
        await setup.channel.send(setup.says(f"Lieve {kind}"))
    expected = FAILURES[kind]
    assert (type(failure.value), failure.value.args) == (type(expected), expected.args)
    assert getattr(failure.value, "seconds", None) == getattr(expected, "seconds", None)
    assert len(await setup.calls("sendMessage")) == (1 if kind == "lost" else 0)
    await setup.channel.send(setup.says("en daarna gaat het weer"))


async def test_courtesies_never_raise(setup: Setup) -> None:
    tap = Incoming("k", setup.address, IncomingKind.TAP, tap_id="x")
    setup.telegram.faults.next(*["down", "cut", "gone"])
    await setup.channel.heard(tap)
    await setup.channel.retire(setup.address, "1")
    await setup.channel.erase(setup.address, "1")
    await setup.channel.erase(setup.address, "not a number")
    await setup.channel.retire(Address(ChannelName.TELEGRAM, "nobody"), "1")
    assert setup.telegram.faults.done.total() == 3


async def test_a_message_that_could_not_go_now_may_go_later(setup: Setup) -> None:
    setup.telegram.faults.next("down")
    with pytest.raises(TryLater):
        await setup.channel.erase(setup.address, "1")


async def test_chats_words_and_tokens_reach_no_log(setup: Setup, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await setup.channel.send(setup.says("iets vertrouwelijks"))
        for kind in ("garbage", "cut", "down", "silent", "blocked"):
            setup.telegram.faults.next(kind)
            with pytest.raises(SendFailed):
                await setup.channel.send(setup.says("iets vertrouwelijks"))
    assert not any(word in caplog.text for word in ("vertrouwelijk", str(setup.chat), setup.token, "maintenance"))


async def test_nobody_is_undeliverable(setup: Setup) -> None:
    with pytest.raises(Undeliverable):
        await setup.channel.send(Outgoing(Address(ChannelName.TELEGRAM, "nobody"), "Hallo"))


async def test_uploads_work(setup: Setup) -> None:
    """The sound of later issues goes through the same request class."""
    photo = await setup.channel.bot.send_photo(setup.chat, b"\x89PNG" + b"x" * 5000, caption="kaart", filename="k.png")
    voice = await setup.channel.bot.send_voice(setup.chat, b"OggS" + b"y" * 3000, filename="v.ogg")
    assert (photo.photo[-1].file_size, photo.caption) == (5004, "kaart")
    assert voice.voice is not None
    assert voice.voice.file_size == 3004


VOICE = {
    "message": {
        "message_id": 9,
        "from": {"id": 1, "is_bot": False, "first_name": "Elif", "language_code": "tr"},
        "chat": {"id": 1, "type": "private"},
        "date": 1790000000,
        "voice": {"file_id": "f", "file_unique_id": "u", "duration": 3},
    }
}


async def test_webhook_deliveries_carry_the_secret(setup: Setup) -> None:
    """setWebhook with our secret, then telemelya's own updates and a voice note, to a web app of ours."""
    heard: list[Any] = []

    async def hook(request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        heard.extend(setup.channel.read(WebRequest(request.path, request.query_string, headers, await request.read())))
        return web.json_response({})

    app = web.Application()
    app.router.add_post("/hook", hook)
    async with served(app) as address:
        await setup.channel.subscribe(f"{address}/hook")
        await setup.telegram.server.say(setup.token, setup.chat, command="/start tr")
        await setup.telegram.server.say(setup.token, setup.chat, callback_data="7:ja", callback_message_id=3)
        assert (await setup.telegram.server.update(setup.token, VOICE))["status_code"] == 200
        await setup.channel.unsubscribe()
    assert [(one.kind, one.start_code, one.tap) for one in heard] == [
        (IncomingKind.TEXT, "tr", ""),
        (IncomingKind.TAP, "", "7:ja"),
        (IncomingKind.VOICE, "", ""),
    ]
