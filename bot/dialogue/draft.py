"""A turn being written: each verb gives the next draft and leaves this one as it was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypedDict, Unpack

from bot.content.schema import Library
from bot.model import (
    AnswerKind,
    Asked,
    Conversation,
    Event,
    EventKind,
    Form,
    Frame,
    Hears,
    Lane,
    Lock,
    Option,
    Question,
    RetireButtons,
    Say,
    Sign,
    Task,
    Turn,
    Values,
)


class Changes(TypedDict, total=False):
    """What a turn may change of a `Conversation`: its fields, with their types."""

    language: str
    form: Form
    stopped: bool
    greeted: bool
    stack: tuple[Frame, ...]
    asked: tuple[Asked, ...]
    behind: tuple[Frame, ...]
    open: Question | None
    answers: Mapping[str, str]
    consents: tuple[str, ...]
    unknown: int
    instance: int
    page: int
    last: str
    signs: tuple[Sign, ...]
    waiting: str
    practice: str
    lock: Lock | None
    hears: Hears | None
    called: tuple[datetime, ...]


@dataclass(slots=True)  # not frozen: that triples what making one costs, and a turn takes seven
class Draft:
    state: Conversation
    library: Library
    today: date
    says: tuple[Say, ...] = ()
    tasks: tuple[Task, ...] = ()
    events: tuple[Event, ...] = ()

    def with_state(self, **changes: Unpack[Changes]) -> "Draft":
        state = self.state
        if all(getattr(state, name) == value for name, value in changes.items()):
            return self  # most often nothing changes, and a copy of everything costs more than a look
        return Draft(replace(state, **changes), self.library, self.today, self.says, self.tasks, self.events)

    def saying(self, text: str, *values: tuple[str, str], lane: Lane = Lane.TEXT, language: str = "") -> "Draft":
        return self.saying_as(Say(text, values, lane=lane, language=language))

    def saying_as(self, say: Say) -> "Draft":
        return Draft(self.state, self.library, self.today, (*self.says, say), self.tasks, self.events)

    def asking(
        self, text: str, options: Iterable[Option], kind: AnswerKind = AnswerKind.CHOICE, values: Values = ()
    ) -> "Draft":
        """Put a question with its buttons or numbers; it becomes the one open question."""
        question = Question(text, self.state.instance + 1, kind, tuple(options))
        asked = self.with_state(open=question, instance=question.instance)
        draft = asked.saying_as(Say(text, values, question=question))
        return draft._retired(self.state.open)

    def retiring(self) -> "Draft":
        """Close the open question; its buttons go where the channel has buttons."""
        return self.with_state(open=None)._retired(self.state.open)

    def _retired(self, question: Question | None) -> "Draft":
        retire = question and question.options and self.state.form is Form.TELEGRAM
        return self.doing(RetireButtons(question.instance)) if question and retire else self

    def doing(self, task: Task) -> "Draft":
        return Draft(self.state, self.library, self.today, self.says, (*self.tasks, task), self.events)

    def noting(self, kind: EventKind, subject: str = "") -> "Draft":
        events = (*self.events, Event(kind, subject))
        return Draft(self.state, self.library, self.today, self.says, self.tasks, events)

    def answer_to(self, key: str) -> str:
        return self.state.answers.get(key, "")

    def keeping(self, key: str, value: str) -> "Draft":
        return self.with_state(answers={**self.state.answers, key: value})

    def without_answer(self, key: str) -> "Draft":
        return self.with_state(answers={name: value for name, value in self.state.answers.items() if name != key})

    def turn(self) -> Turn:
        return Turn(self.state, self.says, self.tasks, self.events)
