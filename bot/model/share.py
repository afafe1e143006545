"""Sharing with her midwife: how it is opened, what she is handed, who opened it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Way(StrEnum):
    """How the midwife opens it."""

    NOW = "nu"  # a typed code in the consultation: 30 minutes
    AHEAD = "vooraf"  # a link and a PIN, sent before: 7 days


@dataclass(frozen=True, slots=True)
class Handed:
    """What opens a share; said to her once and kept nowhere."""

    way: Way
    opens: str  # `K7F3-9QZD-2MXT` for NOW, the whole link for AHEAD
    until: datetime  # aware
    pin: str = ""  # AHEAD only: 6 digits


@dataclass(frozen=True, slots=True)
class Opening:
    """That a share was opened. `reader` is what the reader typed of herself: nobody checked it."""

    at: datetime  # aware
    reader: str = ""
