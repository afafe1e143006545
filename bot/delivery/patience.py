"""What to do with a claimed row: who reads it, which rows go one after another, how long to wait. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from bot.content.render import Reader
from bot.errors import PersonStopped, SendFailed, TryLater
from bot.model import Address, Care, Lane
from bot.ports import Due, Settled

UNCERTAIN: Final = "uncertain"  # an at-most-once row that may or may not have arrived


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits double from `first` to `longest` seconds; after `attempts` tries we give up."""

    first: float
    longest: float
    attempts: int


PATIENCE: Final[Mapping[Lane, Patience]] = MappingProxyType(
    {
        Lane.URGENT: Patience(1, 30, 300),  # about two hours, never long between two tries
        Lane.TEXT: Patience(2, 900, 24),  # about four hours: an answer that comes tomorrow helps nobody
        Lane.SOUND: Patience(2, 300, 8),
        Lane.ERASE: Patience(30, 900, 24),  # about five hours
        Lane.CALL: Patience(20, 20, 20),  # as long as it is safe: `Say.until`
    }
)


def chains(dues: Iterable[Due]) -> list[list[Due]]:
    """Rows that have to go one after another: those of one address in one lane, in the order claimed; urgent first."""
    found: dict[tuple[Address, Lane], list[Due]] = {}
    for due in dues:
        found.setdefault((due.address, due.lane), []).append(due)
    return sorted(found.values(), key=lambda chain: chain[0].lane is not Lane.URGENT)


def reader_of(due: Due, now: datetime) -> Reader:
    """The person as she is at this moment; the day she pretends, the true hour."""
    conversation = due.conversation
    if conversation.test and conversation.pretend_today:
        now = datetime.combine(conversation.pretend_today, now.timetz())
    care = conversation.answers.get("zorg", "")
    return Reader(
        due.address,
        due.say.language or conversation.language,
        conversation.form,
        Care(care) if care in tuple(Care) else None,
        now,
    )


def after_failure(due: Due, error: SendFailed, now: datetime, jitter: float) -> Settled:
    """What follows when a send failed. `jitter` is 0–1 and spreads tries that failed together."""
    if isinstance(error, PersonStopped):
        return Settled(due, stopped=True)
    if not isinstance(error, TryLater):
        return Settled(due, dead=error.code or "undeliverable")
    if due.say.once and error.seconds is None:
        return Settled(due, dead=UNCERTAIN)  # it may have arrived: rather lost than twice
    patience = PATIENCE[due.lane]
    if due.attempts >= patience.attempts:
        return Settled(due, dead=f"gave_up_{error.code}")
    return Settled(due, later=now + timedelta(seconds=_wait(due, error, patience, jitter)))


def _wait(due: Due, error: TryLater, patience: Patience, jitter: float) -> float:
    if error.seconds is not None:  # the provider's own word; never earlier
        return error.seconds + jitter
    doubled: float = patience.first * 2 ** min(due.attempts - 1, 30)
    return min(patience.longest, doubled) * (0.5 + jitter / 2)


def given_back(dues: Sequence[Due], later: datetime | None, *, stopped: bool = False) -> list[Settled]:
    """Rows that were claimed but not tried."""
    return [Settled(due, later=later, stopped=stopped, untried=not stopped) for due in dues]
