"""How fast one may write or knock: a window that moves with the clock, in memory, holding no more than a minute."""

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from time import monotonic
from typing import Final

MINUTE: Final = 60.0  # seconds


class Window:
    """At most so many in any minute, for each address (or other name) apart. Those refused do not count."""

    def __init__(self, most: int, now: Callable[[], float] = monotonic) -> None:
        self._most, self._now = most, now
        self._let_in: OrderedDict[Hashable, deque[float]] = OrderedDict()  # who was let in longest ago comes first

    def lets_in(self, address: Hashable) -> bool:
        now = self._now()
        self._forget(now - MINUTE)
        moments = self._let_in.get(address)
        if moments is None:
            moments = self._let_in[address] = deque(maxlen=self._most)
        elif len(moments) == self._most and moments[0] > now - MINUTE:
            return False
        moments.append(now)
        self._let_in.move_to_end(address)
        return True

    def _forget(self, before: float) -> None:
        while self._let_in and next(iter(self._let_in.values()))[-1] <= before:
            self._let_in.popitem(last=False)
