"""How something is said."""

from dataclasses import dataclass
from typing import Final

CALM: Final = 0.85  # of 150 words a minute: understood at a first hearing
SLOW: Final = 0.65  # for the person at the other end of a telephone


@dataclass(frozen=True, slots=True)
class How:
    """`text_id`: looks for a recording of it. `personal`: her own words or a name; never online, never on a disk.

    `online`: an online voice may be asked; for fixed content made ahead, never while she waits. What an online voice
    said before is used in any case. `pace`: of 150 words a minute; 0: as it is set. `loud`: as loud as a telephone
    takes, for somebody to hear from another one.
    """

    text_id: str = ""
    personal: bool = False
    online: bool = False
    pace: float = 0.0
    loud: bool = False
