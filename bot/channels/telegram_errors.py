"""What Telegram's refusals mean for a message. A new refusal is a new row here."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.errors import PersonStopped, SendFailed, TryLater, Undeliverable


@dataclass(frozen=True, slots=True)
class _Row:
    error: type[TelegramError]
    words: str  # part of Telegram's description, lower case; empty: any
    failure: type[SendFailed]
    code: str


# First match wins. BadRequest and TimedOut are kinds of NetworkError, so they stand above it.
_TABLE: Final = (
    _Row(Forbidden, "bots can't send messages to bots", Undeliverable, "403_is_a_bot"),
    _Row(Forbidden, "voice_messages_forbidden", Undeliverable, "403_no_voice"),
    _Row(Forbidden, "blocked", PersonStopped, "403_blocked"),
    _Row(Forbidden, "deactivated", PersonStopped, "403_deactivated"),
    _Row(Forbidden, "", PersonStopped, "403"),
    _Row(ChatMigrated, "", Undeliverable, "chat_migrated"),
    _Row(BadRequest, "chat not found", Undeliverable, "400_chat_not_found"),
    _Row(BadRequest, "user not found", Undeliverable, "400_user_not_found"),
    _Row(BadRequest, "too long", Undeliverable, "400_too_long"),
    _Row(BadRequest, "voice_messages_forbidden", Undeliverable, "400_no_voice"),  # she takes none, of nobody
    _Row(BadRequest, "text is empty", Undeliverable, "400_empty"),
    _Row(BadRequest, "button_data_invalid", Undeliverable, "400_button"),
    _Row(BadRequest, "", Undeliverable, "400"),
    # A wrong token or a second poller is ours to mend; her message waits for that.
    _Row(InvalidToken, "", TryLater, "401"),
    _Row(Conflict, "", TryLater, "409"),
    _Row(TimedOut, "", TryLater, "timeout"),
    _Row(NetworkError, "", TryLater, "network"),
    _Row(TelegramError, "", TryLater, "answer"),
)


def failure(error: TelegramError) -> SendFailed:
    """Telegram's error in our words; its text never leaves this function."""
    if isinstance(error, RetryAfter):
        return TryLater("429", _seconds(error.retry_after))
    row = next(row for row in _TABLE if isinstance(error, row.error) and row.words in error.message.lower())
    return row.failure(row.code)


def _seconds(wait: int | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
