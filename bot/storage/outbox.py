"""Messages on their way: written by a commit, settled when they were sent or could not be; between them `leasing`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, delete, false, select, update

from bot.model import ChannelName, Lane
from bot.ports import Settled
from bot.storage.columns import LANES, whole
from bot.storage.database import Found
from bot.storage.hot import Among, Hot
from bot.storage.inserting import insert_all
from bot.storage.packing import Parcel, pack
from bot.storage.tables import outbox
from bot.storage.vault import DataKey

_ERASE: Final = LANES.index(Lane.ERASE)
_THOUGH_STOPPED: Final = (LANES.index(Lane.URGENT), _ERASE)  # she needs it, or wants it off her screen all the same
_HEARD: Final = (LANES.index(Lane.SOUND), LANES.index(Lane.CALL))


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
