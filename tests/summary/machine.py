"""Everything she can do around sharing, in any order, against a sharer in memory. What must always hold is asserted."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.content.load import load
from bot.content.values import lines
from bot.dialogue.engine import advance
from bot.dialogue.rules import OLD_ENOUGH, SHARES
from bot.dialogue.summing import as_said, items
from bot.dialogue.told import Told
from bot.model import (
    AGREED,
    AnswerKind,
    Conversation,
    CreateShare,
    Form,
    Handed,
    IncomingKind,
    KeepConsent,
    Meaning,
    NotHanded,
    Result,
    RevokeShares,
    Source,
    Way,
)
from tests.conftest import ROOT

LIBRARY = load(ROOT)
TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
CODE = "7K3F-9QZD-2MXT"
HERS = {
    OLD_ENOUGH: "ja",
    "uitgerekend": "2026-11-03",
    "samenvatting.bron": "echo",
    "samenvatting.vraag": "Mag mijn zus mee? " * 25,  # by SMS, with another line, it is read back in pieces
    "samenvatting.bereiken": "niet",
    "samenvatting.alleen": "ja",
    "samenvatting.tolk": "nee",
    "check.veilig": "niet_altijd",
}
STRAIGHT_ON = {
    "kies": "verder",
    "eigen": "_skip",
    "zeker": "ja",
    "nalezen": "goed",
    "lees_verder": "verder",
    "manier": "nu",
}
LONGEST = 20
SURE = st.sampled_from(["ja", "ja", "ja", "nee", "_skip"])
LINES = st.sampled_from(["vraag", "bereiken", "alleen", "zelf.check.veilig", "uitgerekend"])
TICKS = st.sets(LINES, min_size=1)
READ = ("flows/samenvatting#nalezen.vraag", "flows/samenvatting#lees_verder.vraag")


def step_of(state: Conversation) -> str:
    """`kies`, when she is in the summary and that is asked."""
    asked = state.open.id if state.open else ""
    return asked.removeprefix("flows/samenvatting#").removesuffix(".vraag") if "#" in asked else ""


class Consent(RuleBasedStateMachine):
    """What happened, as she knows it.

    `pending`: shares being made; `open`: shares that can be read; `agreed`: consents by the question's instance;
    `read`: what was read back to her, by piece; `sure`: lines she said yes to once more since she ticked them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.state = Conversation(language="nl", greeted=True, answers=HERS)
        self.form = Form.TELEGRAM
        self.pending: list[CreateShare] = []
        self.open = 0
        self.agreed: list[int] = []
        self.told = 0
        self.read: dict[str, object] = {}
        self.shown: list[tuple[int, str]] = []
        self.sure: set[str] = set()

    @initialize(form=st.sampled_from(Form))
    def by(self, form: Form) -> None:
        self.form = form

    # --- What happens ---

    def advance(self, meaning: Meaning) -> None:
        before = self.state
        turn = advance(before, replace(meaning, form=self.form), LIBRARY, TODAY)
        self.state = turn.conversation
        for task in turn.tasks:
            if isinstance(task, CreateShare):
                self._shares(before, meaning, task, [one for one in turn.tasks if isinstance(one, KeepConsent)])
            if isinstance(task, RevokeShares):
                self.open = 0
        for say in turn.says:
            if say.text in READ:
                piece = self.state.stack[-1].step.partition(":")[2]
                kept = {} if piece == "0" else self.read
                self.read = {**kept, piece: _texts(dict(say.values)["regels"])}
            if any(CODE in value for _, value in say.values):
                self.told += 1
                assert SHARES in self.state.consents
                assert not self.state.stopped
            if say.question:
                self.shown += [(say.question.instance, option.id) for option in say.question.options]

    def _shares(self, before: Conversation, meaning: Meaning, task: CreateShare, kept: list[KeepConsent]) -> None:
        question = before.open
        assert question is not None
        assert question.kind is AnswerKind.CONSENT
        assert (meaning.answer, meaning.instance) == ((AGREED,), question.instance)
        assert KeepConsent(SHARES, task.instance, task.lines) in kept
        assert task.instance == question.instance
        assert task.instance not in self.agreed, "double taps share once"
        assert self._to_read(task.lines) == [one for piece in self.read.values() for one in piece], "not read back"
        hers = [item for item in items(Told(before.answers, before.language), LIBRARY) if item.id in task.lines]
        assert all(item.id in self.sure for item in hers if item.sensitive)
        self.agreed.append(task.instance)
        self.pending.append(task)

    def _to_read(self, ids: tuple[str, ...]) -> list[object]:
        chosen = (item for item in items(Told(self.state.answers, self.state.language), LIBRARY) if item.id in ids)
        return _texts(lines(map(as_said, chosen)))

    def tap(self, instance: int, option: str) -> None:
        question = self.state.open
        if question and question.instance == instance:
            self._doubts(option)
        self.advance(Meaning(Source.TAP, certainty=1.0, instance=instance, answer=(option,), kind=IncomingKind.TAP))

    def _doubts(self, option: str) -> None:
        step, _, about = self.state.stack[-1].step.partition(":") if self.state.stack else ("", "", "")
        if step == "kies":
            self.sure.discard(option)
        if step == "zeker":
            self.sure.discard(about)
            self.sure |= {about} if option == "ja" else set()

    def comes_back(self, result: Result) -> None:
        self.advance(Meaning(Source.TASK, result=result))

    # --- What she does ---

    @rule(command=st.sampled_from(["samenvatting", "intrekken", "stop", "start", "terug", "hulp"]))
    def commands(self, command: str) -> None:
        was = SHARES in self.state.consents
        self.advance(Meaning(Source.COMMAND, command, 1.0, hint="nl", resumes=command == "start"))
        if command == "intrekken" and was:
            assert self.open == 0
            assert SHARES not in self.state.consents

    @rule(ticks=TICKS, sure=SURE, agrees=st.booleans())
    def comes_to_the_question(self, ticks: set[str], sure: str, agrees: bool) -> None:
        """Straight through all steps, ticking some, until she is asked for consent, or nothing goes further."""
        self.commands("samenvatting")
        self._goes_on(ticks, sure)
        if agrees:
            self._agrees()

    @rule(ticks=TICKS, again=st.lists(LINES, min_size=1, max_size=3), sure=SURE, old=st.booleans())
    def chooses_again(self, ticks: set[str], again: list[str], sure: str, *, old: bool) -> None:
        """After reading back; `old`: and then taps "right" under what she read before."""
        self.commands("samenvatting")
        self._goes_on(ticks, "ja", until="nalezen")
        if self.state.open is None or step_of(self.state) != "nalezen":
            return
        before = self.state.open.instance
        self.tap(before, "kiezen")
        for line in again:
            self._ticks(line)
        if old:
            self.tap(before, "goed")
        self._goes_on(set(), sure)
        self._agrees()

    def _ticks(self, line: str) -> None:
        """On the page of the list where it stands."""
        while self.state.open and step_of(self.state) == "kies":
            offered = {option.id for option in self.state.open.options}
            self.tap(self.state.open.instance, line if line in offered else "verder")
            if line in offered:
                return

    def _goes_on(self, ticks: set[str], sure: str, until: str = "mag_") -> None:
        for _ in range(LONGEST):
            question, step = self.state.open, step_of(self.state)
            if question is None or step == until or step not in STRAIGHT_ON:
                return
            offered = {option.id for option in question.options}
            to_tick = sorted(option.id for option in question.options if option.id in ticks and not option.ticked)
            usual = to_tick[0] if step == "kies" and to_tick else {**STRAIGHT_ON, "zeker": sure}[step]
            self.tap(question.instance, usual if usual in offered else "_skip")

    def _agrees(self) -> None:
        if self.state.open and step_of(self.state).startswith("mag_"):
            self.tap(self.state.open.instance, AGREED)

    @precondition(lambda self: step_of(self.state).startswith("mag_"))
    @rule()
    def says_yes(self) -> None:
        assert self.state.open is not None
        self.tap(self.state.open.instance, AGREED)

    @precondition(lambda self: bool(self.shown))
    @rule(which=st.sampled_from([0, -1]))
    def taps_her_first_or_last_yes(self, which: int) -> None:
        if yes := [tap for tap in self.shown if tap[1] == AGREED]:
            self.tap(*yes[which])

    @precondition(lambda self: self.state.open is not None)
    @rule(data=st.data())
    def chooses(self, data: st.DataObject) -> None:
        question = self.state.open
        assert question is not None
        self.tap(question.instance, data.draw(st.sampled_from([option.id for option in question.options])))

    @precondition(lambda self: bool(self.shown))
    @rule(data=st.data())
    def taps_an_older_button(self, data: st.DataObject) -> None:
        recent = self.shown[-12:]
        yes = [tap for tap in self.shown if tap[1] == AGREED]
        self.tap(*data.draw(st.sampled_from([*recent, *yes, *yes])))

    @precondition(lambda self: self.state.open is not None)
    @rule(said=st.sampled_from([(), ("ok",), ("ja",)]))
    def says_something(self, said: tuple[str, ...]) -> None:
        """What understanding makes of "ok" where consent is asked: an answer that chooses nothing."""
        assert self.state.open is not None
        self.advance(Meaning(Source.ANSWER, certainty=1.0, answer=said and (), instance=self.state.open.instance))

    @rule(
        words=st.sampled_from(["2026-11-03", "2026-11-04"]), key=st.sampled_from(["uitgerekend", "samenvatting.vraag"])
    )
    def tells_something_else_meanwhile(self, words: str, key: str) -> None:
        """In another dialogue, on top of this one or before it."""
        self.state = replace(self.state, answers={**self.state.answers, key: words})

    @precondition(lambda self: step_of(self.state).startswith("mag_"))
    @rule(words=st.sampled_from(["2026-11-05", "2026-11-06"]))
    def agrees_when_a_line_has_changed(self, words: str) -> None:
        for key in ("uitgerekend", "samenvatting.vraag"):
            self.tells_something_else_meanwhile(words, key)
        self.says_yes()

    # --- What the world does ---

    @precondition(lambda self: SHARES in self.state.consents)
    @rule()
    def withdraws(self) -> None:
        self.commands("intrekken")

    @precondition(lambda self: bool(self.pending))
    @rule(works=st.sampled_from([True, True, False]))
    def a_share_is_made(self, works: bool) -> None:
        task = self.pending.pop(0)
        self.open += works
        self.comes_back(_handed(task) if works else NotHanded())

    # --- What always holds ---

    @invariant()
    def nothing_is_open_without_consent(self) -> None:
        assert SHARES in self.state.consents or not self.open

    @invariant()
    def every_code_had_a_consent_of_its_own(self) -> None:
        assert self.told <= len(self.agreed)
        assert len(self.agreed) == len(set(self.agreed))


def _texts(listed: str) -> list[object]:
    """The lines in what `values.lines` made of them."""
    return list(json.loads(listed.partition("[")[1] + listed.partition("[")[2])[1])


def _handed(task: CreateShare) -> Handed:
    until, page = NOW + timedelta(minutes=30), "https://x.example/v"
    if task.way is Way.NOW:
        return Handed(task.way, until, page, code=CODE)
    return Handed(task.way, until, page, link=f"{page}#{CODE}", pin="123456")
