"""Any order of making, opening, guessing, revoking, waiting and purging, against a model that fits on a page.

The model knows only what she was promised; it shares no code with what is tested.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule

from bot.model import Address, ChannelName, Handed, Way
from tests.sharing.made import BUNDLE, Shared, wrong
from tests.storage.talk import NOON

_PEOPLE = count(1)


@dataclass
class Promise:
    """What was promised of one share."""

    handed: Handed
    until: datetime
    openings: int = 3
    misses: int = 5
    revoked: bool = False
    purged: bool = False
    seen: int = field(default=0)

    def alive(self, now: datetime) -> bool:
        return now < self.until and not self.revoked and self.openings > 0 and self.misses > 0

    def stored(self, now: datetime) -> bool:
        """Whether sealed text may still be there: past its time only until the purge."""
        return not self.revoked and self.openings > 0 and self.misses > 0 and not self.purged


class SharesMachine(RuleBasedStateMachine):
    """One person; `made` is how her house is built, so that mutants can be built too."""

    made: Callable[[Address], Shared]
    promises = Bundle("promises")

    def __init__(self) -> None:
        super().__init__()
        self.shared = type(self).made(Address(ChannelName.SMS, f"+316{next(_PEOPLE):08}"))
        self.shared.clock.moment = NOON
        self.all: list[Promise] = []

    @property
    def now(self) -> datetime:
        return self.shared.clock.now()

    @rule(target=promises, way=st.sampled_from(Way))
    def create(self, way: Way) -> Promise:
        lasts = timedelta(minutes=30) if way is Way.NOW else timedelta(days=14)
        promise = Promise(self.shared.create(way), self.now + lasts)
        self.all.append(promise)
        return promise

    @rule(promise=promises, times=st.integers(1, 4))
    def open(self, promise: Promise, times: int) -> None:
        for _ in range(times):
            found = self.shared.open(promise.handed)
            assert found == (BUNDLE if promise.alive(self.now) else None)
            if found:
                promise.openings -= 1
                promise.seen += 1

    @rule(promise=promises, times=st.integers(1, 5))
    def guess(self, promise: Promise, times: int) -> None:
        if promise.handed.way is Way.NOW:
            return
        for _ in range(times):
            found = self.shared.open(promise.handed, wrong(promise.handed.pin))
            if not promise.alive(self.now):
                assert found is None
                return
            promise.misses -= 1
            assert found == promise.misses

    @precondition(lambda self: len(self.all) > 2)  # else little would live long enough to go wrong
    @rule()
    def revoke(self) -> None:
        alive = sum(promise.alive(self.now) for promise in self.all)
        assert self.shared.sharing.revoke(self.shared.person) == alive
        for promise in self.all:
            promise.revoked = True

    @rule(minutes=st.sampled_from([1, 29, 30, 60 * 24 * 7, 60 * 24 * 14]))
    def wait(self, minutes: int) -> None:
        self.shared.clock.move(minutes=minutes)

    @rule()
    def purge(self) -> None:
        self.shared.purge()
        for promise in self.all:
            promise.purged = promise.purged or promise.until <= self.now
            if promise.until + timedelta(days=30) <= self.now:
                promise.seen = 0  # nobody knows of it any more

    @invariant()
    def nothing_is_stored_that_cannot_be_opened(self) -> None:
        stored = sum(row.body is not None for row in self.shared.hers())
        assert stored == sum(promise.stored(self.now) for promise in self.all)

    @invariant()
    def every_opening_is_in_the_book(self) -> None:
        assert len(self.shared.sharing.openings(self.shared.person)) == sum(one.seen for one in self.all)
