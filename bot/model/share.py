"""Sharing with her midwife: how it is opened, what she is handed, what is kept of it, who opened it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """How the midwife opens it."""

    NOW = "nu"  # a typed code in the consultation: 30 minutes
    AHEAD = "vooraf"  # a link and a PIN, sent before: 7 days


@dataclass(frozen=True, slots=True)
class Handed:
    """What opens a share; said to her once and kept nowhere, so it does not show itself in a log either."""

    way: Way
    opens: str = field(repr=False)  # `7K3F-9QZD-2MXT` for NOW, the whole link for AHEAD
    until: datetime  # aware
    pin: str = field(default="", repr=False)  # AHEAD only: 6 digits
    page: str = ""  # where the code is typed: `https://…/v`


@dataclass(frozen=True, slots=True)
class Opening:
    """That a share was opened. `reader` is what the reader typed of herself: nobody checked it."""

    at: datetime  # aware
    reader: str = ""


@dataclass(frozen=True, slots=True)
class NewShare:
    """A share about to be stored. Nothing in it opens it."""

    person: int
    mark: bytes  # 32 bytes, a keyed hash of what finds it: the id in the link, or the id made from the code
    made: datetime
    until: datetime
    openings: int
    jwe: str = field(repr=False)
    pin: bytes = field(default=b"", repr=False)  # keyed slow hash; empty: it opens without a PIN
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Tried:
    """A PIN try that was just spent: what the PIN has to hash to, and how many tries are left after this one."""

    share: int
    pin: bytes = field(repr=False)
    left: int
