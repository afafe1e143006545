"""What is let go of by the clock. The terms are in `retention.py`."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, false, select, true, update

from bot.storage import pages, shares, voices
from bot.storage.desk import day_of
from bot.storage.forgetting import forget
from bot.storage.retention import DEAD_LETTERS, LEARNING, MESSAGE_IDS, PEOPLE, SEEN, SESSION
from bot.storage.tables import messages, outbox, people
from bot.storage.tables_of_nobody import learning, seen

AT_ONCE: Final = 500  # people forgotten in one transaction: nobody waits long for it


def purge(connection: Connection, now: datetime) -> None:
    """Let go of what is past its time, save for people: they go by `forget_silent`."""
    over = (people.c.session_at <= now - SESSION) & people.c.session.is_not(None)
    told = people.c.checked_at <= now - SESSION  # answers of the self-check in it: the session goes early with them
    # Whoever is in a commit at this moment is passed over: waiting for her could end in two waiting for each other.
    for past in (over, told):
        free = select(people.c.id).where(past).with_for_update(skip_locked=True)
        connection.execute(update(people).where(people.c.id.in_(free)).values(session=None, checked_at=None))
    for channel, term in MESSAGE_IDS.items():
        old = (messages.c.channel == channel.value) & (messages.c.at <= now - term)
        connection.execute(delete(messages).where(old))
    connection.execute(delete(outbox).where(outbox.c.dead == true(), outbox.c.visible <= now - DEAD_LETTERS))
    connection.execute(delete(seen).where(seen.c.at <= now - SEEN))
    shares.purge(connection, now)
    pages.purge(connection, now)
    voices.purge(connection, now)
    connection.execute(delete(learning).where(learning.c.day <= day_of(now) - LEARNING))


def forget_silent(connection: Connection, now: datetime) -> list[int]:
    """Forget some who are silent for long and never agreed to be kept; who they were. Empty: there are no more.

    Whoever said stop stays: without her row we would not know that she did.
    """
    silent = (people.c.session_at <= now - PEOPLE) & people.c.profile.is_(None) & (people.c.stopped == false())
    found = select(people.c.id).where(silent).order_by(people.c.blind).limit(AT_ONCE)
    ids = list(connection.execute(found.with_for_update(skip_locked=True)).scalars())
    forget(connection, ids)
    return ids
