"""How often one may knock. Addresses are known as keyed hashes of this process, and no longer than the window."""

import hashlib
import secrets
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final

from bot.hurry import Window

EVERYBODY: Final = "everybody"


@dataclass(frozen=True, slots=True)
class Rates:
    """In any minute."""

    one: int = 10  # for each address: a midwife who mistypes needs fewer, a practice has several of them
    all: int = 300  # who guesses from many addresses


USUAL_RATES: Final = Rates()


class Knocks:
    """Lets through as many as the rates allow."""

    def __init__(self, rates: Rates) -> None:
        self._one, self._all = Window(rates.one), Window(rates.all)
        self._secret = secrets.token_bytes(32)

    def lets_in(self, host: str) -> bool:
        name = hashlib.blake2b(_network(host).encode(), key=self._secret, digest_size=16).digest()
        return self._one.lets_in(name) and self._all.lets_in(EVERYBODY)


def _network(host: str) -> str:
    """Who has one IPv6 address has 2^64 of them."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(int(address) >> 64) if isinstance(address, IPv6Address) else host
