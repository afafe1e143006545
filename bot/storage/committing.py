"""A commit, whatever comes: of a batch that fails each message is done alone, and one that fails gets an apology."""

from collections.abc import Sequence

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import InterfaceError, OperationalError

from bot.errors import SealBroken
from bot.model import Arrival, Conversation, Forget
from bot.ports import Apologise, Committed, Decide
from bot.storage import ledger, outbox, people
from bot.storage.batch import Batch
from bot.storage.database import Transactions
from bot.storage.desk import Desk, seen_mark, system_letters
from bot.storage.forgetting import forget

log = structlog.get_logger()


class Commits:
    """The commits of one store."""

    def __init__(self, transactions: Transactions, desk: Desk) -> None:
        self._transactions, self._desk = transactions, desk

    def run(self, arrivals: Sequence[Arrival], decide: Decide, apologise: Apologise) -> list[Committed]:
        try:
            return self._batch(arrivals, decide)
        except Exception as error:  # noqa: BLE001 – one bad message must not hold up the others
            log.warning("batch_failed", error=type(error).__name__, count=len(arrivals))
        return [self._alone(arrival, decide, apologise) for arrival in arrivals]

    def _batch(self, arrivals: Sequence[Arrival], decide: Decide) -> list[Committed]:
        with self._transactions.begin() as connection:
            batch = Batch(connection, self._desk, decide)
            committed = batch.run(arrivals)
        self._desk.register.recent.drop(batch.forgotten)
        for known in batch.saved.values():
            self._desk.register.recent.put(known)
        if batch.wipes:
            self._transactions.wipe_log()
        return committed

    def _alone(self, arrival: Arrival, decide: Decide, apologise: Apologise) -> Committed:
        for answer in (decide, apologise):
            try:
                return self._one(arrival, answer)
            except (OperationalError, InterfaceError):  # the database, not the message: the provider sends it again
                raise
            except Exception as error:  # noqa: BLE001 – any bug in deciding; she gets an apology
                log.error("message_failed", error=type(error).__name__)
        with self._transactions.begin() as connection:
            ledger.mark_seen(connection, {seen_mark(self._desk, arrival): arrival.received})
        return Committed(arrival, None, None)

    def _one(self, arrival: Arrival, answer: Decide) -> Committed:
        try:
            return self._batch([arrival], answer)[0]
        except SealBroken:
            log.error("seal_broken")
        with self._transactions.begin() as connection:
            return _stranger_turn(connection, self._desk, answer, arrival)


def _stranger_turn(connection: Connection, desk: Desk, decide: Decide, arrival: Arrival) -> Committed:
    """For a person whose rows do not open: answer her as a stranger, leave her rows alone, but obey stop and forget."""
    if not ledger.mark_seen(connection, {seen_mark(desk, arrival): arrival.received}):
        return Committed(arrival, None, None, repeat=True)
    blind = desk.register.vault.blind(arrival.incoming.address)
    person, stopped = people.standing(connection, blind)
    turn = decide(Conversation(form=arrival.incoming.form, stopped=stopped), arrival)
    if person is not None and any(isinstance(task, Forget) for task in turn.tasks):
        forget(connection, [person])
    elif person is not None and turn.conversation.stopped != stopped:
        people.stop(connection, [person], turn.conversation.stopped)
    outbox.write(connection, system_letters(desk, blind, turn, arrival))
    return Committed(arrival, None, turn)
