"""What a turn wants done with what she shares, and what came of it: that re-enters `advance` as a `Meaning`."""

from dataclasses import dataclass

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
    """Who opened it, newest first."""

    openings: tuple[Opening, ...] = ()


@dataclass(frozen=True, slots=True)
class WasRead:
    """Somebody opened what she shared, just now."""


Result = Handed | NotHanded | SeenBy | WasRead
