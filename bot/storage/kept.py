"""Provider message ids: to erase her screen, retire old buttons, match a status report, prove a consent's words."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from bot.model import ChannelName, Incoming, Outgoing, Sent
from bot.ports import SentMessage
from bot.storage.columns import whole
from bot.storage.database import Found
from bot.storage.hot import Among, Hot
from bot.storage.inserting import insert_all
from bot.storage.packing import Note, note_in, pack
from bot.storage.tables import messages
from bot.storage.vault import DataKey, Vault

_COLUMN: Final = "messages|note"


@dataclass(frozen=True, slots=True)
class Kept:
    """One message id about to be kept."""

    person: int
    key: DataKey
    channel: ChannelName
    at: datetime
    note: Note
    instance: int = 0
    outgoing: bool = True

    def row(self, vault: Vault) -> dict[str, object]:
        mark = vault.mark("message", self.channel, self.note.message_id)
        return {
            "mark": mark,
            "person": self.person,
            "channel": self.channel.value,
            "outgoing": self.outgoing,
            "instance": self.instance,
            "at": whole(self.at),
            "note": self.key.seal(pack(self.note), _COLUMN, mark.hex()),
        }


def received(person: int, key: DataKey, incoming: Incoming, at: datetime) -> Kept:
    return Kept(person, key, incoming.address.channel, at, Note(incoming.message_id), outgoing=False)


def delivered(key: DataKey, message: tuple[Outgoing, Sent], at: datetime) -> Kept:
    outgoing, sent = message
    note = Note(sent.message_id)
    if outgoing.instance:
        note = Note(sent.message_id, outgoing.text_id, text_hash(outgoing.text), outgoing.language)
    return Kept(key.owner, key, outgoing.address.channel, at, note, outgoing.instance)


def text_hash(words: str) -> str:
    """A short name for exactly these words."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def keep(connection: Connection, vault: Vault, kept: Sequence[Kept]) -> None:
    insert_all(connection, messages, [one.row(vault) for one in kept if one.note.message_id])


def known(connection: Connection, key: DataKey, instance: int | None = None) -> list[SentMessage]:
    """Message ids of the key's owner, newest first; with `instance` only those of that question."""
    query = select(messages).where(messages.c.person == key.owner).order_by(messages.c.id.desc())
    if instance is not None:
        query = query.where(messages.c.instance == instance, messages.c.outgoing)
    rows = connection.execute(query).all()
    return [SentMessage(_note(row, key).message_id, row.instance) for row in rows]


def asking(connection: Connection, wanted: Collection[tuple[DataKey, int]]) -> dict[tuple[DataKey, int], list[str]]:
    """Ids of the messages that ask these questions, by the owner's key and the question's instance."""
    keys = {(key.owner, instance): key for key, instance in wanted}
    found: dict[tuple[DataKey, int], list[str]] = {}
    for row in _ASKING.run(connection, _asked(keys)) if keys else ():
        if key := keys.get((row.person, row.instance)):
            found.setdefault((key, row.instance), []).append(_note(row, key).message_id)
    return found


def _asked(keys: Collection[tuple[int, int]]) -> dict[str, list[int]]:
    return {"people": [person for person, _ in keys], "instances": sorted({instance for _, instance in keys})}


_ASKING: Final = Hot(
    select(messages.c.person, messages.c.instance, messages.c.mark, messages.c.note).where(
        Among(messages.c.person, "people"), Among(messages.c.instance, "instances"), messages.c.outgoing
    )
)


def _note(row: Found, key: DataKey) -> Note:
    return note_in(key.open(row.note, _COLUMN, row.mark.hex()))


def question_note(connection: Connection, key: DataKey, instance: int) -> tuple[Note, ChannelName] | None:
    """How a question was last worded and where; None when it was not delivered yet."""
    mine = (messages.c.person == key.owner) & (messages.c.instance == instance) & messages.c.outgoing
    row = connection.execute(select(messages).where(mine).order_by(messages.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    return _note(row, key), ChannelName(row.channel)


def owner_of(connection: Connection, vault: Vault, channel: ChannelName, message_id: str) -> int | None:
    """Whose message a status report is about."""
    mark = vault.mark("message", channel, message_id)
    query = select(messages.c.person).where(messages.c.mark == mark, messages.c.outgoing).limit(1)
    return connection.execute(query).scalar()
