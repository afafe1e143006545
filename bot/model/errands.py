"""What a turn wants done with what she shares, and what came of it: that re-enters `advance` as a `Meaning`."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.model.sharing import Handed, Opening, Way


@dataclass(frozen=True, slots=True)
class CreateShare:
    """After the commit: seal these lines of her summary and hand out what opens them.

    `instance` is the question to which she said yes; its consent is recorded in the same commit.
    """

    way: Way
    lines: tuple[str, ...]
    instance: int


@dataclass(frozen=True, slots=True)
class RevokeShares:
    """Inside the commit: delete all she shared."""


@dataclass(frozen=True, slots=True)
class ListOpenings:
    """After the commit: look up who opened what she shared."""


@dataclass(frozen=True, slots=True)
class NotHanded:
    """Nothing was shared; `too_often`: she made as many as a day allows."""

    too_often: bool = False


@dataclass(frozen=True, slots=True)
class SeenBy:
    """Who opened it, newest first, and how many wrong PINs were tried."""

    openings: tuple[Opening, ...] = ()
    wrong_pins: int = 0


@dataclass(frozen=True, slots=True)
class WasRead:
    """Somebody opened what she shared, just now."""


@dataclass(frozen=True, slots=True)
class SetPin:
    """After the commit: make of her own PIN what is kept of it."""

    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TryPin:
    """After the commit: compare. `opens` is the command she gave; the try was spent in the commit."""

    pin: str = field(repr=False)
    opens: str


@dataclass(frozen=True, slots=True)
class PinSet:
    kept: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PinTried:
    right: bool
    opens: str


@dataclass(frozen=True, slots=True)
class PinFailed:
    """It could not be made or compared; nothing changed."""


@dataclass(frozen=True, slots=True)
class OpenPage:
    """After the commit: a page of her own for the questions that are not asked in this chat, and its link to her."""


@dataclass(frozen=True, slots=True)
class ClosePage:
    """Inside the commit: her page opens no more."""


@dataclass(frozen=True, slots=True)
class PageOpened:
    """Her page's address, with what opens it, and until when it does; empty: there is none."""

    link: str = field(default="", repr=False)
    until: datetime | None = None  # aware


@dataclass(frozen=True, slots=True)
class OnPage:
    """What she did on her page: `given` at `step`. No step: from the beginning; nothing given: that question again."""

    step: str = ""
    given: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class NotCalled:
    """Her telephone could not be rung; she can call `line`, our number as shown."""

    line: str


Result = Handed | NotHanded | SeenBy | WasRead | PinSet | PinTried | PinFailed | PageOpened | OnPage | NotCalled
