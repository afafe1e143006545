"""Her own PIN as it is kept: a slow hash with salt, that also needs a key outside the database."""

import secrets
from dataclasses import dataclass
from hmac import compare_digest

from bot.ports import Shares
from bot.sharing.pins import USUAL, Cost, pin_hash


@dataclass(frozen=True, slots=True)
class Locks:
    """About 50 ms a PIN: not on the event loop, and in no transaction."""

    shares: Shares
    cost: Cost = USUAL

    def sealed(self, pin: str) -> str:
        """`<salt>.<hash>` in hexadecimal digits; another one each time."""
        return self._made(secrets.token_hex(16), pin)

    def opens(self, pin: str, kept: str) -> bool:
        return compare_digest(self._made(kept.partition(".")[0], pin), kept)

    def _made(self, salt: str, pin: str) -> str:
        return f"{salt}.{pin_hash(self.shares, pin, f'lock {salt}', self.cost).hex()}"
