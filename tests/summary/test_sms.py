"""The question for consent by SMS: with its choices at most three parts, in every language it is written in."""

from datetime import UTC, datetime

import pytest

from bot.content.library import is_fresh
from bot.content.render import Reader, render
from bot.content.schema import Library
from bot.content.sms import sms_parts
from bot.model import AGREED, Address, AnswerKind, ChannelName, Form, Option, Question, Say

NOON = datetime(2026, 6, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize("language", ["nl", "en", "tr", "ar", "uk"])
@pytest.mark.parametrize("step", ["mag_nu", "mag_vooraf"])
def test_three_parts(library: Library, language: str, step: str) -> None:
    text = f"flows/samenvatting#{step}.vraag"
    options = tuple(Option(one, f"flows/samenvatting#{step}.{one}") for one in (AGREED, "nog_niet"))
    asked = Say(text, question=Question(text, 1, AnswerKind.CONSENT, options))
    reader = Reader(Address(ChannelName.SMS, "+31600000000"), language, Form.SMS, None, NOON)
    assert is_fresh(library, text, language)
    (shown,) = render(asked, reader, library)
    assert sms_parts(shown.text) <= 3, shown.text
