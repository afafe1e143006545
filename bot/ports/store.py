"""People and what is on its way to them: what is claimed, what became of it, what a commit leads to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.model import Address, Arrival, ChannelName, Conversation, Delivery, Lane, Outgoing, Say, Sent, Turn


@dataclass(frozen=True, slots=True)
class Due:
    """A claimed outbox row: what to say, to whom, and what is needed to word it now."""

    row: int
    person: int | None  # None: a row sealed with the system key (the confirmation of forgetting)
    address: Address
    say: Say
    conversation: Conversation  # language, form, answers and stop flag at claim time
    lane: Lane
    attempts: int
    part: int  # provider messages of this say that were already taken
    erases: str = ""  # not a message to send: the id of one that goes from her screen


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a claimed row. Exactly one of: all `sent` and `done`, `later`, `dead`, `stopped`."""

    due: Due
    sent: tuple[tuple[Outgoing, Sent], ...] = ()
    done: bool = False
    later: datetime | None = None
    dead: str = ""  # reason code
    stopped: bool = False
    untried: bool = False  # with `later`: given back unsent, so it does not count as an attempt
    told: Say | None = None  # with `dead`: what she hears of it, as a message of its own


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A provider message id we kept, to erase or retire it."""

    message_id: str
    instance: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """A consent as it was recorded: the words as she was shown them. `text_hash` is empty when that is not known."""

    purpose: str
    instance: int
    text_id: str
    text_hash: str
    language: str


@dataclass(frozen=True, slots=True)
class Committed:
    """Result of one arrival: `repeat` when its key was seen before (then nothing was done)."""

    arrival: Arrival
    person: int | None
    turn: Turn | None
    repeat: bool = False
    buttons: tuple[str, ...] = ()  # with `RetireButtons`: ids of the messages that carry them
    agreed: tuple[Agreed, ...] = ()
    screen: tuple[SentMessage, ...] = ()  # with `EraseScreen`: ids known at the commit, which `Forget` then lets go


WORDS: Final = (Lane.URGENT, Lane.TEXT, Lane.ERASE)  # lanes of what is read, the most urgent first

Decide = Callable[[Conversation, Arrival], Turn]
Apologise = Callable[[Conversation, Arrival], Turn]


class Store(Protocol):
    """People, seen-marks, outbox. Synchronous; called from the commit thread and the delivery thread only."""

    def lease_of(self, lane: Lane) -> timedelta:
        """How long a claimed row is ours; not settled by then, it is claimed and sent again."""

    def commit(self, arrivals: Sequence[Arrival], decide: Decide, apologise: Apologise) -> list[Committed]:
        """One transaction for the batch: seen-marks, states, outbox – together or not at all.

        A batch that fails is retried one by one; an arrival that still fails is marked seen with `apologise`.
        """

    def claim(
        self,
        channels: Sequence[ChannelName],
        limit: int,
        now: datetime,
        finished: Sequence[Settled] = (),
        lanes: Sequence[Lane] = WORDS,
    ) -> list[Due]:
        """Settle what is finished and lease due rows, in one transaction.

        The urgent lane comes first; in order per (person, lane), within each channel's rate. A sound waits until all
        words to her of its turn, and of turns before, were taken.
        """

    def claim_for(self, address: Address, now: datetime) -> list[Due]:
        """All due rows of one person, for channels that answer in the response."""

    def settle(self, results: Sequence[Settled], now: datetime) -> None:
        """Record what became of claimed rows, in one transaction."""

    def address_of(self, person: int) -> Address | None:
        """Where she is reached; None when she is gone, or her address was let go."""

    def language_of(self, address: Address) -> str:
        """Of who has this address; empty when nobody has, or we do not know it."""

    def report(self, delivery: Delivery) -> bool:
        """Take a provider's status report (idempotent). True when it was news."""

    def messages(self, person: int, instance: int | None = None) -> list[SentMessage]:
        """Provider message ids still known for a person, newest first."""

    def hold(self, name: str, holder: str, now: datetime, seconds: int) -> bool:
        """Take or renew a named lease (the Telegram poller's). False while somebody else holds it."""

    def purge(self, now: datetime) -> None:
        """Let go of what is past its time: sessions 48 h, seen-marks 7 days, message ids."""
