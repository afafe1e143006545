"""Opening a share: a code's id or a link's id with its PIN, and every counter spent before anything is compared."""

import hmac
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from bot.model import Taken
from bot.ports import Clock, Shares
from bot.sharing.pins import USUAL, Cost, pin_hash

NAME: Final = 80  # letters of a reader's name
MASK: Final = "*"  # also in an SMS one letter
# What phones and chats make tappable of plain words: an address, @somebody, /command, #tag.
_JOINT: Final = re.compile(r"(?<=\w)[.\u2024\u3002\uff0e\uff61](?=\w{2})")
_LEADS: Final = re.compile(r"[@#\uff03\uff20]|(?<![<\w])[/\uff0f]")


@dataclass(frozen=True, slots=True)
class WrongPin:
    """How many tries are left, for as long as the share lives."""

    left: int


@dataclass(frozen=True, slots=True)
class Door:
    """Where a midwife's page knocks. Slow for a link (its PIN's hash): not on the event loop. `site`: our address."""

    shares: Shares
    clock: Clock
    site: str = ""
    cost: Cost = USUAL

    def by_code(self, lookup: str, reader: str) -> Taken | None:
        """What is sealed; None: not there, over, or used up, and nobody learns which."""
        return self.shares.take(self.shares.keyed("code", lookup), reader_name(reader), self.clock.now())

    def by_link(self, name: str, pin: str, reader: str) -> Taken | WrongPin | None:
        """What is sealed; a wrong PIN; None as above. A try is spent first and given back when the PIN was right."""
        mark = self.shares.keyed("link", name)
        tried = self.shares.try_pin(mark, self.clock.now())
        if tried is None:
            return None
        if hmac.compare_digest(pin_hash(self.shares, pin, name, self.cost), tried.pin):
            return self.shares.take(mark, reader_name(reader), self.clock.now(), right_pin=True)
        return WrongPin(self.shares.missed(tried.share, self.clock.now()))

    def may_fetch(self, share: int) -> bool:
        """Asked again for what an opening gave: she may have taken it back since."""
        return self.shares.may_fetch(share, self.clock.now())


def reader_name(text: str) -> str:
    """Who says to be reading: one line of visible letters, at most 80, nothing to call or tap. Nobody checks it."""
    visible = "".join(map(_visible, unicodedata.normalize("NFC", text[: 10 * NAME])))
    plain = _JOINT.sub("·", _LEADS.sub(" ", visible))
    return " ".join(plain.split())[:NAME].rstrip()


def _visible(letter: str) -> str:
    """A digit is masked: she is shown no number that somebody typed, to call or of anybody."""
    kind = unicodedata.category(letter)
    if kind[0] == "N":
        return MASK
    return " " if kind == "Cc" else "" if kind[0] == "C" else letter
