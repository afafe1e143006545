"""A PIN is only kept as a slow hash that needs three things: the PIN, the link's id and a key outside the database."""

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from bot.ports import Shares

_BETWEEN: Final = re.compile(r"[\s\-]+")


@dataclass(frozen=True, slots=True)
class Cost:
    """How hard guessing is made. Less than this only in tests."""

    rounds: int = 600_000  # of PBKDF2, for a code
    memory: int = 2**14  # scrypt's n, for a PIN: 16 MB and 50 ms


USUAL: Final = Cost()


def pin_hash(shares: Shares, pin: str, name: str, cost: Cost = USUAL) -> bytes:
    """32 bytes that stand for this PIN of this link. Slow: not on the event loop."""
    typed = _BETWEEN.sub("", pin).encode("utf-8", "surrogatepass")
    stretched = hashlib.scrypt(typed, salt=name.encode("utf-8", "surrogatepass"), n=cost.memory, r=8, p=1, dklen=32)
    return shares.keyed("pin", stretched.hex())
