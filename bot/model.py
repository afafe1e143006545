"""The words every room shares: messages, meanings, questions, conversations, turns. Values only, no behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

OUT_OF_SCOPE: Final = "out_of_scope"


class ChannelName(StrEnum):
    TELEGRAM = "telegram"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    SIMULATOR = "simulator"
    CONSOLE = "console"


class Form(StrEnum):
    """How a channel shows words: rich bubbles with buttons, or plain SMS with numbers."""

    TELEGRAM = "telegram"
    SMS = "sms"


class Lane(StrEnum):
    """Outbox lanes; order is kept per person and lane, `URGENT` overtakes."""

    URGENT = "urgent"
    TEXT = "text"
    SOUND = "sound"


class IncomingKind(StrEnum):
    TEXT = "text"
    TAP = "tap"
    PHOTO = "photo"
    VOICE = "voice"
    STICKER = "sticker"
    CONTACT = "contact"
    LOCATION = "location"
    OTHER = "other"
    BLOCKED = "blocked"  # the provider tells us she blocked or left: stop, and say nothing


class Source(StrEnum):
    """Which layer of recognition spoke, in the order of house.md §2."""

    TAP = "tap"
    WARNING = "warning"
    ANSWER = "answer"
    COMMAND = "command"
    DATE = "date"
    WORDS = "words"
    MODEL = "model"
    NOTHING = "nothing"


class AnswerKind(StrEnum):
    CHOICE = "choice"
    SEVERAL = "several"
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


class Care(StrEnum):
    """Who looks after her; decides which variant of an urgent text she gets."""

    MIDWIFE = "heeft_verloskundige"
    HOSPITAL = "ziekenhuis"
    NOBODY = "niemand"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is reached: a chat id, an E.164 number or a simulator session."""

    channel: ChannelName
    value: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message from a person. `key` is unique at the provider and makes repeats harmless."""

    key: str
    address: Address
    kind: IncomingKind
    text: str = ""
    tap: str = ""  # callback data `<question instance>:<answer id>`
    tap_id: str = ""  # the provider's id of the tap itself, to end the button's spinner
    message_id: str = ""  # the provider's id of her message, to erase it when she asks
    language_hint: str = ""  # BCP 47, as the channel gives it
    start_code: str = ""
    edited: bool = False
    form: Form = Form.TELEGRAM
    pretend_today: date | None = None  # simulator and console only


class DeliveryStatus(StrEnum):
    DELIVERED = "delivered"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the provider says later about a message we sent. `code` is the provider's own."""

    key: str
    channel: ChannelName
    message_id: str
    status: DeliveryStatus
    code: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that can be tapped or numbered. `label` is a text id."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked once: `instance` differs each time, so an old button is known to be old."""

    id: str  # text id
    instance: int
    kind: AnswerKind
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A warning sign seen in her words, and the language of the lexicon that saw it."""

    id: str
    language: str


@dataclass(frozen=True, slots=True)
class Guess:
    intent: str
    certainty: float  # 0–1


@dataclass(frozen=True, slots=True)
class Reading:
    """What her words say by themselves, without knowing what was asked. Slow to make, made once."""

    text: str  # cleaned and cut
    signs: tuple[Sign, ...] = ()
    guesses: tuple[Guess, ...] = ()  # best first
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
    others: tuple[Guess, ...] = ()  # what else it may have been, best first
    kind: IncomingKind = IncomingKind.TEXT


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
class Conversation:
    """All the engine knows of a person. Kept sealed; `answers` live 48 hours unless consent says longer."""

    language: str = ""
    form: Form = Form.TELEGRAM
    stopped: bool = False
    greeted: bool = False
    stack: tuple[Frame, ...] = ()
    asked: tuple[Asked, ...] = ()
    open: Question | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    consents: tuple[str, ...] = ()  # purposes she agreed to
    unknown: int = 0  # messages in a row we did not understand
    instance: int = 0  # last question instance used
    page: int = 0  # how far MEER has read `last`
    last: str = ""  # text id of the last answer, for "say it again" and MEER
    waiting: str = ""  # intent she came with before her language was known
    test: bool = False  # simulator and console people
    pretend_today: date | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """A text id to be worded at delivery. `values` fill placeholders; `once` = rather lost than twice."""

    text: str
    values: tuple[tuple[str, str], ...] = ()
    question: Question | None = None
    lane: Lane = Lane.TEXT
    language: str = ""  # empty: her language at delivery
    page: int = 0  # SMS: which piece of a long text (MEER)
    once: bool = False
    first: bool = False  # the very first message of a conversation


@dataclass(frozen=True, slots=True)
class Forget:
    """Destroy her key and rows, inside the commit."""


@dataclass(frozen=True, slots=True)
class KeepConsent:
    """Record, inside the commit, that she agreed to `purpose` by answering question `instance`."""

    purpose: str
    instance: int


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


Task = Forget | KeepConsent | WithdrawConsent | EraseScreen | RetireButtons


class EventKind(StrEnum):
    GREETED = "Greeted"
    TOPIC_READ = "TopicRead"
    URGENT_ANSWERED = "UrgentAnswered"
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


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    tap: str  # ≤ 64 bytes, without words


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One provider message, worded. `ends` is the question instance whose buttons it carries."""

    address: Address
    text: str
    buttons: tuple[Button, ...] = ()
    lane: Lane = Lane.TEXT
    language: str = "nl"
    text_id: str = ""
    instance: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider took it; `message_id` is the provider's."""

    message_id: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message on its way into a commit, with what its words say."""

    incoming: Incoming
    reading: Reading
    received: datetime
    hurried: bool = False  # she sends faster than we can answer: only warning signs and stop still count
