"""Whatever she taps and types, in whatever order: her map stays a map, and what she is shown can be shown."""

from datetime import UTC, date, datetime

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.content.load import load
from bot.content.render import Reader, render
from bot.dialogue.draft import Draft
from bot.dialogue.engine import advance
from bot.dialogue.rules import OLD_ENOUGH
from bot.dialogue.scripts.network_words import network_of
from bot.model import (
    Address,
    AnswerKind,
    ChannelName,
    Conversation,
    Form,
    IncomingKind,
    Meaning,
    Say,
    Sign,
    Source,
    Turn,
)
from bot.network_map import ANSWER, FLOW, MOST, NICKNAME_LETTERS, NetworkMap, Role, dump, parse
from tests.conftest import ROOT

LIBRARY = load(ROOT)
TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)
WORDS = ["Zon", "@ui#menu", "{wie}", "@:taal:xx", "@@", " ", "x" * 21, "أمي", "a\nb", "\u202egnp", "0", "https://a.b"]
CHOICES = 4  # and three that lead on: somebody else, nobody, done
LEADING = {"meer", "niemand", "klaar", "anders"}


class AnyTaps(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.state = Conversation(language="nl", greeted=True, answers={OLD_ENOUGH: "ja"})
        self.turn = Turn(self.state)
        self.old: list[tuple[int, str]] = []
        self.advance(Meaning(Source.COMMAND, FLOW, 1.0))

    def advance(self, meaning: Meaning) -> None:
        self.turn = advance(self.state, meaning, LIBRARY, TODAY)
        self.state = self.turn.conversation
        question = self.state.open
        if question:
            self.old += [(question.instance, option.id) for option in question.options]

    def tap(self, instance: int, option: str) -> None:
        self.advance(Meaning(Source.TAP, certainty=1.0, instance=instance, answer=(option,), kind=IncomingKind.TAP))

    @property
    def network(self) -> NetworkMap:
        return network_of(Draft(self.state, LIBRARY, TODAY))

    @precondition(lambda self: self.state.open is not None)
    @rule(data=st.data())
    def taps(self, data: st.DataObject) -> None:
        question = self.state.open
        assert question is not None
        self.tap(question.instance, data.draw(st.sampled_from([option.id for option in question.options])))

    @precondition(lambda self: self.state.open is not None and self.state.open.kind is AnswerKind.SEVERAL)
    @rule(data=st.data())
    def several_at_once(self, data: st.DataObject) -> None:
        question = self.state.open
        assert question is not None
        ids = [option.id for option in question.options if not option.id.startswith("_")]
        chosen = data.draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
        self.advance(Meaning(Source.ANSWER, certainty=1.0, answer=tuple(chosen)))

    @precondition(lambda self: self.state.open is not None and self.state.open.kind is AnswerKind.TEXT)
    @rule(words=st.sampled_from(WORDS))
    def types_a_nickname(self, words: str) -> None:
        self.advance(Meaning(Source.ANSWER, certainty=1.0, answer=(words,)))

    @rule(data=st.data())
    def an_old_button(self, data: st.DataObject) -> None:
        self.tap(*data.draw(st.sampled_from(self.old)))

    @rule(command=st.sampled_from([FLOW, "terug", "sla-over", "waarom", "hulp", "mijn-gegevens"]))
    def says(self, command: str) -> None:
        self.advance(Meaning(Source.COMMAND, command, 1.0))

    @rule()
    def a_warning_sign(self) -> None:
        self.advance(Meaning(Source.WARNING, signs=(Sign("nood-bloedverlies", "nl"),)))
        assert self.turn.says[0].text == "nood/nood-bloedverlies"

    @invariant()
    def is_a_map(self) -> None:
        network = self.network
        assert len(network.helpers) <= MOST
        assert not (network.nobody and network.helpers)
        assert all(len(one.nickname) <= NICKNAME_LETTERS for one in network.helpers)
        assert all(one.good_to_call is None for one in network.helpers if one.role is not Role.PARTNER)
        assert dump(parse(dump(network))) == dump(network)

    @invariant()
    def every_word_can_be_shown(self) -> None:
        for form in Form:
            reader = Reader(Address(ChannelName.TELEGRAM, "1"), "ar", form, None, NOW)
            for said in self.turn.says:
                assert render(said, reader, LIBRARY), said

    @invariant()
    def the_list_and_the_picture_say_the_same(self) -> None:
        for said in self.turn.says:
            if said.picture:
                assert (said.text, said.picture) == (f"flows/{FLOW}#af.zeg", self.state.answers[ANSWER])

    @invariant()
    def few_choices_and_never_the_partner_first(self) -> None:
        for said in self.turn.says:
            if said.question and said.question.id.startswith(f"flows/{FLOW}#"):
                self._check(said)

    def _check(self, said: Say) -> None:
        assert said.question is not None
        ids = [option.id for option in said.question.options if not option.id.startswith("_")]
        assert ids[:1] != [Role.PARTNER]
        free = said.question.id.endswith(("#wie.vraag", "#wat.vraag"))
        assert free or len([one for one in ids if one not in LEADING]) <= CHOICES


AnyTaps.TestCase.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
TestAnyTaps = AnyTaps.TestCase
