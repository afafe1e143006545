"""One commit: the seen-marks, states, consents, counters and outbox rows of a batch of arrivals, in one transaction."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.model import (
    CALLED_ON,
    HEARD_ON,
    Arrival,
    ClosePage,
    EraseScreen,
    Forget,
    KeepConsent,
    KeepForLearning,
    Lane,
    RetireButtons,
    RevokeShares,
    Turn,
    WithdrawConsent,
)
from bot.ports import Agreed, Committed, Decide, SentMessage
from bot.storage import addresses, claims, inbox, kept, ledger, outbox, pages, people, shares
from bot.storage.desk import Desk, day_of, honoured, seen_mark, system_letters
from bot.storage.forgetting import forget
from bot.storage.known import Known, as_of, checked_at
from bot.storage.outbox import Letter
from bot.storage.packing import Parcel

CLOCK_SKEW: Final = timedelta(seconds=5)
_CAN: Final = {Lane.SOUND: HEARD_ON, Lane.CALL: CALLED_ON}  # where there is something to hear


class Batch:
    """Arrivals being decided inside an open transaction. Made for one `run`, thrown away after."""

    def __init__(self, connection: Connection, desk: Desk, decide: Decide) -> None:
        self._connection, self._desk, self._decide = connection, desk, decide
        self._known: dict[bytes, Known] = {}
        self._letters: list[Letter] = []
        self._kept: list[kept.Kept] = []
        self._events: Counter[tuple[date, str]] = Counter()
        self._returned: list[Known] = []
        self._unclear: list[tuple[date, KeepForLearning]] = []
        self.saved: dict[int, Known] = {}
        self.forgotten: list[int] = []
        self.wipes = False  # something was deleted that must not stay in the database's log

    def run(self, arrivals: Sequence[Arrival]) -> list[Committed]:
        """The outcome of each arrival, in the order given."""
        fresh = self._fresh(arrivals)
        chains: dict[bytes, list[int]] = {}
        for index in fresh:
            chains.setdefault(self._desk.register.vault.blind(arrivals[index].incoming.address), []).append(index)
        self._lock({blind: arrivals[chain[0]] for blind, chain in chains.items()})
        committed = [Committed(arrival, None, None, repeat=True) for arrival in arrivals]
        for blind in sorted(chains):
            for index in chains[blind]:
                committed[index] = self._turn(blind, arrivals[index])
        self._write()
        buttons = self._buttons(committed)
        return [replace(one, buttons=buttons[i]) if i in buttons else one for i, one in enumerate(committed)]

    def _fresh(self, arrivals: Sequence[Arrival]) -> list[int]:
        """Which arrivals were not seen before; of twins in one batch the first."""
        first: dict[bytes, int] = {}
        for index, arrival in enumerate(arrivals):
            first.setdefault(seen_mark(self._desk, arrival), index)
        new = ledger.mark_seen(self._connection, {mark: arrivals[i].received for mark, i in first.items()})
        return [index for mark, index in first.items() if mark in new]

    def _lock(self, first: dict[bytes, Arrival]) -> None:
        if not first:
            return
        register, now = self._desk.register, min(arrival.received for arrival in first.values())
        self._known = register.lock(self._connection, list(first), now)
        missing = {blind: one for blind, one in first.items() if blind not in self._known and not one.result}
        if missing:
            self._known |= register.enter(self._connection, missing)
            raced = [blind for blind in missing if blind not in self._known]
            self._known |= register.lock(self._connection, raced, now) if raced else {}

    def _turn(self, blind: bytes, arrival: Arrival) -> Committed:
        if blind not in self._known and arrival.result:
            return Committed(arrival, None, None)  # forgotten meanwhile: nobody to tell
        if blind not in self._known:  # forgotten by an earlier message of this batch
            self._known |= self._desk.register.enter(self._connection, {blind: arrival})
        known = as_of(self._known[blind], arrival.received)
        turn = honoured(self._decide(known.conversation, arrival))
        screen = self._screen(known, arrival) if any(isinstance(task, EraseScreen) for task in turn.tasks) else ()
        self._count(turn, arrival)
        if any(isinstance(task, Forget) for task in turn.tasks):
            self._forget(blind, known, turn, arrival)
            return Committed(arrival, None, turn, screen=screen)
        agreed = self._keep(blind, known, turn, arrival)
        return Committed(arrival, known.id, turn, agreed=agreed, screen=screen)

    def _keep(self, blind: bytes, known: Known, turn: Turn, arrival: Arrival) -> tuple[Agreed, ...]:
        if turn.conversation.stopped and not known.conversation.stopped:
            self._stop(known.id)
        if known.address is None and (turn.says or not turn.conversation.stopped):
            known = replace(known, address=arrival.incoming.address)
            self._returned.append(known)
        if any(isinstance(task, EraseScreen) for task in turn.tasks):
            self._hush(known.id)
        agreed = self._tasks(known, turn, arrival)
        last = known.last if arrival.result else max(known.last, arrival.received)  # only she makes it last longer
        checked = checked_at(known, turn.conversation, arrival.received)
        after = Known(known.id, known.key, known.address, turn.conversation, known.version + 1, last, checked)
        self._known[blind] = self.saved[known.id] = after
        self._kept.append(kept.received(known.id, known.key, arrival.incoming, arrival.received))
        due = min(max(last, arrival.received), arrival.received + CLOCK_SKEW)
        channel = arrival.incoming.address.channel
        for place, say in enumerate(turn.says):
            if channel not in _CAN.get(say.lane, (channel,)):
                continue
            parcel, stopped = Parcel(say), turn.conversation.stopped
            self._letters.append(
                Letter(known.id, known.key, blind, channel, due, after.version, place, parcel, stopped)
            )
        return agreed

    def _hush(self, person: int) -> None:
        """Her screen is emptied: nothing that was to be heard comes on it afterwards, and her telephone is silent."""
        outbox.drop_heard(self._connection, [person])
        self._letters = [one for one in self._letters if one.person != person or one.lane not in _CAN]

    def _stop(self, person: int) -> None:
        outbox.drop_pending(self._connection, [person])
        pages.close(self._connection, [person])
        self._letters = [one for one in self._letters if one.person != person or one.lane is Lane.URGENT]

    def _tasks(self, known: Known, turn: Turn, arrival: Arrival) -> tuple[Agreed, ...]:
        agreed = []
        for task in turn.tasks:
            if isinstance(task, KeepConsent):
                agreed.append(ledger.keep_consent(self._connection, known, task, arrival))
            elif isinstance(task, WithdrawConsent):
                ledger.withdraw_consent(self._connection, known.id, task, arrival.received)
            elif isinstance(task, KeepForLearning):
                self._unclear.append((day_of(arrival.received), task))
            elif isinstance(task, ClosePage):
                pages.close(self._connection, [known.id])
            elif isinstance(task, RevokeShares):
                shares.end_all(self._connection, known.id, arrival.received)
                self.wipes = True
        return tuple(agreed)

    def _forget(self, blind: bytes, known: Known, turn: Turn, arrival: Arrival) -> None:
        """Her key and rows go now; what is said of it, and what was to leave her screen, goes by the system's key."""
        erasures = list(claims.left_to_erase(self._connection, self._desk, known, arrival))
        forget(self._connection, [known.id])
        self.forgotten.append(known.id)
        self.wipes = True
        del self._known[blind]
        self.saved.pop(known.id, None)
        self._letters = [one for one in self._letters if one.person != known.id]
        self._kept = [one for one in self._kept if one.person != known.id]
        self._returned = [one for one in self._returned if one.id != known.id]
        language = turn.conversation.language or known.conversation.language
        farewell = replace(turn, conversation=replace(turn.conversation, language=language))
        self._letters += [*erasures, *system_letters(self._desk, blind, farewell, arrival)]

    def _buttons(self, committed: Sequence[Committed]) -> dict[int, tuple[str, ...]]:
        """Ids of the messages whose buttons a turn retires, by its place. One query for all, not one a message."""
        wanted = {
            (self.saved[one.person].key, task.instance): place
            for place, one in enumerate(committed)
            if one.turn and one.person in self.saved
            for task in one.turn.tasks
            if isinstance(task, RetireButtons)
        }
        ids: dict[int, tuple[str, ...]] = {}
        for asked, found in kept.asking(self._connection, wanted).items():
            ids[wanted[asked]] = (*ids.get(wanted[asked], ()), *found)
        return ids

    def _screen(self, known: Known, arrival: Arrival) -> tuple[SentMessage, ...]:
        ids = kept.known(self._connection, known.key)
        mine = [one.note.message_id for one in self._kept if one.person == known.id] + [arrival.incoming.message_id]
        return (*(SentMessage(one, 0) for one in reversed(mine) if one), *ids)

    def _count(self, turn: Turn, arrival: Arrival) -> None:
        if not turn.conversation.test:
            self._events.update((day_of(arrival.received), str(event)) for event in turn.events)

    def _write(self) -> None:
        people.save(self._connection, (self.saved[person] for person in sorted(self.saved)))
        addresses.take_back(self._connection, self._returned)
        outbox.write(self._connection, self._letters)
        kept.keep(self._connection, self._desk.register.vault, self._kept)
        inbox.keep(self._connection, self._desk.system, self._unclear)
        ledger.count(self._connection, self._events)
