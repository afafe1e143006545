"""Making and ending shares: what she is handed, and what is stored of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.errors import NotShared
from bot.model import Handed, NewShare, Opening, Way
from bot.ports import Clock, Shares
from bot.sharing import keys
from bot.sharing.link import VIEWER, link
from bot.sharing.pins import USUAL, Cost, pin_hash
from bot.sharing.seal import seal
from bot.summary import Summary

DAY: Final = timedelta(days=1)
LONGEST: Final = {Way.NOW: timedelta(minutes=30), Way.AHEAD: timedelta(days=14)}
OPENINGS: Final = 3  # a page is reloaded, a computer changed
TRIES: Final = 5  # wrong PINs, for as long as the share lives
A_DAY: Final = 10  # shares of one person

Exporter = Callable[[Summary], bytes]


@dataclass(frozen=True, slots=True)
class Limits:
    openings: int = OPENINGS
    tries: int = TRIES
    a_day: int = A_DAY


_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Sharing:
    """`port.Sharer` over what is stored. `site` is our own address, as the midwife types it: `https://…`."""

    shares: Shares
    exporter: Exporter
    clock: Clock
    site: str
    limits: Limits = _LIMITS
    cost: Cost = USUAL

    def create(self, person: int, summary: Summary, way: Way) -> Handed:
        """Seal the summary and hand out what opens it. Raises `NotShared` (`TooOften`): nothing is stored then.

        Slow (a second): not on the event loop.
        """
        now = self.clock.now()
        until = _until(summary, way, now)
        self.shares.may_share(person, self.limits.a_day, now - DAY)
        made = self._coded if way is Way.NOW else self._linked
        share, handed = made(_Order(person, way, self._exported(summary), now, until))
        self.shares.keep(share, self.limits.a_day, now - DAY)
        return handed

    def revoke(self, person: int) -> int:
        return self.shares.revoke(person, self.clock.now())

    def openings(self, person: int) -> tuple[Opening, ...]:
        return self.shares.openings(person)

    def wrong_pins(self, person: int) -> int:
        return self.shares.wrong_pins(person, self.limits.tries)

    def _exported(self, summary: Summary) -> bytes:
        try:
            return self.exporter(summary)
        except Exception:  # noqa: BLE001 - whatever it is, its text may hold her words
            raise NotShared("the summary could not be written") from None

    def _coded(self, order: "_Order") -> tuple[NewShare, Handed]:
        code = keys.new_code()
        derived = keys.derive(code, self.cost.rounds)
        share = self._share(order, self.shares.keyed("code", derived.lookup), derived.key)
        return share, Handed(order.way, order.until, self.site + VIEWER, code=keys.grouped(code))

    def _linked(self, order: "_Order") -> tuple[NewShare, Handed]:
        name, key, pin = keys.new_id(), keys.new_key(), keys.new_pin()
        share = self._share(order, self.shares.keyed("link", name), key)
        share = replace(share, pin=pin_hash(self.shares, pin, name, self.cost), tries=self.limits.tries)
        opens = link(self.site, name, key, order.until)
        return share, Handed(order.way, order.until, self.site + VIEWER, link=opens, pin=pin)

    def _share(self, order: "_Order", mark: bytes, key: bytes) -> NewShare:
        jwe = seal(order.bundle, key)
        return NewShare(order.person, mark, order.way, order.now, order.until, self.limits.openings, jwe)


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be shared, of whom, how, and until when."""

    person: int
    way: Way
    bundle: bytes
    now: datetime
    until: datetime


def _until(summary: Summary, way: Way, now: datetime) -> datetime:
    """As she agreed, and never longer than this way allows. Raises `NotShared`: what she agreed to is over."""
    try:
        agreed = datetime.fromisoformat(summary.consent.until)
        until = min(agreed, now + LONGEST[way])
    except (ValueError, TypeError):
        raise NotShared("no moment until when she agreed") from None
    if until <= now:
        raise NotShared("what she agreed to is over")
    return until
