"""Who reads in these tests, and when."""

from collections.abc import Sequence
from datetime import datetime

from bot.content.opening import AMSTERDAM
from bot.content.render import Reader
from bot.model import Address, Care, ChannelName, Form, Outgoing

MONDAY = datetime(2026, 6, 1, 10, tzinfo=AMSTERDAM)
NIGHT = datetime(2026, 6, 1, 23, tzinfo=AMSTERDAM)
LATER = datetime(2028, 6, 1, 10, tzinfo=AMSTERDAM)
SMS = Address(ChannelName.SMS, "+31600000000")
CHAT = Address(ChannelName.TELEGRAM, "1")


def reader(
    language: str = "nl", form: Form = Form.TELEGRAM, care: Care | None = None, now: datetime = MONDAY
) -> Reader:
    return Reader(SMS if form is Form.SMS else CHAT, language, form, care, now)


def texts(outgoing: Sequence[Outgoing]) -> list[str]:
    return [message.text for message in outgoing]


def ids(outgoing: Sequence[Outgoing]) -> list[tuple[str, str]]:
    return [(message.text_id, message.language) for message in outgoing]
