"""What the outbox looks like to whoever keeps the companion running: numbers and reasons, never words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.model import ChannelName, Lane
from bot.storage.columns import LANES
from bot.storage.tables import outbox


@dataclass(frozen=True, slots=True)
class Pile:
    """Rows of one channel and lane in the same state. `reason`: why dead, or empty, or being sent."""

    channel: ChannelName
    lane: Lane
    dead: bool
    reason: str
    rows: int
    oldest: datetime  # since when the oldest of them is due


def piles(connection: Connection) -> Sequence[Pile]:
    """All rows, urgent first."""
    group = (outbox.c.channel, outbox.c.lane, outbox.c.dead, outbox.c.reason)
    query = select(*group, func.count().label("rows"), func.min(outbox.c.due).label("oldest")).group_by(*group)
    ordered = query.order_by(outbox.c.lane, outbox.c.channel, outbox.c.dead, outbox.c.reason)
    return [
        Pile(ChannelName(row.channel), LANES[row.lane], row.dead, row.reason, row.rows, row.oldest)
        for row in connection.execute(ordered)
    ]
