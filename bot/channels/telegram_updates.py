"""What a Telegram update says, as messages from a person. Pure: no network, no clock, no token."""

import json
import re
from typing import Any, Final

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.channels.telegram_plain import Plain, plain
from bot.errors import BadPayload
from bot.model import Address, ChannelName, Incoming, IncomingKind

# Asked of Telegram both when polling and with a webhook; everything else would only be thrown away.
WANTED_UPDATES: Final = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
)

_READ: Final = frozenset({"update_id", *WANTED_UPDATES})

# Telegram's own alphabet for deep links; anything else after /start was typed by hand and stays text.
_START: Final = re.compile(r"/start(?:@\w+)?(?:\s+(?P<code>[A-Za-z0-9_-]{1,64}))?\s*")
_BOT_NAME: Final = re.compile(r"^(/\w+)@\w+")

# First match wins: a venue also carries a location, an animation also carries a document.
_KINDS: Final = (
    ("photo", IncomingKind.PHOTO),
    ("voice", IncomingKind.VOICE),
    ("audio", IncomingKind.VOICE),
    ("video_note", IncomingKind.VOICE),
    ("sticker", IncomingKind.STICKER),
    ("contact", IncomingKind.CONTACT),
    ("location", IncomingKind.LOCATION),
    ("venue", IncomingKind.LOCATION),
)

# What the library raises over an update whose fields are missing, of the wrong type or out of range.
_MALFORMED: Final = (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError, RecursionError)


def read_update(body: bytes, key_prefix: str) -> tuple[Incoming, ...]:
    """The message in one update, or nothing when it is not for us (groups, channels, unknown kinds).

    `body` is the update's JSON; the key becomes `<key_prefix>:<update_id>`. Raises `BadPayload`.
    """
    payload = _json(body)
    if everyday := plain(payload):
        return (_everyday(f"{key_prefix}:{everyday.update}", everyday),)
    return by_library(payload, key_prefix)


def by_library(payload: Any, key_prefix: str) -> tuple[Incoming, ...]:
    """The same for any update, by python-telegram-bot's types. Raises `BadPayload`."""
    update = _parsed(payload)
    key = f"{key_prefix}:{update.update_id}"
    if update.message:
        return _message(key, update.message, edited=False)
    if update.edited_message:
        return _message(key, update.edited_message, edited=True)
    if update.callback_query:
        return _tap(key, update.callback_query)
    if update.my_chat_member:
        return _membership(key, update.my_chat_member)
    return ()


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except _MALFORMED as problem:
        raise BadPayload("not JSON") from problem


def _everyday(key: str, said: Plain) -> Incoming:
    text, start_code = _words(said.text)
    return Incoming(
        key=key,
        address=_address(said.chat),
        kind=IncomingKind.TAP if said.tap else IncomingKind.TEXT,
        text=text,
        tap=said.tap,
        tap_id=said.tap_id,
        message_id=str(said.message),
        language_hint=said.language,
        start_code=start_code,
    )


def _parsed(payload: Any) -> Update:
    try:
        # A kind we never asked for may have a shape our library does not know: it is passed over unread.
        update = Update.de_json({key: payload[key] for key in payload.keys() & _READ}, None)
    except _MALFORMED as problem:
        raise BadPayload("not an update") from problem
    if type(update.update_id) is not int:
        raise BadPayload("update_id is not a number")
    return update


def _message(key: str, message: Message, *, edited: bool) -> tuple[Incoming, ...]:
    if not _is_personal(message):
        return ()
    kind = _kind(message)
    if kind is None:
        return ()
    text, start_code = _words(message.text or message.caption or "")
    return (
        Incoming(
            key=key,
            address=_address(message.chat.id),
            kind=kind,
            text=text,
            message_id=str(message.message_id),
            language_hint=_language(message),
            start_code=start_code,
            edited=edited,
        ),
    )


def _is_personal(message: Message) -> bool:
    """A conversation of two. A group may be read by a partner, so it is never answered."""
    return message.chat.type == ChatType.PRIVATE


def _kind(message: Message) -> IncomingKind | None:
    """None for Telegram's own notices (a pinned message, a changed timer), which nobody said."""
    if message.text:
        return IncomingKind.TEXT
    for name, kind in _KINDS:
        if getattr(message, name):
            return kind
    # Kinds of content younger than our library land in api_kwargs and deserve a kind answer too.
    return IncomingKind.OTHER if message.effective_attachment or message.api_kwargs else None


def _words(text: str) -> tuple[str, str]:
    """Every word she typed (a caption too: it may hold a warning sign) and the code of a deep link."""
    start = _START.fullmatch(text)
    if start:
        return "/start", start["code"] or ""
    return _BOT_NAME.sub(r"\1", text), ""


def _tap(key: str, query: CallbackQuery) -> tuple[Incoming, ...]:
    message = query.message
    if message is None or message.chat.type != ChatType.PRIVATE or not query.data:
        return ()
    return (
        Incoming(
            key=key,
            address=_address(message.chat.id),
            kind=IncomingKind.TAP,
            tap=query.data,
            tap_id=query.id,
            message_id=str(message.message_id),
            language_hint=query.from_user.language_code or "",
        ),
    )


def _membership(key: str, change: ChatMemberUpdated) -> tuple[Incoming, ...]:
    """Blocking the bot reaches us as her having kicked it out of their chat."""
    blocked = change.new_chat_member.status == ChatMemberStatus.BANNED
    if change.chat.type != ChatType.PRIVATE or not blocked:
        return ()
    return (Incoming(key=key, address=_address(change.chat.id), kind=IncomingKind.BLOCKED),)


def _address(chat: int) -> Address:
    return Address(ChannelName.TELEGRAM, str(chat))


def _language(message: Message) -> str:
    return (message.from_user.language_code or "") if message.from_user else ""
