"""Whatever she sends, in whatever order: what must always hold of a turn."""

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.content.load import load
from bot.dialogue.commands import LAST, REACTIONS
from bot.dialogue.engine import advance
from bot.model import (
    AnswerKind,
    Conversation,
    Forget,
    Form,
    IncomingKind,
    KeepConsent,
    Lane,
    Meaning,
    Say,
    Sign,
    Source,
    Turn,
)
from tests.conftest import ROOT

LIBRARY = load(ROOT)
TODAY = date(2026, 6, 1)
FORGED = ["ja_wis", "akkoord", "stop", "wissen", "zwanger", "", "x", "_skip"]
ASKS_CONSENT = [
    *("flows/kennismaking#toestemming.vraag", "flows/meeleren#toestemming.vraag", "flows/gedeeld#bericht.vraag"),
    *("flows/samenvatting#mag_nu.vraag", "flows/samenvatting#mag_vooraf.vraag"),
]
LANGUAGES = ["nl", "en", "tr", "ar", "pl", "uk"]


class AnyConversation(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.state = Conversation()
        self.turn = Turn(self.state)
        self.before = self.state

    def advance(self, meaning: Meaning) -> None:
        self.before = self.state
        self.turn = advance(self.state, meaning, LIBRARY, TODAY)
        self.state = self.turn.conversation

    def tap(self, instance: int, option: str) -> None:
        self.advance(Meaning(Source.TAP, certainty=1.0, instance=instance, answer=(option,), kind=IncomingKind.TAP))

    @rule(
        intent=st.sampled_from([*LAST, *REACTIONS]),
        form=st.sampled_from(Form),
        line=st.sampled_from(["", "085 123 45 67"]),
        can_be_called=st.booleans(),
    )
    def command(self, intent: str, form: Form, line: str, can_be_called: bool) -> None:
        meaning = Meaning(Source.COMMAND, intent, 1.0, hint="nl", form=form, line=line, can_be_called=can_be_called)
        self.advance(meaning)

    @rule(topic=st.sampled_from(sorted(LIBRARY.topics)), certainty=st.sampled_from([0.3, 0.9]))
    def question(self, topic: str, certainty: float) -> None:
        self.advance(Meaning(Source.MODEL, topic, certainty, language="nl"))

    @rule(kind=st.sampled_from([k for k in IncomingKind if k not in (IncomingKind.TEXT, IncomingKind.TAP)]))
    def another_kind(self, kind: IncomingKind) -> None:
        self.advance(Meaning(Source.NOTHING, kind=kind))

    @rule(flow=st.sampled_from(sorted(LIBRARY.flows)))
    def opens_a_flow(self, flow: str) -> None:
        instance = self.state.open.instance if self.state.open else 0
        self.tap(instance, flow)

    @precondition(lambda self: self.state.open is not None)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        question = self.state.open
        assert question is not None
        values = [option.id for option in question.options] or ["2026-11-03", "7", "iets", "2030-01-01"]
        if question.kind in (AnswerKind.DATE, AnswerKind.NUMBER):
            values.append("2026-11-03" if question.kind is AnswerKind.DATE else "7")
        value = data.draw(st.sampled_from(values))
        if value in {option.id for option in question.options}:
            self.tap(question.instance, value)
        else:
            self.advance(Meaning(Source.ANSWER, certainty=1.0, answer=(value,)))

    @rule(instance=st.integers(0, 30), option=st.sampled_from(FORGED))
    def old_or_forged_button(self, instance: int, option: str) -> None:
        current = self.state.open.instance if self.state.open else 0
        in_flow = {asked.instance for asked in self.state.asked}
        self.tap(instance, option)
        if instance != current and instance not in in_flow:
            assert not any(isinstance(task, Forget | KeepConsent) for task in self.turn.tasks)
            assert self.state.stopped == self.before.stopped

    @rule(text=st.just("???"))
    def not_understood(self, text: str) -> None:
        self.advance(Meaning(Source.NOTHING))

    @rule(sign=st.sampled_from(sorted(LIBRARY.urgents)), language=st.sampled_from(LANGUAGES), stops=st.booleans())
    def warning_sign(self, sign: str, language: str, stops: bool) -> None:
        self.advance(Meaning(Source.WARNING, signs=(Sign(sign, language),), stops=stops))
        first = self.turn.says[0]
        assert (first.text, first.lane) == (f"nood/{sign}", Lane.URGENT)
        assert self.state.stopped == (stops or self.before.stopped)

    @rule()
    def stop(self) -> None:
        self.advance(Meaning(Source.COMMAND, "stop", 1.0, hint="nl"))
        assert self.state.stopped

    @invariant()
    def says_only_what_exists(self) -> None:
        for say in self.turn.says:
            assert _exists(say), say
            for option in say.question.options if say.question else ():
                assert option.label in LIBRARY.texts or option.label.startswith("talen#"), option

    @invariant()
    def always_answers_a_person(self) -> None:
        if self.turn.conversation != Conversation() and not self.state.stopped:
            assert self.turn.says

    @invariant()
    def asks_one_thing_last(self) -> None:
        asked = [say.question.instance for say in self.turn.says if say.question]
        assert asked == sorted(asked)
        if asked and self.state.open:
            assert asked[-1] == self.state.open.instance

    @invariant()
    def never_a_third_dont_understand(self) -> None:
        if self.state.unknown >= 2 and self.turn.says:
            assert "ui#niet_begrepen" not in {say.text for say in self.turn.says}

    @invariant()
    def keeps_nothing_without_consent(self) -> None:
        if any(isinstance(task, KeepConsent) for task in self.turn.tasks):
            assert self.before.open is not None
            assert self.before.open.id in ASKS_CONSENT


def _exists(say: Say) -> bool:
    kind, _, name = say.text.partition("/")
    return say.text in LIBRARY.texts or name in (LIBRARY.topics if kind == "topics" else LIBRARY.urgents)


AnyConversation.TestCase.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
TestAnyConversation = AnyConversation.TestCase
