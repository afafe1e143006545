"""What a commit works with, and the small sums it makes of a turn."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Engine, select

from bot.content.opening import AMSTERDAM
from bot.model import Address, Arrival, KeepConsent, Lane, Say, Turn, WithdrawConsent
from bot.storage.inserting import insert_new
from bot.storage.outbox import Letter
from bot.storage.packing import Parcel, card
from bot.storage.people import Register
from bot.storage.tables import data_keys
from bot.storage.vault import SYSTEM, DataKey, Vault


@dataclass(frozen=True, slots=True)
class Desk:
    """What a commit works with: the people, and the key for rows that outlive them."""

    register: Register
    system: DataKey


def system_key(engine: Engine, vault: Vault) -> DataKey:
    """The key for rows that outlive a person; made once. Raises `SealBroken` when wrapped by a key we do not have."""
    with engine.begin() as connection:
        insert_new(connection, data_keys, [{"person": SYSTEM, "wrapped": vault.new_key(SYSTEM)[1]}])
        wrapped = connection.execute(select(data_keys.c.wrapped).where(data_keys.c.person == SYSTEM)).scalar_one()
    return vault.unwrap(SYSTEM, wrapped)


def day_of(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()


def seen_mark(desk: Desk, arrival: Arrival) -> bytes:
    return desk.register.vault.mark("seen", arrival.incoming.address.channel, arrival.incoming.key)


def honoured(turn: Turn) -> Turn:
    """The turn with its consent tasks in its state, so that no answer outlives a withdrawn consent."""
    if not turn.tasks:
        return turn
    agreed = list(turn.conversation.consents)
    for task in turn.tasks:
        if isinstance(task, KeepConsent) and task.purpose not in agreed:
            agreed.append(task.purpose)
        elif isinstance(task, WithdrawConsent) and task.purpose in agreed:
            agreed.remove(task.purpose)
    if tuple(agreed) == turn.conversation.consents:
        return turn
    return replace(turn, conversation=replace(turn.conversation, consents=tuple(agreed)))


def system_letters(desk: Desk, blind: bytes, turn: Turn, arrival: Arrival) -> list[Letter]:
    """A turn's says for somebody we do not keep: sealed with the system key, address and language inside."""
    address, known = arrival.incoming.address, card(turn.conversation)
    parcels = [Parcel(say, address, known) for say in turn.says]
    return [
        Letter(None, desk.system, blind, address.channel, arrival.received, 0, place, parcel, while_stopped=True)
        for place, parcel in enumerate(parcels)
    ]


def system_erasure(desk: Desk, address: Address, message_id: str, now: datetime) -> Letter:
    """A message that goes at once from the screen of somebody we do not keep."""
    parcel = Parcel(Say("", lane=Lane.ERASE), address, erases=message_id)
    blind = desk.register.vault.blind(address)
    return Letter(None, desk.system, blind, address.channel, now, 0, 0, parcel, while_stopped=True)
