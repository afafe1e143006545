"""Messages on their way: written by a commit, claimed under a lease, settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    bindparam,
    case,
    delete,
    exists,
    false,
    select,
    tuple_,
    update,
)

from bot.model import ChannelName, Lane
from bot.ports import Settled
from bot.storage.columns import LANES, Instant, whole
from bot.storage.database import Found
from bot.storage.hot import Among, Hot
from bot.storage.inserting import insert_all
from bot.storage.packing import Parcel, pack
from bot.storage.tables import outbox
from bot.storage.vault import DataKey

UNCERTAIN: Final = "uncertain"  # an at-most-once row whose sending we never heard the end of
UNDER_WAY: Final = "under_way"  # being sent; claimed again with this reason, it may go out twice

_MOMENT: Final = bindparam("moment", type_=Instant)
_earlier = outbox.alias("earlier")
_URGENT: Final = LANES.index(Lane.URGENT)
_ERASE: Final = LANES.index(Lane.ERASE)
_THOUGH_STOPPED: Final = (_URGENT, _ERASE)  # she needs it, or wants it off her screen all the same
_SOUND: Final = LANES.index(Lane.SOUND)
_HEARD: Final = (_SOUND, LANES.index(Lane.CALL))
_BEFORE: Final = tuple_(_earlier.c.due, _earlier.c.id) < tuple_(outbox.c.due, outbox.c.id)
_URGENT_OF_TURN: Final = (_earlier.c.lane == _URGENT) & (_earlier.c.turn <= outbox.c.turn)
# A row waits while an earlier one to the same recipient in the same lane is leased or backing off. What is not urgent
# also waits for the urgent words of its turn: these are on her screen first, whichever process sends them.
_WAITS: Final = exists().where(
    _earlier.c.recipient == outbox.c.recipient,
    ((_earlier.c.lane == outbox.c.lane) & _BEFORE) | ((outbox.c.lane != _URGENT) & _URGENT_OF_TURN),
    _earlier.c.visible > _MOMENT,
)
# A sound also waits for the words themselves, of its turn and of those before: never is one heard before it is read.
_UNREAD: Final = exists().where(
    _earlier.c.recipient == outbox.c.recipient,
    _earlier.c.lane < _SOUND,
    _earlier.c.turn <= outbox.c.turn,
    _earlier.c.dead == false(),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A say on its way into the outbox."""

    person: int | None
    key: DataKey
    recipient: bytes
    channel: ChannelName
    due: datetime
    turn: int
    place: int
    parcel: Parcel
    while_stopped: bool

    @property
    def lane(self) -> Lane:
        return self.parcel.say.lane

    def row(self) -> dict[str, object]:
        return {
            "person": self.person,
            "recipient": self.recipient,
            "channel": self.channel.value,
            "lane": LANES.index(self.lane),
            "due": (due := whole(self.due)),
            "visible": due,
            "at_most_once": self.parcel.say.once,
            "while_stopped": self.while_stopped,
            "turn": self.turn,
            "place": self.place,
            "body": self.key.seal(pack(self.parcel), "outbox|body", seal_row(self.recipient, self.turn, self.place)),
        }


def seal_row(recipient: bytes, turn: int, place: int) -> str:
    """What ties a sealed body to its row; known before the database gives the row a number."""
    return f"{recipient.hex()}.{turn}.{place}"


def write(connection: Connection, letters: Sequence[Letter]) -> None:
    insert_all(connection, outbox, [letter.row() for letter in letters])


def drop_pending(connection: Connection, people: Sequence[int], urgent_too: bool = False) -> None:
    """Delete what is still on its way to people who stopped; an urgent answer goes out all the same."""
    mine = outbox.c.person.in_(people)
    connection.execute(delete(outbox).where(mine if urgent_too else mine & outbox.c.lane.not_in(_THOUGH_STOPPED)))


def drop_heard(connection: Connection, people: Sequence[int]) -> None:
    """What they would still hear; a sound that is being sent at this moment is found to be gone when it is settled."""
    connection.execute(delete(outbox).where(outbox.c.person.in_(people) & outbox.c.lane.in_(_HEARD)))


def gone(connection: Connection, rows: Sequence[int]) -> set[int]:
    """Which of these rows are not there any more."""
    there = connection.execute(select(outbox.c.id).where(outbox.c.id.in_(rows))).scalars() if rows else ()
    return set(rows) - set(there)


def erasures(connection: Connection, person: int) -> Sequence[Found]:
    """What waits to go from her screen, whenever that is due."""
    waits = (outbox.c.person == person) & (outbox.c.lane == _ERASE) & (outbox.c.dead == false())
    return connection.execute(select(outbox).where(waits).order_by(outbox.c.id)).all()


@dataclass(frozen=True, slots=True)
class Pick:
    """At most `limit` rows of a channel and lane."""

    channel: ChannelName
    lane: Lane
    limit: int

    def found(self, connection: Connection, now: datetime) -> Sequence[Found]:
        which = {
            "channel": self.channel.value,
            "lane": LANES.index(self.lane),
            "most": self.limit,
            "moment": whole(now),
        }
        pick = _PICK_SOUND if self.lane is Lane.SOUND else _PICK
        return pick.run(connection, which).all() if self.limit > 0 else []


@dataclass(frozen=True, slots=True)
class Mine:
    """At most `limit` rows of one recipient (a blind index)."""

    recipient: bytes
    limit: int

    def found(self, connection: Connection, now: datetime) -> Sequence[Found]:
        return _MINE.run(connection, {"whose": self.recipient, "most": self.limit, "moment": whole(now)}).all()


def lease(connection: Connection, which: Pick | Mine, now: datetime, end: datetime) -> Sequence[Found]:
    """Take rows due `now` until `end`, in order.

    At-most-once rows are marked dead here, before they are sent: never claimed twice.
    """
    rows = which.found(connection, now)
    if rows:
        _LEASE.run(connection, {"ids": [row.id for row in rows], "end": whole(end)})
    return rows


_CLAIMED: Final = tuple(
    outbox.c[name]
    for name in (
        *("id", "person", "recipient", "channel", "lane", "attempts", "part"),
        *("while_stopped", "reason", "turn", "place", "body"),
    )
)


def _claimable(which: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    # `== false()` and not `.is_(False)`: the latter does not match the partial index on PostgreSQL.
    pending = (outbox.c.dead == false()) & (outbox.c.due <= _MOMENT) & (outbox.c.visible <= _MOMENT)
    query = select(*_CLAIMED).where(which, pending, ~_WAITS).order_by(outbox.c.lane, outbox.c.due, outbox.c.id)
    return query.limit(bindparam("most", type_=Integer)).with_for_update(skip_locked=True, of=outbox)


_OF_LANE: Final = (outbox.c.channel == bindparam("channel")) & (outbox.c.lane == bindparam("lane"))
_PICK: Final = Hot(_claimable(_OF_LANE))
_PICK_SOUND: Final = Hot(_claimable(_OF_LANE & ~_UNREAD))
_MINE: Final = Hot(_claimable(outbox.c.recipient == bindparam("whose")))
_LEASE: Final = Hot(
    update(outbox)
    .where(Among(outbox.c.id, "ids"))
    .values(
        visible=bindparam("end"),
        attempts=outbox.c.attempts + 1,
        dead=outbox.c.at_most_once,
        reason=case((outbox.c.at_most_once, UNCERTAIN), else_=UNDER_WAY),
    )
)


def bury(connection: Connection, rows: Sequence[int], reason: str, now: datetime) -> None:
    """Make rows dead letters: visible with a reason, without their words."""
    if rows:
        gone = {"dead": True, "reason": reason[:64], "visible": now, "body": b""}
        connection.execute(update(outbox).where(outbox.c.id.in_(rows)).values(gone))


def remove(connection: Connection, rows: Sequence[int]) -> None:
    if rows:
        _REMOVE.run(connection, {"ids": list(rows)})


_REMOVE: Final = Hot(delete(outbox).where(Among(outbox.c.id, "ids")))


def postpone(connection: Connection, settled: Sequence[Settled]) -> None:
    """Back to waiting, if the lease is still ours. A row that was not tried does not count as an attempt."""
    _POSTPONE.each(connection, [_postponed(one) for one in settled])


def _postponed(one: Settled) -> dict[str, object]:
    due = one.due
    return {
        "b_id": due.row,
        "b_attempts": due.attempts,
        "b_left": due.attempts - one.untried,
        "b_visible": whole(one.later) if one.later else None,
        "b_part": due.part + len(one.sent),
    }


_POSTPONE: Final = Hot(
    update(outbox)
    .where(outbox.c.id == bindparam("b_id"), outbox.c.attempts == bindparam("b_attempts"))
    .values(
        visible=bindparam("b_visible"), part=bindparam("b_part"), attempts=bindparam("b_left"), dead=False, reason=""
    )
)
