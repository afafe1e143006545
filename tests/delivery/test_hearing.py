"""Where an SMS is heard: under a topic's answer, not while questions are asked, and the words go whatever fails."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.content.render import Reader
from bot.delivery.hearing import Beside, may_have_line, with_line, with_slip
from bot.model import Address, ChannelName, Conversation, Form, Frame, Lane, Outgoing, Say
from bot.ports import Due

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HER = Address(ChannelName.SMS, "+31600000000")
WORDS = (Outgoing(HER, "Een."), Outgoing(HER, "Twee."))
DUE = Due(1, 1, HER, Say("topics/foliumzuur"), Conversation(language="nl", form=Form.SMS), Lane.TEXT, 1, 0)


def lined(outgoing: Outgoing, _say: Say, today: date) -> Outgoing:
    return replace(outgoing, text=f"{outgoing.text} {today}")


def slipped(say: Say, reader: Reader) -> str:
    return f"{say.text} {reader.language}"


def broken(*_given: object) -> str:
    raise RuntimeError


def test_the_line_is_under_the_last_and_the_slip_with_the_first() -> None:
    beside = Beside(slipped, lined)
    assert [one.text for one in with_line(beside, DUE, WORDS, NOW)] == ["Een.", "Twee. 2026-06-01"]
    assert [one.slip for one in with_slip(beside, DUE, WORDS, NOW)] == ["topics/foliumzuur nl", ""]


def test_an_urgent_text_brings_its_sentence_apart() -> None:
    due = replace(DUE, say=Say("nood/nood-val", lane=Lane.URGENT))
    words = (Outgoing(HER, "Bel."), Outgoing(HER, "Lees voor.", text_id="nood/nood-val#belzin"))
    heard = with_slip(Beside(slipped), due, words, NOW)
    assert [(one.slip, one.aloud) for one in heard] == [("nood/nood-val nl", ""), ("", "nood/nood-val#belzin nl")]


def test_whatever_fails_the_words_go() -> None:
    beside = Beside(broken, broken)  # type: ignore[arg-type]
    assert with_line(beside, DUE, WORDS, NOW) == WORDS
    assert with_slip(beside, DUE, WORDS, NOW) == WORDS


def test_without_anybody_who_speaks_nothing_changes() -> None:
    assert with_line(Beside(), DUE, WORDS, NOW) == with_slip(Beside(), DUE, WORDS, NOW) == WORDS


@pytest.mark.parametrize(
    ("conversation", "may"),
    [
        (Conversation(form=Form.SMS), True),
        (Conversation(form=Form.TELEGRAM), False),
        (Conversation(form=Form.SMS, stack=(Frame("zelfcheck", "begin"),)), False),
    ],
    ids=["sms", "telegram", "questions are asked"],
)
def test_only_by_sms_and_not_while_questions_are_asked(conversation: Conversation, may: bool) -> None:
    assert may_have_line(replace(DUE, conversation=conversation)) is may
