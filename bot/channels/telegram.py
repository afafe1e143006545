"""Telegram, through python-telegram-bot's types and Bot API calls; updates come by our own web app or poller."""

import hmac
import json
import logging
from collections.abc import Awaitable
from contextlib import suppress
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlencode

import structlog
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.error import BadRequest, TelegramError

from bot.channels.accounts import TelegramSettings
from bot.channels.telegram_errors import failure
from bot.channels.telegram_request import AiohttpRequest
from bot.channels.telegram_updates import WANTED_UPDATES, read_update
from bot.errors import BadSignature, PersonStopped, Undeliverable
from bot.model import Address, Button, ChannelName, Delivery, Incoming, Outgoing, Sent, VoiceNote
from bot.ports import WebRequest

SECRET_HEADER: Final = "x-telegram-bot-api-secret-token"
_PICTURE: Final = "kaart.png"  # says nothing of who or what
_SOUND: Final = "geluid.ogg"
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)

# At its debug level the library writes every call down, her number and our words included.
logging.getLogger("telegram").setLevel(logging.WARNING)

_log = structlog.get_logger(__name__)


class TelegramChannel:
    """Private chats with our bot. Buttons are inline keyboards, one a row, so long words stay readable."""

    name = ChannelName.TELEGRAM

    def __init__(self, settings: TelegramSettings) -> None:
        self._settings = settings
        self._request = AiohttpRequest(settings.timeout)
        self.bot: Final = Bot(
            settings.token,
            base_url=settings.base_url,
            request=self._request,
            get_updates_request=self._request,
        )
        self._key_prefix = f"telegram:{sha256(settings.token.split(':')[0].encode()).hexdigest()[:12]}"

    def read(self, request: WebRequest) -> tuple[Incoming | Delivery, ...]:
        """The message in a webhook request. Raises `BadSignature` or `BadPayload`."""
        given = request.headers.get(SECRET_HEADER, "").encode()
        wanted = self._settings.secret.encode()
        if not wanted or not hmac.compare_digest(given, wanted):
            raise BadSignature("telegram secret")
        return self.read_update(request.body)

    def read_update(self, body: bytes) -> tuple[Incoming, ...]:
        """The message in one update that reached us over our own connection. Raises `BadPayload`."""
        return read_update(body, self._key_prefix)

    async def send(self, outgoing: Outgoing) -> Sent:
        try:
            message = await self._brought(outgoing)
        except TelegramError as problem:
            raise failure(problem) from None
        return Sent(str(message.message_id), message.voice.file_id if message.voice else "")

    async def _brought(self, outgoing: Outgoing) -> Message:
        if outgoing.voice:
            return await self._speak(outgoing, outgoing.voice)
        return await (self._show(outgoing) if outgoing.picture else self._say(outgoing))

    async def _say(self, outgoing: Outgoing) -> Message:
        return await self.bot.send_message(
            chat_id=_chat(outgoing.address),
            text=_valid(outgoing.text),
            reply_markup=_keyboard(outgoing.buttons),
            link_preview_options=_NO_PREVIEW,
            protect_content=self._settings.protect_content,
        )

    async def _show(self, outgoing: Outgoing) -> Message:
        """A picture with the words as its caption; refused as a picture, the words by themselves."""
        try:
            return await self.bot.send_photo(
                chat_id=_chat(outgoing.address),
                photo=outgoing.picture,
                filename=_PICTURE,
                caption=_valid(outgoing.text),
                reply_markup=_keyboard(outgoing.buttons),
                protect_content=self._settings.protect_content,
            )
        except BadRequest:
            return await self._say(outgoing)

    async def _speak(self, outgoing: Outgoing, note: VoiceNote) -> Message:
        """Without caption. What Telegram has already is not uploaded; what it has no more is uploaded again."""
        if note.file_id:
            with suppress(BadRequest):
                return await self._voice(outgoing, note.file_id, note)
        return await self._voice(outgoing, note.content, note)

    async def _voice(self, outgoing: Outgoing, voice: str | bytes, note: VoiceNote) -> Message:
        return await self.bot.send_voice(
            chat_id=_chat(outgoing.address),
            voice=voice,
            filename=_SOUND,
            duration=note.seconds,
            protect_content=self._settings.protect_content,
        )

    async def heard(self, incoming: Incoming) -> None:
        if incoming.tap_id:
            await _best_effort(self.bot.answer_callback_query(incoming.tap_id))

    async def retire(self, address: Address, message_id: str) -> None:
        with suppress(ValueError, Undeliverable):
            await _best_effort(self.bot.edit_message_reply_markup(chat_id=_chat(address), message_id=int(message_id)))

    async def erase(self, address: Address, message_id: str) -> None:
        with suppress(ValueError, Undeliverable, PersonStopped):
            try:
                await self.bot.delete_message(_chat(address), int(message_id))
            except TelegramError as problem:
                trouble = failure(problem)
                _log.info("telegram_courtesy_failed", code=trouble.code)
                raise trouble from None

    async def subscribe(self, url: str) -> None:
        """Have Telegram bring updates to `url` (https), with our secret. Raises `SendFailed`."""
        try:
            await self.bot.set_webhook(url, allowed_updates=WANTED_UPDATES, secret_token=self._settings.secret)
        except TelegramError as problem:
            raise failure(problem) from None

    async def unsubscribe(self) -> None:
        """End the webhook, keeping what waits at Telegram: while there is one, Telegram answers no poller."""
        try:
            await self.bot.delete_webhook(drop_pending_updates=False)
        except TelegramError as problem:
            raise failure(problem) from None

    async def waiting_updates(self, offset: int, seconds: int) -> list[dict[str, Any]]:
        """Updates from `offset` on as Telegram wrote them, waiting up to `seconds` for one. Raises `SendFailed`.

        Not the library's `get_updates`: that parses all of them at once, so one odd update would stop everybody's.
        """
        question = {"offset": offset, "timeout": seconds, "allowed_updates": json.dumps(WANTED_UPDATES)}
        try:
            updates = await self._request.post(
                f"{self.bot.base_url}/getUpdates?{urlencode(question)}", read_timeout=seconds + self._settings.timeout
            )
        except TelegramError as problem:
            raise failure(problem) from None
        return updates if isinstance(updates, list) else []

    async def close(self) -> None:
        await self._request.shutdown()


async def _best_effort(call: Awaitable[object]) -> None:
    """Politeness that may fail: an old tap, a message gone already, Telegram away."""
    try:
        await call
    except TelegramError as problem:
        _log.info("telegram_courtesy_failed", code=failure(problem).code)


def _chat(address: Address) -> int:
    try:
        return int(address.value)
    except ValueError:
        raise Undeliverable("not_a_chat") from None


def _valid(text: str) -> str:
    """Half an emoji (a lone surrogate) cannot travel as UTF-8; the rest of the words still must."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _keyboard(buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(_valid(button.label), callback_data=button.tap)] for button in buttons]
    )
