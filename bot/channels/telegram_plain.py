"""A plain text and a tap, read without the library: nearly every update is one, and it takes long over each.

Measured: 0.10 ms of a message's CPU with python-telegram-bot's types, 0.01 ms so. Anything at all unusual is None here,
and the library says what it is, or that it is malformed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

_UPDATE: Final = 2  # its number and one kind of content
_LATEST: Final = 2**32  # seconds, the year 2106
_TEXT: Final = frozenset({"message_id", "from", "chat", "date", "text", "entities", "link_preview_options"})
_TAP: Final = frozenset({"id", "from", "message", "chat_instance", "data"})


@dataclass(frozen=True, slots=True)
class Plain:
    """A text, or a tap with its id, of one person in her own chat with us."""

    update: int
    chat: int
    message: int
    language: str
    text: str = ""
    tap: str = ""
    tap_id: str = ""


def plain(payload: Any) -> Plain | None:
    """`payload` is an update as JSON gave it."""
    if type(payload) is not dict or len(payload) != _UPDATE or type(payload.get("update_id")) is not int:
        return None
    if type(message := payload.get("message")) is dict:
        return _text(payload["update_id"], message)
    if type(tap := payload.get("callback_query")) is dict:
        return _tap(payload["update_id"], tap)
    return None


def _text(update: int, message: Mapping[str, Any]) -> Plain | None:
    text, date = message.get("text"), message.get("date")
    if not _TEXT.issuperset(message) or type(text) is not str or not text:
        return None
    if type(date) is not int or not 0 <= date <= _LATEST:
        return None
    place = _place(message)
    language = _language(message.get("from"))
    return None if place is None or language is None else Plain(update, *place, language, text)


def _tap(update: int, tap: Mapping[str, Any]) -> Plain | None:
    place, language = _place(tap.get("message")), _language(tap.get("from"))
    data, number, instance = tap.get("data"), tap.get("id"), tap.get("chat_instance")
    if place is None or language is None or not _TAP.issuperset(tap):
        return None
    if type(data) is not str or not data or type(number) is not str or type(instance) is not str:
        return None
    return Plain(update, *place, language, tap=data, tap_id=number)


def _place(message: Any) -> tuple[int, int] | None:
    """Chat and message number, when it is a conversation of two."""
    if type(message) is not dict or type(message.get("message_id")) is not int:
        return None
    chat = message.get("chat")
    if type(chat) is not dict or chat.get("type") != "private" or type(chat.get("id")) is not int:
        return None
    return chat["id"], message["message_id"]


def _language(sender: Any) -> str | None:
    """As the phone is set; empty when it does not say."""
    if type(sender) is not dict or type(sender.get("id")) is not int or type(sender.get("first_name")) is not str:
        return None
    language = sender.get("language_code", "")
    return language if type(language) is str and type(sender.get("is_bot")) is bool else None
