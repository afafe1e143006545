"""A share: how it can be opened, what she is handed once, what is kept of it, and who opened it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """How a midwife can open what is shared."""

    NOW = "nu"  # in the consultation: a code she reads from the screen, 30 minutes
    AHEAD = "vooraf"  # sent before it: a link, and a PIN told apart, 7 days


@dataclass(frozen=True, slots=True)
class Handed:
    """What opens a share. Shown once, to her alone, and stored nowhere; so it does not show itself in a log either."""

    way: Way
    until: datetime  # aware
    page: str  # address of the page where it is opened: `https://…/v`
    code: str = field(default="", repr=False)  # NOW: `7K3F-9QZD-2MXT`
    link: str = field(default="", repr=False)  # AHEAD: `https://…/v#shlink:/…`
    pin: str = field(default="", repr=False)  # AHEAD: six digits


@dataclass(frozen=True, slots=True)
class Opening:
    """That a share was opened. `reader` is what the reader typed as a name: nobody checked it."""

    at: datetime  # aware
    way: Way
    reader: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class NewShare:
    """A share about to be stored. Nothing in it opens it."""

    person: int
    mark: bytes  # 32 bytes, a keyed hash of what finds it: the id in the link, or the id made from the code
    way: Way
    made: datetime
    until: datetime
    openings: int
    jwe: str = field(repr=False)
    pin: bytes = field(default=b"", repr=False)  # keyed slow hash; empty: it opens without a PIN
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Tried:
    """A PIN try that was just spent, and what the PIN has to hash to."""

    share: int
    pin: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """What an opening gives: the sealed text, and whose it is, so that she can hear of it."""

    person: int
    share: int
    jwe: str = field(repr=False)
