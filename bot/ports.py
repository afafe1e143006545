"""What the inside asks of the outside. Adapters keep these contracts; tests use the fakes that ship."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from bot.model import (
    Address,
    Arrival,
    ChannelName,
    Conversation,
    Delivery,
    Incoming,
    Lane,
    Meaning,
    NewShare,
    Opening,
    Outgoing,
    Question,
    Reading,
    Say,
    Sent,
    Taken,
    Tried,
    Turn,
)


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, in Europe/Amsterdam."""


@dataclass(frozen=True, slots=True)
class WebRequest:
    """A provider's HTTP request as bytes and plain mappings; header names are lower case."""

    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


class Channel(Protocol):
    """One way to reach people. `read` is pure and raises `Refused`; `send` is the only line that does I/O."""

    name: ChannelName

    def read(self, request: WebRequest) -> tuple[Incoming | Delivery, ...]: ...

    async def send(self, outgoing: Outgoing) -> Sent:
        """Hand one message to the provider. Raises `TryLater`, `Undeliverable` or `PersonStopped`."""

    async def heard(self, incoming: Incoming) -> None:
        """After the commit: let the provider know a tap was taken. Best effort, never raises."""

    async def retire(self, address: Address, message_id: str) -> None:
        """Take the buttons off a message. Best effort, never raises."""

    async def erase(self, address: Address, message_id: str) -> None:
        """Delete one message from her screen where the channel allows. Raises `TryLater`; else best effort."""

    async def close(self) -> None: ...


class Painter(Protocol):
    """Draws what a `Say` carries as its picture."""

    def png(self, picture: str, language: str) -> bytes:
        """Slow; called in threads. Raises `NotDrawn`: the words go all the same."""


class Understander(Protocol):
    """Hop 4. `read` may be slow and knows nothing of the person; the rest is fast and pure."""

    def read(self, text: str) -> Reading: ...

    def interpret(self, reading: Reading, question: Question | None, language: str, today: date) -> Meaning: ...

    def mask(self, text: str) -> str:
        """Her words without names and numbers; empty when nothing is left to learn from."""


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
    screen: tuple["SentMessage", ...] = ()  # with `EraseScreen`: ids known at the commit, which `Forget` then lets go


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A provider message id we kept, to erase or retire it."""

    message_id: str
    instance: int


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


class Uploads(Protocol):
    """What a provider calls sounds of fixed content that it has already. Synchronous; called in threads."""

    def find(self, key: str) -> str:
        """Empty: it has no such sound, or we do not know."""

    def keep(self, key: str, file_id: str, now: datetime) -> None:
        """In place of the one before."""


class Pages(Protocol):
    """Whose a page of her own is. Of the token that opens it a keyed hash is stored. Synchronous; called in threads."""

    def open_page(self, person: int, token: str, until: datetime) -> None:
        """In place of the one before. Raises `NotShared`: she was forgotten."""

    def page_of(self, token: str, now: datetime) -> int | None:
        """Whose page it opens; None: nobody's, over, or closed."""


class Shares(Protocol):
    """What is stored of shares. Every counter is spent in one statement: requests at once never share one.

    Synchronous; called in threads. A share is alive until it is over, revoked, locked or used up; then its sealed
    text is deleted.
    """

    def keyed(self, kind: str, secret: str) -> bytes:
        """32 bytes that stand for a secret; nobody finds it without the key outside the database."""

    def may_share(self, person: int, most: int, since: datetime) -> None:
        """Raises `TooOften` when she made `most` since then."""

    def keep(self, share: NewShare, most: int, since: datetime) -> None:
        """Store it. Raises `TooOften`, and `NotShared` when she was forgotten meanwhile."""

    def try_pin(self, mark: bytes, now: datetime) -> Tried | None:
        """Spend a PIN try of a living share; None: no such share, or as many are being compared as may be wrong."""

    def take(self, mark: bytes, reader: str, now: datetime, right_pin: bool = False) -> Taken | None:
        """Spend an opening of a living share and record it. The last one deletes what is stored.

        `right_pin`: the try that was spent is given back.
        """

    def may_fetch(self, share: int, now: datetime) -> bool:
        """What an opening gave may still be fetched: not over, revoked or locked. Used up may be, by who used it."""

    def missed(self, share: int, now: datetime) -> int:
        """The PIN that was tried is wrong: how many wrong ones are left. The last one deletes what is stored."""

    def revoke(self, person: int, now: datetime) -> int:
        """Delete all she shared; how many were alive."""

    def openings(self, person: int) -> tuple[Opening, ...]:
        """Who opened what she shared, newest first."""

    def wrong_pins(self, person: int, most: int) -> int:
        """How many wrong PINs were tried on what she shared, where each link began with `most` tries."""
