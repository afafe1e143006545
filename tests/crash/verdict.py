"""What became of every reply: lost, shown twice, out of order. And of every message: counted once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from bot.model import Lane
from bot.storage import tables, tables_of_nobody
from bot.storage.database import open_engine
from tests.crash.people import Expected, Person
from tests.emulators.bot_api import Shown


@dataclass(slots=True)
class Verdict:
    lost: int = 0
    disordered: int = 0
    unknown: int = 0  # words nobody should have got
    twice: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Books:
    """What the database says at the end."""

    events: Counter[str]
    waiting: int
    dead: int

    @property
    def sent_again(self) -> int:
        """Rows that were under way when their process died, counted by the companion itself."""
        return sum(n for event, n in self.events.items() if event.startswith("SentAgain("))

    @property
    def decided(self) -> Counter[str]:
        """Events of conversations, without those of delivery."""
        delivery = ("SentAgain(", "DeadLetter(", "Unreachable")
        return Counter({event: n for event, n in self.events.items() if not event.startswith(delivery)})


def judge(person: Person, screen: Sequence[Shown], verdict: Verdict) -> None:
    """Compare what she saw with what she had to see, each lane by itself."""
    for lane in (Lane.URGENT, Lane.TEXT):
        expected = person.lane(lane)
        other = person.lane(Lane.TEXT if lane is Lane.URGENT else Lane.URGENT)
        mine = [shown for shown in screen if _any(shown, expected) or (lane is Lane.TEXT and not _any(shown, other))]
        _compare(mine, expected, verdict)


def _compare(screen: Sequence[Shown], expected: Sequence[Expected], verdict: Verdict) -> None:
    place = 0
    for shown in screen:
        if place < len(expected) and _is(shown, expected[place]):
            place += 1
        elif _any(shown, expected[:place]):
            verdict.twice += 1
        elif _any(shown, expected):
            verdict.disordered += 1
        else:
            verdict.unknown += 1
            verdict.notes.append(f"unexpected: {shown.text[:60]!r} {shown.taps[:2]}")
    verdict.lost += len(expected) - place
    verdict.notes += [f"lost: {sorted(one.ways)[0][0][:60]!r} of message {one.message}" for one in expected[place:]]


def _is(shown: Shown, expected: Expected) -> bool:
    return (shown.text, shown.taps) in expected.ways


def _any(shown: Shown, expected: Sequence[Expected]) -> bool:
    return any(_is(shown, one) for one in expected)


def books(url: str) -> Books:
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            counted = connection.execute(
                select(tables_of_nobody.counters.c.event, func.sum(tables_of_nobody.counters.c.n)).group_by("event")
            )
            events = Counter({event: int(n) for event, n in counted})
            dead = tables.outbox.c.dead
            rows = Counter(connection.execute(select(dead)).scalars())
        return Books(events, rows[False], rows[True])
    finally:
        engine.dispose()
