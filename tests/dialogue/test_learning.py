"""When a message that was not understood may be kept, and where she is offered that."""

from dataclasses import replace
from datetime import date

import pytest

from bot.content.schema import Library
from bot.dialogue.engine import advance
from bot.dialogue.learning import worded
from bot.model import (
    AnswerKind,
    Conversation,
    Guess,
    KeepForLearning,
    Meaning,
    Option,
    Part,
    Question,
    Reading,
    Sign,
    Source,
    Turn,
)

TODAY = date(2026, 6, 1)
AGREED = Conversation(language="nl", greeted=True, consents=("meeleren",))
UNSURE = Meaning(Source.MODEL, "alcohol", 0.3, others=(Guess("medicijnen", 0.2),))
SIGN = Sign("nood-bloedverlies", "nl")
DOUBT = Question("nood/nood-koorts#vraag", 1, AnswerKind.CHOICE, (Option("nood-koorts", "ui#ja"),))


@pytest.mark.parametrize(
    ("state", "meaning", "kept"),
    [
        (AGREED, UNSURE, (KeepForLearning(("alcohol", "medicijnen")),)),
        (AGREED, Meaning(Source.NOTHING), (KeepForLearning(()),)),
        (replace(AGREED, unknown=1), Meaning(Source.NOTHING), (KeepForLearning(()),)),
        (replace(AGREED, consents=("bewaren",)), UNSURE, ()),
        (AGREED, replace(UNSURE, certainty=0.9), ()),
        (AGREED, replace(UNSURE, signs=(SIGN,)), ()),
        (AGREED, replace(UNSURE, doubt=SIGN), ()),
        (replace(AGREED, signs=(SIGN,)), UNSURE, ()),
        (replace(AGREED, open=DOUBT, instance=1), UNSURE, ()),
    ],
)
def test_kept(library: Library, state: Conversation, meaning: Meaning, kept: tuple[KeepForLearning, ...]) -> None:
    turn = advance(state, meaning, library, TODAY)
    assert tuple(task for task in turn.tasks if isinstance(task, KeepForLearning)) == kept


TURN = Turn(AGREED, tasks=(KeepForLearning(("alcohol",)),))


@pytest.mark.parametrize(
    ("reading", "tasks"),
    [
        (Reading("qwxz", language="tr"), (KeepForLearning(("alcohol",), "QWXZ", "tr"),)),
        (Reading("qwxz"), (KeepForLearning(("alcohol",), "QWXZ", "nl"),)),
        (Reading(""), ()),
        (Reading("qwxz", signs=(SIGN,)), ()),
        (Reading("qwxz", parts=(Part("qwxz", (Guess("nood-koorts", 0.09),)),)), TURN.tasks),
        (Reading("qwxz", parts=(Part("q", ()), Part("x", (Guess("alcohol", 0.5), Guess("nood-koorts", 0.1))))), ()),
    ],
)
def test_worded(library: Library, reading: Reading, tasks: tuple[KeepForLearning, ...]) -> None:
    told = worded(TURN, reading, library.urgents, str.upper).tasks
    assert told == tuple(replace(task, text="QWXZ", language=reading.language or "nl") for task in tasks)


def _buttons(turn: Turn) -> list[str]:
    return [option.id for option in turn.conversation.open.options] if turn.conversation.open else []


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (replace(AGREED, consents=()), True),
        (AGREED, False),
        (replace(AGREED, consents=(), answers={"meeleren": "liever_niet"}), False),
        (replace(AGREED, consents=(), signs=(SIGN,)), False),
    ],
)
def test_offered_after_the_second_misunderstanding_once(library: Library, state: Conversation, offered: bool) -> None:
    first = advance(state, Meaning(Source.NOTHING), library, TODAY)
    second = advance(first.conversation, Meaning(Source.NOTHING), library, TODAY)
    assert ("meeleren" in _buttons(first), "meeleren" in _buttons(second)) == (False, offered)


def test_withdrawing_ends_every_consent(library: Library) -> None:
    both = replace(AGREED, consents=("bewaren", "meeleren"))
    turn = advance(both, Meaning(Source.COMMAND, "intrekken", 1.0), library, TODAY)
    assert turn.conversation.consents == ()
    assert [say.text for say in turn.says] == ["ui#toestemming_weg", "flows/meeleren#gestopt.zeg"]


def test_inside_a_flow_its_question_comes_last(library: Library) -> None:
    asking = advance(AGREED, Meaning(Source.COMMAND, "kennismaking", 1.0), library, TODAY).conversation
    turn = advance(asking, Meaning(Source.COMMAND, "mijn-gegevens", 1.0), library, TODAY)
    assert "meeleren" not in _buttons(turn)
    assert turn.says[-1].text == "flows/kennismaking#situatie.vraag"
