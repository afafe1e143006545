"""Sound beside the words: where an SMS is heard, what a screen can play. The words go, whatever fails."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, TypeVar

import structlog

from bot.content.library import last_wording
from bot.content.opening import AMSTERDAM
from bot.content.render import Reader
from bot.content.schema import Library
from bot.content.urgent import ALOUD, LET_HEAR, PHONE_SENTENCE, URGENT
from bot.delivery.patience import reader_of
from bot.delivery.wording import Words
from bot.model import HEARD_ON, Button, Form, Outgoing, Say
from bot.ports import Due

T = TypeVar("T")
NOWHERE: Final = ""
log = structlog.get_logger()


def _no_slip(_say: Say, _reader: Reader) -> str:
    return NOWHERE


def _no_line(outgoing: Outgoing, _say: Say, _today: date) -> Outgoing:
    return outgoing


@dataclass(frozen=True, slots=True)
class Beside:
    """`slip`: what brings the sound of a message to a screen. `line`: an SMS with where it is heard under it.

    Both may take a second: they are asked in a thread.
    """

    slip: Callable[[Say, Reader], str] = _no_slip
    line: Callable[[Outgoing, Say, date], Outgoing] = _no_line


def with_button(library: Library, due: Due, words: Words) -> Words:
    """Under an urgent text's Dutch sentence, where voices are sent: one tap, and it is heard slow and loud."""
    sign = due.say.text.removeprefix(URGENT)
    if due.address.channel not in HEARD_ON or not _is_sentence(due, words) or LET_HEAR not in library.texts:
        return words
    label = last_wording(library, LET_HEAR, words[-1].language).words
    return (*words[:-1], replace(words[-1], buttons=(Button(label, f"0:{ALOUD}{sign}"),)))


def _is_sentence(due: Due, words: Words) -> bool:
    return bool(words) and words[-1].text_id == f"{due.say.text}#{PHONE_SENTENCE}" and not words[-1].buttons


def with_slip(beside: Beside, due: Due, words: Words, now: datetime) -> Words:
    """The first message with what brings the sound of all of them; an urgent text's last with that of its sentence."""
    slip = _tried(due, lambda: beside.slip(due.say, reader_of(due, now)), NOWHERE)
    words = (replace(words[0], slip=slip), *words[1:])
    if not _is_sentence(due, words):
        return words
    said = Say(words[-1].text_id, language=due.say.language)
    aloud = _tried(due, lambda: beside.slip(said, reader_of(due, now)), NOWHERE)
    return (*words[:-1], replace(words[-1], aloud=aloud))


def may_have_line(due: Due) -> bool:
    """By SMS, and never while questions are asked: an address lies open on her phone, as what she is asked may not."""
    return due.conversation.form is Form.SMS and not due.conversation.stack


def with_line(beside: Beside, due: Due, words: Words, now: datetime) -> Words:
    """Under the last message where it is heard."""
    last = _tried(due, lambda: beside.line(words[-1], due.say, now.astimezone(AMSTERDAM).date()), words[-1])
    return (*words[:-1], last)


def _tried(due: Due, work: Callable[[], T], otherwise: T) -> T:
    try:
        return work()
    except Exception as error:  # noqa: BLE001 – nothing about sound keeps words from going
        log.error("not_heard", text_id=due.say.text, error=type(error).__name__)
        return otherwise
