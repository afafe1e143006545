"""`ports.Store` on SQLite or PostgreSQL."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine

from bot.model import Address, Arrival, ChannelName, Delivery, DeliveryStatus, Lane
from bot.ports import WORDS, Apologise, Clock, Committed, Decide, Due, SentMessage, Settled
from bot.practice import Practice
from bot.storage import addresses, claims, inbox, kept, leasing, ledger, people, practices, purge
from bot.storage.buckets import Pace, fill
from bot.storage.committing import Commits
from bot.storage.database import Transactions, migrate, open_engine
from bot.storage.desk import Desk, day_of, system_key
from bot.storage.forgetting import forget_tests
from bot.storage.pages import SqlPages
from bot.storage.people import Register
from bot.storage.recent import Recent
from bot.storage.shares import SqlShares
from bot.storage.vault import Keys, Vault
from bot.storage.voices import SqlUploads

BATCH: Final = 200
_USUAL: Final = Pace()


class SqlStore:
    """People, seen-marks and outbox. One instance per process; use `SqlStore.open`."""

    def __init__(self, engine: Engine, vault: Vault, clock: Clock, pace: Pace = _USUAL) -> None:
        self.engine, self.vault, self._clock, self._pace = engine, vault, clock, pace
        self._transactions = Transactions(engine)
        self.lease_of = pace.lease_of
        with engine.begin() as connection:
            fill(connection, pace.rates, clock.now())
        self._desk = Desk(Register(vault, Recent()), system_key(engine, vault))
        self._commits = Commits(self._transactions, self._desk)
        self.shares = SqlShares(self._transactions, self._desk.register)
        self.pages = SqlPages(self._transactions, self._desk.register)
        self.uploads = SqlUploads(self._transactions)

    @classmethod
    def open(cls, url: str, keys: Keys, clock: Clock, pace: Pace = _USUAL) -> "SqlStore":
        """Open the database, bring its tables up to date. Raises `SealBroken` when the keys are not this database's."""
        engine = open_engine(url)
        migrate(engine)
        return cls(engine, Vault(keys), clock, pace)

    def close(self) -> None:
        self.engine.dispose()

    def commit(self, arrivals: Sequence[Arrival], decide: Decide, apologise: Apologise) -> list[Committed]:
        return self._commits.run(arrivals, decide, apologise)

    def claim(
        self,
        channels: Sequence[ChannelName],
        limit: int,
        now: datetime,
        finished: Sequence[Settled] = (),
        lanes: Sequence[Lane] = WORDS,
    ) -> list[Due]:
        with self._transactions.begin() as connection:
            gone = claims.settle(connection, self._desk, finished, now)
            wanted = leasing.Wanted(tuple(channels), tuple(lanes), limit)
            rows = leasing.of_channels(connection, wanted, self._pace, now)
            dues = claims.opened(connection, self._desk, rows, now)
            # Last, as a commit does: all processes write the same counters.
            ledger.count(connection, claims.failures(finished, now) + claims.sent_again(rows, now))
        self._forget_traces(finished, gone)
        return dues

    def claim_for(self, address: Address, now: datetime) -> list[Due]:
        mine = leasing.Mine(address.channel, self.vault.blind(address), BATCH)
        with self._transactions.begin() as connection:
            rows = leasing.to_one(connection, mine, self._pace, now)
            dues = claims.opened(connection, self._desk, rows, now)
            ledger.count(connection, claims.sent_again(rows, now))
            return dues

    def settle(self, results: Sequence[Settled], now: datetime) -> None:
        if not results:
            return
        with self._transactions.begin() as connection:
            gone = claims.settle(connection, self._desk, results, now)
            ledger.count(connection, claims.failures(results, now))
        self._forget_traces(results, gone)

    def _forget_traces(self, results: Sequence[Settled], gone: Sequence[int]) -> None:
        """The last trace of somebody forgotten, and the address of who stopped."""
        self._desk.register.recent.drop(gone)
        if gone or any(one.due.person is None for one in results):
            self._transactions.wipe_log()

    def report(self, delivery: Delivery) -> bool:
        now = self._clock.now()
        mark = self.vault.mark("report", delivery.channel, delivery.key)
        with self._transactions.begin() as connection:
            if not ledger.mark_seen(connection, {mark: now}):
                return False
            if delivery.status is DeliveryStatus.STOPPED:
                self._unreachable(connection, delivery, now)
            if delivery.status is not DeliveryStatus.DELIVERED:
                event = f"{delivery.status.capitalize()}({delivery.channel} {delivery.code})"
                ledger.count(connection, Counter([(day_of(now), event)]))
            return True

    def _unreachable(self, connection: Connection, delivery: Delivery, now: datetime) -> None:
        person = kept.owner_of(connection, self.vault, delivery.channel, delivery.message_id)
        if person is not None:
            claims.unreachable(connection, [person])
            self._desk.register.recent.drop(addresses.let_go(connection, [person], now))

    def messages(self, person: int, instance: int | None = None) -> list[SentMessage]:
        with self._transactions.begin() as connection:
            key = self._desk.register.keys(connection, [person]).get(person)
            return [] if key is None else kept.known(connection, key, instance)

    def address_of(self, person: int) -> Address | None:
        with self._transactions.begin() as connection:
            known = self._desk.register.read(connection, [person], self._clock.now()).get(person)
            return known.address if known else None

    def language_of(self, address: Address) -> str:
        with self._transactions.begin() as connection:
            person = people.of_address(connection, self.vault.blind(address))
            ids = [] if person is None else [person]
            known = self._desk.register.read(connection, ids, self._clock.now())
            return next((one.conversation.language for one in known.values()), "")

    def hold(self, name: str, holder: str, now: datetime, seconds: int) -> bool:
        with self._transactions.begin() as connection:
            return ledger.hold(connection, ledger.Lease(name, holder, now + timedelta(seconds=seconds)), now)

    def unclear(self, language: str = "") -> list[inbox.Unclear]:
        """Masked messages that wait to be labelled, newest first."""
        with self._transactions.begin() as connection:
            return inbox.unclear(connection, self._desk.system, language)

    def labelled(self, done: Sequence[inbox.Unclear]) -> None:
        """Let go of these, now that somebody has them in a file."""
        with self._transactions.begin() as connection:
            inbox.remove(connection, done)
        self._transactions.wipe_log()

    def practices(self) -> list[Practice]:
        """All midwifery practices that are known beforehand."""
        with self._transactions.begin() as connection:
            return practices.every(connection)

    def purge(self, now: datetime) -> None:
        with self._transactions.begin() as connection:
            purge.purge(connection, now)
            quiet = addresses.let_go_of_all(connection, now)
        self._desk.register.recent.drop(quiet)
        while gone := self._forget_silent(now):
            self._desk.register.recent.drop(gone)
        self._transactions.wipe_log()

    def _forget_silent(self, now: datetime) -> list[int]:
        with self._transactions.begin() as connection:
            return purge.forget_silent(connection, now)

    def forget_test_people(self) -> int:
        """Forget everybody made by simulator and console; how many."""
        with self._transactions.begin() as connection:
            ids = forget_tests(connection)
        self._desk.register.recent.drop(ids)
        return len(ids)
