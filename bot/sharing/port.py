"""What the service asks of sharing. Implemented over the `Shares` table by this package; slow, so not on the loop."""

from typing import Protocol

from bot.model.sharing import Handed, Opening, Way
from bot.summary import Summary


class Pins(Protocol):
    """Her own PIN. Synchronous and slow; called in a thread after the commit."""

    def sealed(self, pin: str) -> str:
        """What is kept of it."""

    def opens(self, pin: str, kept: str) -> bool: ...


class Sharer(Protocol):
    """Synchronous; called in a thread after the commit."""

    def create(self, person: int, summary: Summary, way: Way) -> Handed:
        """Seal the summary and hand out what opens it, once. Raises `NotShared`: nothing is open then."""

    def revoke(self, person: int) -> int:
        """Delete everything she shared, at once; how many could still be opened. Harmless when there is nothing."""

    def openings(self, person: int) -> tuple[Opening, ...]:
        """Who opened what she shared, newest first."""

    def wrong_pins(self, person: int) -> int:
        """How many wrong PINs were tried on what she shared."""
