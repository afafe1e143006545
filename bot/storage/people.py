"""People: found by blind index, locked, opened, saved, stopped."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from bot.errors import SealBroken
from bot.model import Address, Arrival, ChannelName, Conversation
from bot.storage import addresses
from bot.storage.columns import whole
from bot.storage.database import Found
from bot.storage.hot import Among, Hot
from bot.storage.inserting import insert_all, insert_new
from bot.storage.known import Known, as_of, flagged
from bot.storage.packing import SAVES, card, conversation_in, pack, profile
from bot.storage.recent import Recent
from bot.storage.retention import SESSION
from bot.storage.tables import data_keys, people
from bot.storage.vault import DataKey, Vault

TEST_CHANNELS: Final = frozenset({ChannelName.SIMULATOR, ChannelName.CONSOLE})

_BRIEF: Final = (people.c.id, people.c.blind, people.c.version, people.c.stopped)
_SEALED: Final = (*people.c, data_keys.c.wrapped)
_THESE: Final = Among(people.c.id, "ids")

_LOCK: Final = Hot(select(*_BRIEF).where(Among(people.c.blind, "blinds")).order_by(people.c.blind).with_for_update())
_READ: Final = Hot(select(*_BRIEF).where(_THESE))
_OPEN: Final = (
    select(*_SEALED)
    .join_from(people, data_keys, data_keys.c.person == people.c.id)
    .where(people.c.id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Register:
    """Opens people with the vault's keys and remembers them for a while."""

    vault: Vault
    recent: Recent

    def lock(self, connection: Connection, blinds: Collection[bytes], now: datetime) -> dict[bytes, Known]:
        """The people behind these blind indexes, their rows locked in one order. Unknown ones are left out."""
        rows = _LOCK.run(connection, {"blinds": list(blinds)}).all()
        known = self._open(connection, rows, now)
        return {row.blind: known[row.id] for row in rows}

    def read(self, connection: Connection, ids: Collection[int], now: datetime) -> dict[int, Known]:
        """The people with these ids, not locked. Gone ones, and ones that do not open, are left out."""
        rows = _READ.run(connection, {"ids": list(ids)}).all() if ids else []
        return self._open(connection, rows, now, skip_broken=True)

    def enter(self, connection: Connection, arrivals: Mapping[bytes, Arrival]) -> dict[bytes, Known]:
        """Write new people, by blind index. One that another process wrote in the meantime is left out."""
        made = {blind: self._newcomer(arrivals[blind]) for blind in sorted(arrivals)}
        rows = [_people_row(blind, known, arrivals[blind].incoming.address) for blind, (known, _) in made.items()]
        written = insert_new(connection, people, rows)
        entered = {blind: pair for blind, pair in made.items() if pair[0].id in written}
        keys = [{"person": known.id, "wrapped": wrapped} for known, wrapped in entered.values()]
        insert_all(connection, data_keys, keys)
        return {blind: known for blind, (known, _) in entered.items()}

    def _newcomer(self, arrival: Arrival) -> tuple[Known, bytes]:
        person = secrets.randbelow(2**62) + 1
        key, wrapped = self.vault.new_key(person)
        incoming = arrival.incoming
        conversation = Conversation(form=incoming.form, test=incoming.address.channel in TEST_CHANNELS)
        return Known(person, key, incoming.address, conversation, 0, arrival.received), wrapped

    def keys(self, connection: Connection, ids: Iterable[int]) -> dict[int, DataKey]:
        """Data keys of people who still exist."""
        found = {person: self.recent.key(person) for person in ids}
        missing = [person for person, key in found.items() if key is None]
        rows = connection.execute(select(data_keys).where(data_keys.c.person.in_(missing))).all() if missing else []
        opened = {row.person: self.vault.unwrap(row.person, row.wrapped) for row in rows}
        return opened | {person: key for person, key in found.items() if key is not None}

    def _open(
        self, connection: Connection, rows: Sequence[Found], now: datetime, skip_broken: bool = False
    ) -> dict[int, Known]:
        known = {row.id: self.recent.get(row.id, row.version) for row in rows}
        missing = [person for person, one in known.items() if one is None]
        for row in connection.execute(_OPEN, {"ids": missing}) if missing else ():
            try:
                known[row.id] = self._unseal(row, now)
            except SealBroken:
                if not skip_broken:
                    raise
        found = ((row, known[row.id]) for row in rows)
        return {row.id: as_of(flagged(one, bool(row.stopped)), now) for row, one in found if one is not None}

    def _unseal(self, row: Found, now: datetime) -> Known:
        key = self.vault.unwrap(row.id, row.wrapped)
        kept = None if row.address is None else addresses.unseal(key, row.address)
        address = None if kept is None else Address(ChannelName(row.channel), kept)
        return Known(row.id, key, address, _conversation(row, key, now), row.version, row.session_at, row.checked_at)


def _conversation(row: Found, key: DataKey, now: datetime) -> Conversation:
    if row.session is not None and now - row.session_at < SESSION:
        return conversation_in(key.open(row.session, "people|session"))
    if row.profile is not None:
        return conversation_in(key.open(row.profile, "people|profile"))
    if row.card is not None:
        return conversation_in(key.open(row.card, "people|card"))
    return Conversation(test=row.is_test)


def _people_row(blind: bytes, known: Known, address: Address) -> dict[str, object]:
    return {
        "id": known.id,
        "blind": blind,
        "channel": address.channel.value,
        "address": addresses.seal(known.key, address),
        "session_at": whole(known.last),
        "is_test": known.conversation.test,
    }


_SAVE: Final = Hot(
    update(people)
    .where(people.c.id == bindparam("b_id"))
    .values(
        {
            name: bindparam(f"b_{name}")
            for name in ("card", "session", "profile", "session_at", "checked_at", "stopped", "version")
        }
    )
)


def save(connection: Connection, everyone: Iterable[Known]) -> None:
    """Write people whose rows are locked."""
    _SAVE.each(connection, [_saved(known) for known in everyone])


def _saved(known: Known) -> dict[str, object]:
    conversation, key = known.conversation, known.key
    kept = pack(profile(conversation)) if SAVES in conversation.consents else None
    return {
        "b_id": known.id,
        "b_card": key.seal(pack(card(conversation)), "people|card"),
        "b_session": key.seal(pack(conversation), "people|session"),
        "b_profile": None if kept is None else key.seal(kept, "people|profile"),
        "b_session_at": whole(known.last),
        "b_checked_at": None if known.checked is None else whole(known.checked),
        "b_stopped": conversation.stopped,
        "b_version": known.version,
    }


def stop(connection: Connection, ids: Sequence[int], stopped: bool = True) -> None:
    """Set the stop flag."""
    connection.execute(update(people).where(people.c.id.in_(ids)).values(stopped=stopped))


def standing(connection: Connection, blind: bytes) -> tuple[int | None, bool]:
    """Id and stop flag of whoever has this address, without opening anything; locked."""
    query = select(people.c.id, people.c.stopped).where(people.c.blind == blind).with_for_update()
    row = connection.execute(query).first()
    return (None, False) if row is None else (row.id, row.stopped)


def of_address(connection: Connection, blind: bytes) -> int | None:
    """Who has this address, not locked."""
    row = connection.execute(select(people.c.id).where(people.c.blind == blind)).first()
    return None if row is None else row.id
