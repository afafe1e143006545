"""Which messages may go now, in which order and how many: taken under a lease while they are being sent."""

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
    exists,
    false,
    select,
    tuple_,
    update,
)

from bot.model import ChannelName, Lane
from bot.storage.buckets import Buckets, Pace
from bot.storage.columns import LANES, Instant, whole
from bot.storage.database import Found
from bot.storage.hot import Among, Hot
from bot.storage.tables import outbox

URGENT_RESERVE: Final = 50  # urgent rows claimed even when there is no room for others
UNCERTAIN: Final = "uncertain"  # an at-most-once row whose sending we never heard the end of
UNDER_WAY: Final = "under_way"  # being sent; claimed again with this reason, it may go out twice

_MOMENT: Final = bindparam("moment", type_=Instant)
_URGENT: Final = LANES.index(Lane.URGENT)
_SOUND: Final = LANES.index(Lane.SOUND)
_earlier = outbox.alias("earlier")
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
class Wanted:
    """At most `limit` rows of these channels and lanes, and urgent ones though there is no room."""

    channels: tuple[ChannelName, ...]
    lanes: tuple[Lane, ...]
    limit: int


def of_channels(connection: Connection, wanted: Wanted, pace: Pace, now: datetime) -> list[Found]:
    """Rows that are due, lane by lane, no more than the channels may be given."""
    buckets = Buckets(connection, pace.rates, wanted.channels, now)
    rows: list[Found] = []
    for lane in wanted.lanes:
        for channel in sorted(set(wanted.channels)):
            left = min(wanted.limit - len(rows), buckets.left(channel))
            room = max(wanted.limit, URGENT_RESERVE) if lane is Lane.URGENT else max(0, int(left))
            taken = _lease(connection, _Pick(channel, lane, room), now, now + pace.lease_of(lane))
            buckets.use(channel, len(taken))
            rows += taken
    buckets.save()
    return rows


@dataclass(frozen=True, slots=True)
class Mine:
    """At most `limit` rows of one recipient (a blind index) on a channel."""

    channel: ChannelName
    recipient: bytes
    limit: int

    def found(self, connection: Connection, now: datetime) -> Sequence[Found]:
        return _MINE.run(connection, {"whose": self.recipient, "most": self.limit, "moment": whole(now)}).all()


def to_one(connection: Connection, mine: Mine, pace: Pace, now: datetime) -> Sequence[Found]:
    """Rows that are due to one recipient, whatever the channel's pace."""
    Buckets(connection, pace.rates, [mine.channel], now)  # locked: no other claim takes a later message meanwhile
    return _lease(connection, mine, now, now + pace.lease)


@dataclass(frozen=True, slots=True)
class _Pick:
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


def _lease(connection: Connection, which: _Pick | Mine, now: datetime, end: datetime) -> Sequence[Found]:
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
