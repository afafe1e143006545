"""By SMS nothing of an outcome is cut off: the number to call stands in the last words."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from bot.content.opening import AMSTERDAM
from bot.content.render import Reader, render
from bot.content.schema import Library
from bot.content.sms import plain_letters, sms_parts
from bot.model import Address, ChannelName, Form, Say
from bot.selfcheck import CHECK, RULES

NOW = datetime(2026, 6, 1, 12, tzinfo=AMSTERDAM)
OUTSIDE = ("jong.zeg", "welkom.zeg", "bel_nu.zeg", "tot_later.zeg")


def outcomes(library: Library) -> Iterator[Say]:
    """All that can be said by SMS: whom to call, each tip with each of its reasons, all that can go well at once."""
    check = library.checks[CHECK]
    asked = [question for question in check.questions.values() if not question.sensitive]
    always = (("altijd", f"@{check.text('zin.altijd')}"),)
    yield from (Say(text, always) for text in library.texts if text.startswith(check.text("contact.")))
    yield from (Say(f"flows/{CHECK}#{part}") for part in OUTSIDE)
    for question in asked:
        for answer in question.answers:
            tips = (named.tip for named in RULES.values() if answer.signal and answer.signal in named.signals)
            because = f"@{check.text(f'{question.id}.{answer.id}.omdat')}"
            yield from (Say(check.text(f"tip.{tip}"), (("omdat", because),)) for tip in tips)
    good = [f"{question.id}.{one.id}" for question in asked for one in question.answers[:1] if one.strength]
    yield Say(check.text("zin.goed"), (("krachten", " ".join(f"@{check.text(f'{part}.kracht')}" for part in good)),))


@pytest.mark.parametrize("language", ["nl", "en", "tr", "ar", "pl", "uk"])
def test_an_outcome_arrives_whole(library: Library, language: str) -> None:
    by_sms, rich = (
        Reader(Address(ChannelName.CONSOLE, "x"), language, form, None, NOW) for form in (Form.SMS, Form.TELEGRAM)
    )
    said = list(outcomes(library))
    assert len(said) > 30
    for say in said:
        whole, (short,) = render(say, rich, library)[0], render(say, by_sms, library)
        assert short.text == plain_letters(whole.text), say.text
        assert short.language == language
        assert sms_parts(short.text) <= library.languages[language].sms_parts, say.text
