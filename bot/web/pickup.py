"""Sealed files that wait to be fetched once: for readers who take only small things inside a manifest.

In memory of this process, and without a key to any of them. Ours takes everything at once and never comes here.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import Final

from bot.model import Taken

SECONDS: Final = 300.0  # SMART Health Links allows an hour
MOST: Final = 50


class Pickup:
    """Ticket → file; the oldest goes when there are too many."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._waiting: OrderedDict[str, tuple[float, Taken]] = OrderedDict()

    def leave(self, taken: Taken) -> str:
        """The ticket: 256 random bits."""
        ticket = secrets.token_urlsafe(32)
        self._waiting[ticket] = (self._now() + SECONDS, taken)
        self._forget()
        return ticket

    def take(self, ticket: str) -> Taken | None:
        self._forget()
        _, taken = self._waiting.pop(ticket, (0.0, None))
        return taken

    def _forget(self) -> None:
        while self._waiting and (len(self._waiting) > MOST or next(iter(self._waiting.values()))[0] <= self._now()):
            self._waiting.popitem(last=False)
