"""Whatever she sends as her own words: shown to her and shared as it is, made harmless, or refused kindly."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.content.render import Reader, render
from bot.content.schema import Library
from bot.dialogue.engine import advance
from bot.dialogue.rules import OLD_ENOUGH
from bot.errands import summary_of
from bot.model import (
    OUT_OF_SCOPE,
    Address,
    AnswerKind,
    ChannelName,
    Conversation,
    CreateShare,
    Form,
    Frame,
    Meaning,
    Question,
    Source,
    Turn,
    Way,
)
from bot.summary import Consented
from bot.understanding.clean import clean, cut

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
CASES = [dict(case) for case in YAML(typ="safe").load(Path(__file__).with_name("bad_input.yaml"))]
ASKED = Question("flows/samenvatting#eigen.vraag", 7, AnswerKind.OWN_WORDS)
AT_THE_QUESTION = Conversation(
    language="nl",
    greeted=True,
    stack=(Frame("samenvatting", "eigen"),),
    open=ASKED,
    instance=7,
    answers={OLD_ENOUGH: "ja"},
)


def answered(words: str, library: Library, form: Form) -> Turn:
    """As the understander hands her words on: cleaned and cut."""
    said = cut(clean(words))
    source, answer = (Source.ANSWER, (said,)) if said else (Source.NOTHING, ())
    meaning = Meaning(source, OUT_OF_SCOPE, 1.0, answer=answer, instance=7, form=form)
    return advance(replace(AT_THE_QUESTION, form=form), meaning, library, date(2026, 6, 1))


def texts(turn: Turn, library: Library, form: Form) -> str:
    reader = Reader(Address(ChannelName.SMS, "1"), "nl", form, None, NOW)
    return "\n".join(each.text for say in turn.says for each in render(say, reader, library))


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_own_words(case: dict[str, Any], form: Form, library: Library) -> None:
    turn = answered(case["words"] * case.get("times", 1), library, form)
    kept = case.get("kept") or case["words"] * case.get("kept_times", 0)
    if not kept:
        assert "samenvatting.eigen" not in turn.conversation.answers
        assert "flows/samenvatting#eigen.fout" in [say.text for say in turn.says]
        assert turn.conversation.open is not None
        assert turn.conversation.open.id == ASKED.id
        return
    assert turn.conversation.answers["samenvatting.eigen"] == kept
    assert kept in texts(turn, library, form)
    consent = Consented("x", "y", "nl", NOW.isoformat(), NOW.isoformat())
    made = summary_of(turn.conversation, library, CreateShare(Way.NOW, ("eigen",), 7), consent)
    assert made.lines[0].words.dutch == f"Ook belangrijk: {kept}"
