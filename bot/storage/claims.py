"""Opening claimed rows and recording what became of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime

from sqlalchemy import Connection

from bot.errors import SealBroken
from bot.model import Address, Arrival, Conversation, Lane, Say
from bot.ports import Due, Settled
from bot.storage import addresses, kept, outbox, people
from bot.storage.columns import LANES
from bot.storage.database import Found
from bot.storage.desk import Desk, day_of, system_erasure
from bot.storage.forgetting import hold_still
from bot.storage.known import Known
from bot.storage.leasing import UNDER_WAY
from bot.storage.outbox import Letter
from bot.storage.packing import Parcel, parcel_in
from bot.storage.retention import FADES
from bot.storage.vault import DataKey


def opened(connection: Connection, desk: Desk, rows: Sequence[Found], now: datetime) -> list[Due]:
    """Leased rows, ready to be worded. Rows for people who stopped go; rows that do not open become dead letters."""
    known = desk.register.read(connection, {row.person for row in rows if row.person is not None}, now)
    wanted = [row for row in rows if not _unwanted(row, known)]
    outbox.remove(connection, [row.id for row in rows if _unwanted(row, known)])
    opened = {row.id: _due(desk, row, known) for row in wanted}
    outbox.bury(connection, [row for row, due in opened.items() if due is None], "unreadable", now)
    return [due for due in opened.values() if due is not None]


def sent_again(rows: Sequence[Found], now: datetime) -> Counter[tuple[date, str]]:
    """Rows whose sender died before it could record what became of them: their words may arrive twice."""
    again = (row for row in rows if row.reason == UNDER_WAY)
    return Counter((day_of(now), f"SentAgain({row.channel})") for row in again)


def _unwanted(row: Found, known: Mapping[int, Known]) -> bool:
    person = known.get(row.person)
    if person is None or LANES[row.lane] in (Lane.URGENT, Lane.ERASE):
        return False
    return person.conversation.stopped and not row.while_stopped


def _due(desk: Desk, row: Found, known: Mapping[int, Known]) -> Due | None:
    try:
        return _open(desk, row, known)
    except SealBroken:
        return None


def _open(desk: Desk, row: Found, known: Mapping[int, Known]) -> Due:
    person = known.get(row.person)
    if row.person is not None and person is None:
        raise SealBroken("the person does not open")
    parcel = _parcel(row, desk.system if person is None else person.key)
    address, conversation = _reader(parcel, person)
    lane, attempts = LANES[row.lane], row.attempts + 1
    return Due(row.id, row.person, address, parcel.say, conversation, lane, attempts, row.part, parcel.erases)


def _reader(parcel: Parcel, person: Known | None) -> tuple[Address, Conversation]:
    if person is not None and person.address is None:
        raise SealBroken("her address was let go")
    if person is not None and person.address is not None:
        return person.address, person.conversation
    if parcel.address is None:
        raise SealBroken("a row without a person has to carry its address")
    return parcel.address, parcel.conversation or Conversation()


def _parcel(row: Found, key: DataKey) -> Parcel:
    place = outbox.seal_row(row.recipient, row.turn, row.place)
    return parcel_in(key.open(row.body, "outbox|body", place))


def settle(connection: Connection, desk: Desk, results: Sequence[Settled], now: datetime) -> list[int]:
    """People first, then outbox rows: the order in which a commit locks them. Failures are counted apart.

    Returns those who stopped and whose address was let go, as these were the last words to them.
    """
    alive = hold_still(connection, {one.due.person for one in results if one.due.person is not None})
    keys = desk.register.keys(connection, alive)
    sent = [
        kept.delivered(keys[one.due.person], message, now)
        for one in results
        if one.due.person in keys
        for message in one.sent
    ]
    kept.keep(connection, desk.register.vault, sent)
    fading = (letter for one in results for letter in _fading(desk, one, keys, now))
    told = _told(desk, _still_there(connection, results), keys, now)
    outbox.write(connection, [*fading, *told, *_late_sounds(connection, desk, results, now)])
    _stopped(connection, [one.due for one in results if one.stopped])
    outbox.remove(connection, sorted(one.due.row for one in results if one.done))
    outbox.postpone(connection, sorted((one for one in results if one.later), key=lambda one: one.due.row))
    for reason in sorted({one.dead for one in results if one.dead}):
        outbox.bury(connection, sorted(one.due.row for one in results if one.dead == reason), reason, now)
    quiet = {one.due.person for one in results if one.stopped or one.due.conversation.stopped}
    return addresses.let_go(connection, [person for person in quiet if person in alive], now)


def _fading(desk: Desk, one: Settled, keys: Mapping[int, DataKey], now: datetime) -> Iterator[Letter]:
    """For what is not worth anything after a while: rows that take it off her screen then, where that can be done.

    At once, and under the system's key, for who was forgotten while it was on its way.
    """
    due, channel = one.due, one.due.address.channel
    if due.say.until is None or due.person is None or channel not in FADES:
        return
    blind, key = desk.register.vault.blind(due.address), keys.get(due.person)
    for place, (_, message) in enumerate(one.sent, due.part):
        if key is None:
            yield system_erasure(desk, due.address, message.message_id, now)
            continue
        parcel = Parcel(Say("", lane=Lane.ERASE), erases=message.message_id)
        yield Letter(key.owner, key, blind, channel, due.say.until, 0, place, parcel, while_stopped=True)


def _still_there(connection: Connection, results: Sequence[Settled]) -> list[Settled]:
    """What failed and has to be told; not where she took it back, or left, while it was being tried."""
    failed = [one for one in results if one.told]
    gone = outbox.gone(connection, [one.due.row for one in failed])
    return [one for one in failed if one.due.row not in gone]


def _told(desk: Desk, failed: Sequence[Settled], keys: Mapping[int, DataKey], now: datetime) -> Iterator[Letter]:
    """What she hears of something that could not be done."""
    for one in failed:
        key = keys.get(one.due.person) if one.due.person is not None else None
        if one.told and key:
            blind, channel = desk.register.vault.blind(one.due.address), one.due.address.channel
            yield Letter(key.owner, key, blind, channel, now, 0, one.due.row, Parcel(one.told), while_stopped=False)


def _late_sounds(connection: Connection, desk: Desk, results: Sequence[Settled], now: datetime) -> Iterator[Letter]:
    """Their rows are gone: she emptied her screen, or left, while they were on their way. They go from it at once."""
    sounds = [one for one in results if one.due.lane is Lane.SOUND and one.sent]
    gone = outbox.gone(connection, [one.due.row for one in sounds])
    for one in sounds:
        if one.due.row in gone and one.due.address.channel in FADES:
            yield from (system_erasure(desk, one.due.address, sent.message_id, now) for _, sent in one.sent)


def left_to_erase(connection: Connection, desk: Desk, known: Known, arrival: Arrival) -> Iterator[Letter]:
    """What waits to go from the screen of who is being forgotten: it goes now, without her key."""
    for row in outbox.erasures(connection, known.id):
        with suppress(SealBroken):  # nobody can tell any more which message it was
            yield system_erasure(desk, arrival.incoming.address, _parcel(row, known.key).erases, arrival.received)


def _stopped(connection: Connection, dues: Sequence[Due]) -> None:
    unreachable(connection, sorted({due.person for due in dues if due.person is not None}))
    outbox.remove(connection, sorted(due.row for due in dues if due.person is None))


def unreachable(connection: Connection, persons: Sequence[int]) -> None:
    """They blocked us or their carrier did: nothing is kept under way for them, urgent or not."""
    if persons:
        people.stop(connection, persons)
        outbox.drop_pending(connection, persons, urgent_too=True)


def failures(results: Sequence[Settled], now: datetime) -> Counter[tuple[date, str]]:
    day = day_of(now)
    dead = Counter((day, f"DeadLetter({one.dead})") for one in results if one.dead)
    unreachable = {one.due.address for one in results if one.stopped}  # people, however much waited for them
    return dead + Counter((day, "Unreachable") for _ in unreachable)
