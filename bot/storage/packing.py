"""Values to JSON bytes and back, before sealing and after opening. Fields at their default are left out."""

from dataclasses import dataclass, replace
from typing import Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.content.questions import flow_owner
from bot.errors import SealBroken
from bot.model import Address, Conversation, KeepForLearning, Say
from bot.selfcheck import CHECK_FLOWS, is_kept_here
from bot.summary import FLOW as SUMMARY

T = TypeVar("T")

_OF_CHECK: Final = tuple(f"{flow_owner(flow)}#" for flow in CHECK_FLOWS)
SAVES: Final = "bewaren"  # the purpose under which answers are kept longer than the session


@dataclass(frozen=True, slots=True)
class Parcel:
    """What an outbox row carries. Address and conversation only where no person row is left to tell them.

    `erases` is the provider's id of a message that goes from her screen; nothing is said then.
    """

    say: Say
    address: Address | None = None
    conversation: Conversation | None = None
    erases: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of one provider message. The text is named for questions only: no reading history."""

    message_id: str
    text_id: str = ""
    text_hash: str = ""
    language: str = ""


_CONVERSATION: Final = TypeAdapter(Conversation)
_PARCEL: Final = TypeAdapter(Parcel)
_NOTE: Final = TypeAdapter(Note)
_UNCLEAR: Final = TypeAdapter(KeepForLearning)


def pack(value: Conversation | Parcel | Note | KeepForLearning) -> bytes:
    match value:
        case Conversation():
            return _CONVERSATION.dump_json(value, exclude_defaults=True)
        case Parcel():
            return _PARCEL.dump_json(value, exclude_defaults=True)
        case Note():
            return _NOTE.dump_json(value, exclude_defaults=True)
        case KeepForLearning():
            return _UNCLEAR.dump_json(value)


def conversation_in(packed: bytes) -> Conversation:
    return _unpack(_CONVERSATION, packed)


def parcel_in(packed: bytes) -> Parcel:
    return _unpack(_PARCEL, packed)


def note_in(packed: bytes) -> Note:
    return _unpack(_NOTE, packed)


def unclear_in(packed: bytes) -> KeepForLearning:
    return _unpack(_UNCLEAR, packed)


def _unpack(adapter: TypeAdapter[T], packed: bytes) -> T:
    try:
        return adapter.validate_json(packed)
    except ValidationError:
        # From None: the original error quotes her words.
        raise SealBroken("opened, but no longer readable") from None


def card(conversation: Conversation) -> Conversation:
    """What stays of a conversation without consent. The question number stays, or an old button would seem new."""
    return Conversation(
        language=conversation.language,
        form=conversation.form,
        stopped=conversation.stopped,
        consents=conversation.consents,
        instance=conversation.instance,
        practice=conversation.practice,
        lock=conversation.lock,
        test=conversation.test,
    )


def profile(conversation: Conversation) -> Conversation:
    """What stays of a conversation with consent: answers, and the place in a flow to resume from.

    No self-check, and nothing of a summary: what she wanted to share is asked anew.
    """
    kept = without_summary(without_check(conversation))
    return replace(
        card(conversation),
        greeted=kept.greeted,
        stack=kept.stack,
        behind=kept.behind,
        asked=kept.asked,
        open=kept.open,
        answers=kept.answers,
        hears=kept.hears,
    )


def check_answers(conversation: Conversation) -> dict[str, str]:
    """What she answered in the self-check."""
    return {key: value for key, value in conversation.answers.items() if is_kept_here(key)}


def without_check(conversation: Conversation) -> Conversation:
    """The conversation as if there had been no self-check: no answers of it, and not under way in it."""
    if not check_answers(conversation):
        return conversation
    question = conversation.open
    return replace(
        conversation,
        answers={key: value for key, value in conversation.answers.items() if not is_kept_here(key)},
        stack=tuple(frame for frame in conversation.stack if frame.flow not in CHECK_FLOWS),
        behind=tuple(frame for frame in conversation.behind if frame.flow not in CHECK_FLOWS),
        asked=tuple(one for one in conversation.asked if one.flow not in CHECK_FLOWS),
        open=None if question and question.id.startswith(_OF_CHECK) else question,
    )


def without_summary(conversation: Conversation) -> Conversation:
    """The conversation as if she had not begun a summary: none of its answers and ticks, and not under way in it."""
    question = conversation.open
    return replace(
        conversation,
        answers={key: value for key, value in conversation.answers.items() if not key.startswith(f"{SUMMARY}.")},
        stack=tuple(frame for frame in conversation.stack if frame.flow != SUMMARY),
        behind=tuple(frame for frame in conversation.behind if frame.flow != SUMMARY),
        asked=tuple(one for one in conversation.asked if one.flow != SUMMARY),
        open=None if question and question.id.startswith(f"flows/{SUMMARY}#") else question,
    )


def lasting(conversation: Conversation) -> Conversation:
    """What stays 48 hours after her last message."""
    return profile(conversation) if SAVES in conversation.consents else card(conversation)
