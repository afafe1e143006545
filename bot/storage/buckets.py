"""How fast each channel may be spoken to: one row per channel, shared by all processes and updated inside the claim."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from bot.model import ChannelName, Lane
from bot.storage.columns import moment_of, whole
from bot.storage.hot import Among, Hot
from bot.storage.inserting import insert_new
from bot.storage.tables_of_nobody import buckets


@dataclass(frozen=True, slots=True)
class Rate:
    """Messages a second, and how many may go at once after a quiet time."""

    a_second: float
    at_once: float


RATES: Final[Mapping[ChannelName, Rate]] = MappingProxyType(
    {
        ChannelName.TELEGRAM: Rate(28, 28),  # Telegram: about 30 a second for one bot
        ChannelName.SMS: Rate(10, 20),  # a Dutch mobile number at Twilio; an account may be given more
        ChannelName.WHATSAPP: Rate(60, 80),  # WhatsApp Business: 80 a second
    }
)


URGENT_LEASE: Final = timedelta(seconds=12)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast channels may be spoken to, and how long a claimed row is ours before it is sent again.

    A lease under 30 s sends twice when the machine is busy (measured: 5 s at load 7, 430 duplicates).
    """

    rates: Mapping[ChannelName, Rate] = field(default_factory=lambda: RATES)
    lease: timedelta = timedelta(seconds=30)

    def lease_of(self, lane: Lane) -> timedelta:
        """Urgent words of who was killed are sent again sooner: rather twice than half a minute late."""
        return min(self.lease, URGENT_LEASE) if lane is Lane.URGENT else self.lease


_LOCK: Final = Hot(
    select(buckets).where(Among(buckets.c.channel, "names")).order_by(buckets.c.channel).with_for_update()
)
_SAVE: Final = Hot(
    update(buckets).where(buckets.c.channel == bindparam("name")).values(tokens=bindparam("left"), at=bindparam("now"))
)


class Buckets:
    """Tokens of some channels, their rows locked until the transaction ends.

    The lock also keeps two claims apart: else one could take a later message while the other takes the earlier.
    """

    def __init__(
        self, connection: Connection, rates: Mapping[ChannelName, Rate], channels: Iterable[ChannelName], now: datetime
    ) -> None:
        self._connection, self._now = connection, now
        self._rates = {channel: rates.get(channel) for channel in sorted(set(channels))}
        self._left = dict(self._locked())
        self._used = dict.fromkeys(self._left, 0)

    def _locked(self) -> Iterable[tuple[ChannelName, float]]:
        names = [channel.value for channel in self._rates]
        for row in _LOCK.run(self._connection, {"names": names}):
            channel = ChannelName(row.channel)
            yield channel, self._filled(self._rates[channel], row.tokens, moment_of(row.at))

    def _filled(self, rate: Rate | None, tokens: float, at: datetime) -> float:
        if rate is None:
            return float("inf")
        return min(rate.at_once, tokens + rate.a_second * max(0.0, (self._now - at).total_seconds()))

    def left(self, channel: ChannelName) -> float:
        return self._left[channel] - self._used[channel]

    def use(self, channel: ChannelName, n: int) -> None:
        """Take tokens. Urgent messages may take more than there are; what is not urgent then waits for them."""
        self._used[channel] += n

    def save(self) -> None:
        for channel, used in self._used.items():
            rate = self._rates[channel]
            if used and rate:
                tokens = max(-rate.at_once, self._left[channel] - used)
                _SAVE.run(self._connection, {"name": channel.value, "left": tokens, "now": whole(self._now)})


def fill(connection: Connection, rates: Mapping[ChannelName, Rate], now: datetime) -> None:
    """Write the buckets that are not there yet, full."""
    rows = [
        {"channel": c.value, "tokens": rates[c].at_once if c in rates else 0.0, "at": whole(now)} for c in ChannelName
    ]
    insert_new(connection, buckets, rows)
