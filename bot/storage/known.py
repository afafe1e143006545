"""A person as opened, and what of her still counts at a moment: sessions end, her PIN shuts. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.dialogue.locking import shut
from bot.model import Address, Conversation
from bot.storage.packing import check_answers, lasting, without_check
from bot.storage.retention import SESSION, UNLOCKED
from bot.storage.vault import DataKey


@dataclass(frozen=True, slots=True)
class Known:
    """A person as opened: `version` counts her turns, `last` is the moment of her last message.

    `checked` is the moment of her last answer in the self-check, when such answers are in the conversation.
    """

    id: int
    key: DataKey
    address: Address | None  # none: let go after her stop
    conversation: Conversation
    version: int
    last: datetime
    checked: datetime | None = None


def as_of(known: Known, now: datetime) -> Known:
    """The person with her session, or her answers in the self-check, let go when their time is over; or shut."""
    if now - known.last >= SESSION:
        return replace(known, conversation=lasting(known.conversation), checked=None)
    if known.checked and now - known.checked >= SESSION:
        known = replace(known, conversation=without_check(known.conversation), checked=None)
    if known.conversation.lock and now - known.last >= UNLOCKED:
        return replace(known, conversation=shut(known.conversation))
    return known


def checked_at(before: Known, after: Conversation, at: datetime) -> datetime | None:
    """When she last answered in the self-check; None when no such answer is left."""
    answers = check_answers(after)
    if not answers:
        return None
    return before.checked if before.checked and answers == check_answers(before.conversation) else at


def flagged(known: Known, stopped: bool) -> Known:
    """The column wins over the sealed state: a provider can stop a person too."""
    if known.conversation.stopped == stopped:
        return known
    return replace(known, conversation=replace(known.conversation, stopped=stopped))
