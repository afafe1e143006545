"""What is let go of by the clock, and the change of the wrapping key."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, delete, select, true, update

from bot.model import ChannelName
from bot.storage.people import SESSION
from bot.storage.tables import data_keys, messages, outbox, people, seen
from bot.storage.vault import Vault

SEEN: Final = timedelta(days=7)
DEAD_LETTERS: Final = timedelta(days=30)
MESSAGE_IDS: Final[Mapping[ChannelName, timedelta]] = MappingProxyType(
    {
        ChannelName.TELEGRAM: timedelta(hours=48),  # Telegram deletes no message that is older
        ChannelName.SMS: timedelta(days=7),  # status reports come late
        ChannelName.WHATSAPP: timedelta(days=7),
        ChannelName.SIMULATOR: timedelta(hours=48),
        ChannelName.CONSOLE: timedelta(hours=48),
    }
)


def purge(connection: Connection, now: datetime) -> None:
    """Let go of what is past its time."""
    over = (people.c.session_at <= now - SESSION) & people.c.session.is_not(None)
    # Whoever is in a commit at this moment is passed over: waiting for her could end in two waiting for each other.
    free = select(people.c.id).where(over).with_for_update(skip_locked=True)
    connection.execute(update(people).where(people.c.id.in_(free)).values(session=None))
    for channel, term in MESSAGE_IDS.items():
        old = (messages.c.channel == channel.value) & (messages.c.at <= now - term)
        connection.execute(delete(messages).where(old))
    connection.execute(delete(outbox).where(outbox.c.dead == true(), outbox.c.visible <= now - DEAD_LETTERS))
    connection.execute(delete(seen).where(seen.c.at <= now - SEEN))


def rotate(connection: Connection, vault: Vault) -> int:
    """Wrap every data key by the current wrapping key; how many changed. After it the older keys can go."""
    rows = connection.execute(select(data_keys).order_by(data_keys.c.person).with_for_update()).all()
    changed = [(row.person, wrapped) for row in rows if (wrapped := vault.rewrap(row.person, row.wrapped))]
    for person, wrapped in changed:
        connection.execute(update(data_keys).where(data_keys.c.person == person).values(wrapped=wrapped))
    return len(changed)
