"""The change of the wrapping key."""

from sqlalchemy import Connection, select, update

from bot.storage.tables import data_keys
from bot.storage.vault import Vault


def rotate(connection: Connection, vault: Vault) -> int:
    """Wrap every data key by the current wrapping key; how many changed. After it the older keys can go."""
    rows = connection.execute(select(data_keys).order_by(data_keys.c.person).with_for_update()).all()
    changed = [(row.person, wrapped) for row in rows if (wrapped := vault.rewrap(row.person, row.wrapped))]
    for person, wrapped in changed:
        connection.execute(update(data_keys).where(data_keys.c.person == person).values(wrapped=wrapped))
    return len(changed)
