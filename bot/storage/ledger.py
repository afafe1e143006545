"""Small books: seen-marks, consents, anonymous counters, leases."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, update

from bot.model import Arrival, KeepConsent, WithdrawConsent
from bot.ports import Agreed
from bot.storage.columns import whole
from bot.storage.database import insert
from bot.storage.inserting import add_up, insert_new
from bot.storage.kept import question_note
from bot.storage.known import Known
from bot.storage.tables import consents
from bot.storage.tables_of_nobody import counters, leases, seen

ITEMS: Final = "consents|items"


def mark_seen(connection: Connection, marks: Mapping[bytes, datetime]) -> Collection[object]:
    """Write seen-marks; those that were new. Sorted, so that two processes never wait for each other in a ring."""
    return insert_new(connection, seen, [{"mark": mark, "at": whole(marks[mark])} for mark in sorted(marks)])


def keep_consent(connection: Connection, known: Known, task: KeepConsent, arrival: Arrival) -> Agreed:
    """Record a consent with the words as they were delivered, or with what is known when they were not recorded yet."""
    question, note = known.conversation.open, question_note(connection, known.key, task.instance)
    asked = question.id if question and question.instance == task.instance else ""
    row = {
        "person": known.id,
        "purpose": task.purpose,
        "text_id": note[0].text_id if note else asked,
        "text_hash": note[0].text_hash if note else "",
        "language": note[0].language if note else known.conversation.language,
        "channel": (note[1] if note else arrival.incoming.address.channel).value,
        "at": arrival.received,
    }
    items = known.key.seal(" ".join(task.items).encode(), ITEMS) if task.items else None
    connection.execute(consents.insert(), row | {"items": items})
    return Agreed(task.purpose, task.instance, str(row["text_id"]), str(row["text_hash"]), str(row["language"]))


def withdraw_consent(connection: Connection, person: int, task: WithdrawConsent, at: datetime) -> None:
    """The record stays, with the moment it ended: that consent was given has to be shown as long as she is known."""
    mine = (consents.c.person == person) & (consents.c.purpose == task.purpose) & consents.c.withdrawn_at.is_(None)
    connection.execute(update(consents).where(mine).values(withdrawn_at=at))


def count(connection: Connection, events: Counter[tuple[date, str]]) -> None:
    """Add to the day's counters; sorted, because every process writes the same rows."""
    rows = [{"day": day.isoformat(), "event": event[:128], "n": events[day, event]} for day, event in sorted(events)]
    add_up(connection, counters, rows, "n")


@dataclass(frozen=True, slots=True)
class Lease:
    """A name that one process at a time holds, until a moment."""

    name: str
    holder: str
    until: datetime


def hold(connection: Connection, wanted: Lease, now: datetime) -> bool:
    """Take or renew a named lease; False while somebody else holds it."""
    statement = insert(connection.dialect.name, leases).values(
        name=wanted.name, holder=wanted.holder, until=wanted.until
    )
    free = (leases.c.until <= now) | (leases.c.holder == wanted.holder)
    taken = statement.on_conflict_do_update(
        index_elements=[leases.c.name],
        set_={"holder": statement.excluded.holder, "until": statement.excluded.until},
        where=free,
    )
    return connection.execute(taken.returning(leases.c.name)).scalar() is not None
