"""Golden conversations: read from YAML, played on the real content and engine. Only the day is pretended."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cached_property

from bot.cli.script import Script, Step
from bot.content.opening import AMSTERDAM
from bot.content.render import Reader, render
from bot.content.schema import Library
from bot.dialogue.locking import shut
from bot.errands import LASTS
from bot.errors import ContentBroken
from bot.model import (
    Address,
    Arrival,
    Care,
    ChannelName,
    Conversation,
    CreateShare,
    Event,
    Forget,
    Handed,
    Incoming,
    IncomingKind,
    Lane,
    ListOpenings,
    Outgoing,
    PinSet,
    PinTried,
    Reading,
    Result,
    Say,
    SeenBy,
    SetPin,
    Task,
    TryPin,
    Turn,
    Way,
)
from bot.service import Decider, words_of
from bot.storage.packing import lasting
from bot.storage.retention import SESSION

PAGE = "https://wiegwijzer.example/v"
ASIDE = {Lane.SOUND: "geluid: ", Lane.CALL: "belt: "}  # before the id of a voice message, or of what a call begins with


@dataclass(frozen=True)  # no slots: the Dutch wording is cached
class Exchange:
    """One turn of hers and everything said back."""

    step: Step
    says: tuple[Say, ...]
    reader: Reader
    library: Library
    events: tuple[Event, ...]

    @cached_property
    def outgoing(self) -> tuple[Outgoing, ...]:
        return self._worded("")

    def in_dutch(self) -> tuple[Outgoing, ...]:
        """The same answer for a Dutch clinician."""
        return self._worded("nl")

    def ids(self) -> list[str]:
        """Of what is read, and behind it of what is only or also heard."""
        heard = (f"{ASIDE[say.lane]}{say.text}" for say in self.says if say.lane in ASIDE)
        return [*dict.fromkeys(each.text_id for each in self.outgoing), *heard]

    def _worded(self, language: str) -> tuple[Outgoing, ...]:
        says = (replace(say, language=language or say.language) for say in self.says if say.lane not in ASIDE)
        return tuple(out for say in says for out in render(say, self.reader, self.library))


def play(script: Script, decider: Decider, library: Library) -> Iterator[Exchange]:
    """Her turns one by one, each with its answer in today's words."""
    person = script.person.conversation(script.language) if script.person else Conversation()
    talk = _Talk(script, replace(decider, line=script.line), library, person)
    for step in script.talk:
        talk, exchange = talk.after(step)
        yield exchange


def _came_of(task: Task, state: Conversation, now: datetime) -> Result | None:
    if isinstance(task, SetPin):
        return PinSet(task.pin)
    if isinstance(task, TryPin):
        return PinTried(state.lock is not None and state.lock.kept == task.pin, task.opens)
    if isinstance(task, ListOpenings):
        return SeenBy()
    if not isinstance(task, CreateShare):
        return None
    if task.way is Way.NOW:
        return Handed(task.way, now + LASTS[task.way], PAGE, code="7K3F-9QZD-2MXT")
    return Handed(task.way, now + LASTS[task.way], PAGE, link=f"{PAGE}#shlink:/eyJ1cmwi", pin="012345")


@dataclass(frozen=True, slots=True)
class _Talk:
    """A conversation under way, kept and let go of as the storage does it."""

    script: Script
    decider: Decider
    library: Library
    state: Conversation
    days: int = 0
    shown: frozenset[str] = frozenset()  # every button so far
    before: int = 0  # the number before her first question's

    def after(self, step: Step) -> tuple["_Talk", Exchange]:
        talk = self._later(step.days_later)
        incoming = talk._incoming(step)
        reading = talk.decider.understander.read(words_of(incoming))
        turn = talk._with_errands(talk.decider.decide(talk.state, Arrival(incoming, reading, talk._now)), incoming)
        exchange = Exchange(step, turn.says, talk._reader(turn.conversation), talk.library, turn.events)
        forgotten = any(isinstance(task, Forget) for task in turn.tasks)
        taps = frozenset(button.tap for out in exchange.outgoing for button in out.buttons)
        state = Conversation() if forgotten else turn.conversation
        asked = sum(say.question is not None and say.lane is not Lane.SOUND for say in turn.says)
        before = talk.before or turn.conversation.instance - asked
        return replace(talk, state=state, shown=talk.shown | taps, before=before), exchange

    def _with_errands(self, turn: Turn, incoming: Incoming) -> Turn:
        """What came of sharing, or of a PIN, follows at once, with a code that opens nothing."""
        for task in turn.tasks:
            if result := _came_of(task, turn.conversation, self._now):
                after = self.decider.decide(turn.conversation, Arrival(incoming, Reading(""), self._now, result=result))
                events, tasks = (*turn.events, *after.events), (*turn.tasks, *after.tasks)
                turn = Turn(after.conversation, (*turn.says, *after.says), tasks, events)
        return turn

    def _later(self, days: int) -> "_Talk":
        over = timedelta(days=days) >= SESSION
        left = lasting(self.state) if over else shut(self.state) if days else self.state
        return replace(self, days=self.days + days, state=left)

    @property
    def _now(self) -> datetime:
        day = self.script.today + timedelta(days=self.days)
        return datetime.combine(day, time(self.script.hour), AMSTERDAM)

    @property
    def _address(self) -> Address:
        return Address(ChannelName(self.script.channel.value), "1")

    def _incoming(self, step: Step) -> Incoming:
        common = Incoming(
            "key", self._address, IncomingKind.TEXT, form=self.script.channel, language_hint=self.script.phone_language
        )
        if step.tap:
            return replace(common, kind=IncomingKind.TAP, tap=self._tap(step))
        if step.start is not None:
            return replace(common, text="/start", start_code=step.start)
        return replace(common, kind=step.kind or IncomingKind.TEXT, text=step.user)

    def _tap(self, step: Step) -> str:
        number = self.before + step.instance if step.instance else self.state.instance
        tap = f"{number}:{step.tap}"
        if tap not in self.shown:
            raise ContentBroken(f"Knop {tap} is nooit getoond in: {self.script.title}")
        return tap

    def _reader(self, state: Conversation) -> Reader:
        care = state.answers.get("zorg")
        return Reader(
            self._address, state.language or "nl", self.script.channel, Care(care) if care else None, self._now
        )
