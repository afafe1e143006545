"""What a row says at this moment: its words, and the picture that goes with the first of them."""

from dataclasses import replace
from datetime import datetime
from typing import Final

import structlog

from bot.content.render import render
from bot.content.schema import Library
from bot.delivery.patience import reader_of
from bot.errors import ContentBroken, NotDrawn, Undeliverable
from bot.model import ChannelName, Form, Outgoing
from bot.ports import Due, Painter

Words = tuple[Outgoing, ...]
SHOWS_PICTURES: Final = (ChannelName.TELEGRAM, ChannelName.SIMULATOR)
log = structlog.get_logger()


def worded(due: Due, library: Library, now: datetime) -> Words:
    """Raises `Undeliverable` for what cannot be worded: a visible dead letter."""
    try:
        return render(due.say, reader_of(due, now), library)
    except ContentBroken:
        raise Undeliverable("content") from None
    except Exception as error:  # noqa: BLE001 – one broken text must not end delivery
        log.error("render_broken", text_id=due.say.text, error=type(error).__name__)
        raise Undeliverable("render") from None


def may_have_picture(due: Due) -> bool:
    """Where the channel shows pictures, as long as its first message was not sent."""
    shows = due.address.channel in SHOWS_PICTURES and due.conversation.form is not Form.SMS
    return bool(due.say.picture) and shows and not due.part


def with_picture(painter: Painter, due: Due, words: Words) -> Words:
    """The first message with its picture, if it can be drawn. Takes long: to be asked in a thread."""
    try:
        drawn = painter.png(due.say.picture, words[0].language)
    except NotDrawn:
        log.error("not_drawn", text_id=due.say.text)
        return words
    return (replace(words[0], picture=drawn), *words[1:])
