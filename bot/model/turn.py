"""What we decide: the conversation, what to say, tasks, events, the turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.model.errands import ClosePage, CreateShare, ListOpenings, OpenPage, RevokeShares, SetPin, TryPin
from bot.model.meaning import Question, Sign, Values
from bot.model.wire import Form, Lane


@dataclass(frozen=True, slots=True)
class Frame:
    """A flow that is under way and the step it stands on (an id, never a position)."""

    flow: str
    step: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked in this flow; lets her go back, or correct by an old button."""

    instance: int
    flow: str
    step: str


@dataclass(frozen=True, slots=True)
class Lock:
    """Her own PIN: `kept` is a slow keyed hash with its salt; `tries` were spent on `day`."""

    kept: str = field(repr=False)
    tries: int = 0
    day: date | None = None


class Hears(StrEnum):
    """When she wants our messages read out."""

    ALWAYS = "altijd"
    ASKED = "gevraagd"  # when she asks
    NEVER = "nooit"


@dataclass(frozen=True, slots=True)
class Conversation:
    """All the engine knows of a person. Kept sealed; `answers` live 48 hours unless consent says longer."""

    language: str = ""
    form: Form = Form.TELEGRAM
    stopped: bool = False
    greeted: bool = False
    stack: tuple[Frame, ...] = ()
    asked: tuple[Asked, ...] = ()
    behind: tuple[Frame, ...] = ()  # flows under way that wait until she gives her PIN
    open: Question | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    consents: tuple[str, ...] = ()  # purposes she agreed to
    unknown: int = 0  # messages in a row we did not understand
    instance: int = 0  # last question instance used
    page: int = 0  # how far MEER has read `last`
    last: str = ""  # text id of the last answer, for "say it again" and MEER
    signs: tuple[Sign, ...] = ()  # the warning signs answered last, for who cares for her and "nobody answers"
    waiting: str = ""  # intent she came with before her language was known
    lock: Lock | None = None  # her own PIN, before anything of her is shown
    practice: str = ""  # code of the practice whose poster she came by
    hears: Hears | None = None  # none: she did not choose; as when she asks
    called: tuple[datetime, ...] = ()  # when she asked to be called, of the last day (aware)
    test: bool = False  # simulator and console people
    pretend_today: date | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """A text id to be worded at delivery. `values` fill placeholders; `once` = rather lost than twice.

    `picture` is a network map as text: where the channel shows pictures it is drawn, and the words are its caption.
    In the lane `SOUND` it is heard, after its words were read. `wanted`: she asked for it, so a failure is told her.
    After `until` it is worth nothing any more: where the channel can, it goes from her screen then; nobody is called.
    """

    text: str
    values: Values = ()
    question: Question | None = None
    lane: Lane = Lane.TEXT
    language: str = ""  # empty: her language at delivery
    page: int = 0  # SMS: which piece of a long text (MEER)
    once: bool = False
    picture: str = ""
    until: datetime | None = None  # aware
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class Forget:
    """Destroy her key and rows, inside the commit."""


@dataclass(frozen=True, slots=True)
class KeepConsent:
    """Record, inside the commit, that she agreed to `purpose` by answering question `instance`.

    `items` are ids of what it is about, where it is about a choice of hers.
    """

    purpose: str
    instance: int
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawConsent:
    purpose: str


@dataclass(frozen=True, slots=True)
class EraseScreen:
    """After the commit: delete the messages the channel lets us delete."""


@dataclass(frozen=True, slots=True)
class RetireButtons:
    """After the commit: take the buttons off an answered question."""

    instance: int


@dataclass(frozen=True, slots=True)
class KeepForLearning:
    """Keep, inside the commit and apart from her, words we did not understand, so that people can teach us.

    The engine says that it may be done and what we `guessed`, best first; her masked words come with the arrival.
    """

    guessed: tuple[str, ...]
    text: str = ""
    language: str = ""


Task = (
    Forget
    | KeepConsent
    | WithdrawConsent
    | EraseScreen
    | RetireButtons
    | KeepForLearning
    | CreateShare
    | RevokeShares
    | ListOpenings
    | SetPin
    | TryPin
    | OpenPage
    | ClosePage
)


class EventKind(StrEnum):
    GREETED = "Greeted"
    TOPIC_READ = "TopicRead"
    URGENT_ANSWERED = "UrgentAnswered"
    URGENT_DOUBTED = "UrgentDoubted"
    QUESTION_ANSWERED = "QuestionAnswered"
    QUESTION_SKIPPED = "QuestionSkipped"
    FLOW_STARTED = "FlowStarted"
    FLOW_FINISHED = "FlowFinished"
    CONSENT_GIVEN = "ConsentGiven"
    CONSENT_WITHDRAWN = "ConsentWithdrawn"
    LANGUAGE_CHOSEN = "LanguageChosen"
    NOT_UNDERSTOOD = "NotUnderstood"
    STOPPED = "Stopped"
    RESUMED = "Resumed"
    FORGOTTEN = "Forgotten"
    SHARED = "Shared"
    NOT_SHARED = "NotShared"
    SHARE_ENDED = "ShareEnded"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, for tests and anonymous daily counters; never kept per person."""

    kind: EventKind
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.kind}({self.subject})" if self.subject else str(self.kind)


@dataclass(frozen=True, slots=True)
class Turn:
    """What the engine decided: the new state, what to say, what to do, what happened."""

    conversation: Conversation
    says: tuple[Say, ...] = ()
    tasks: tuple[Task, ...] = ()
    events: tuple[Event, ...] = ()
    aside: tuple[Say, ...] = ()  # for her own page, and never sent to her phone
