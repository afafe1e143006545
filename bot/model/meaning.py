"""What she said and meant: questions with their options, warning signs, readings, meanings."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.model.errands import Result
from bot.model.wire import Form, Incoming, IncomingKind

OUT_OF_SCOPE: Final = "out_of_scope"
AGREED: Final = "akkoord"  # the option of a question for consent that is her yes
GROWN_UP: Final = 16  # years: from then on consent is hers to give (UAVG 5)
SURE: Final = 0.6  # a certainty from which we answer; below it we ask "do you mean …?". Tuned on tests/sentences


class Source(StrEnum):
    """Which layer of recognition spoke, in the order of house.md §2."""

    TAP = "tap"
    WARNING = "warning"
    ANSWER = "answer"
    COMMAND = "command"
    DATE = "date"
    WORDS = "words"
    MODEL = "model"
    TASK = "task"  # not her: what came of a task
    NOTHING = "nothing"


class AnswerKind(StrEnum):
    CHOICE = "choice"
    SEVERAL = "several"
    YES_NO = "yes_no"
    OLD_ENOUGH = "old_enough"  # yes, no, or her age: it is a yes from `GROWN_UP`
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    OWN_WORDS = "own_words"  # whatever she writes, also a question
    CONSENT = "consent"  # yes only by its button, its number or its very words


class Care(StrEnum):
    """Who looks after her; decides which variant of an urgent text she gets."""

    MIDWIFE = "heeft_verloskundige"
    HOSPITAL = "ziekenhuis"
    NOBODY = "niemand"


Values = tuple[tuple[str, str], ...]  # what fills placeholders, by name


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that can be tapped or numbered. `label` is a text id, whose placeholders `values` fill."""

    id: str
    label: str
    values: Values = ()
    ticked: bool | None = None  # a line of a tick list: whether she has ticked it


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked once: `instance` differs each time, so an old button is known to be old."""

    id: str  # text id
    instance: int
    kind: AnswerKind
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A warning sign seen in her words, and the language of the lexicon that saw it; empty when several did."""

    id: str
    language: str


@dataclass(frozen=True, slots=True)
class Guess:
    intent: str
    certainty: float  # 0–1


@dataclass(frozen=True, slots=True)
class Part:
    """The message as a whole or one of its sentences, and what it may mean, best first."""

    text: str
    guesses: tuple[Guess, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What her words say by themselves, without knowing what was asked. Slow to make, made once."""

    text: str  # cleaned and cut
    signs: tuple[Sign, ...] = ()
    parts: tuple[Part, ...] = ()  # the whole message first; then its sentences, where there are several
    language: str = ""  # as far as the words show; empty when unsure


@dataclass(frozen=True, slots=True)
class Meaning:
    """What she meant, given what was asked. `answer` holds option ids, a number, an ISO date or text."""

    source: Source
    intent: str = OUT_OF_SCOPE
    certainty: float = 0.0
    signs: tuple[Sign, ...] = ()
    answer: tuple[str, ...] = ()
    instance: int = 0  # the question instance a tap belongs to
    language: str = ""  # asked for with the command `taal`, or seen in her words
    hint: str = ""  # language by the channel's setting or the start code
    form: Form = Form.TELEGRAM
    stops: bool = False  # a stop inside an urgent message
    resumes: bool = False  # asks to begin again after a stop; a greeting does not
    others: tuple[Guess, ...] = ()  # what else it may have been, best first
    also: tuple[str, ...] = ()  # what else she surely asked in the same message
    doubt: Sign | None = None  # a warning sign it may be: to be asked, with the number to call
    practice: str = ""  # code of the practice whose link or keyword this is
    line: str = ""  # our phone number as shown; empty: there is no phone line
    can_be_called: bool = False  # on the number she writes from
    kind: IncomingKind = IncomingKind.TEXT
    result: Result | None = None  # with `Source.TASK`

    @property
    def alarms(self) -> tuple[str, ...]:
        """Ids of the warning signs it is answered as; or of the one it may be: its question names the number."""
        return tuple(sign.id for sign in self.signs) or ((self.doubt.id,) if self.doubt else ())

    @property
    def offered(self) -> tuple[str, ...]:
        """At most three ids she can choose instead or besides, best first: all of them when we are not sure."""
        unsure = (self.intent,) if self.certainty < SURE else ()
        named = dict.fromkeys((*unsure, *(guess.intent for guess in self.others), *self.also))
        return tuple(name for name in named if name != OUT_OF_SCOPE)[:3]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message on its way into a commit, with what its words say."""

    incoming: Incoming
    reading: Reading
    received: datetime
    told_to_wait: bool = False  # we said so already this minute
    hurried: bool = False  # she sends faster than we can answer: only warning signs and stop still count
    result: Result | None = None  # not a message of hers, but what came of a task
