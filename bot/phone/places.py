"""Places in a call, and the short signs that stand for them in an address.

A place says what she listens to, and Twilio keeps the addresses it asked for: so an address holds a keyed code,
from which nobody reads a subject. Nothing of a person is in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.codes import keyed_code

CODE_SIGNS: Final = 12  # of 32 kinds


@dataclass(frozen=True, slots=True)
class Place:
    """What she hears now. `node` is one of `tree.py`; `language` is empty until she chose one.

    `tries`: how often, in a row, no key came or one that means nothing here.
    """

    node: str
    language: str = ""
    page: int = 0
    tries: int = 0


class Codes:
    """A code for each place, and back. `key`: 32 secret bytes, the same in every process."""

    def __init__(self, places: Iterable[Place], key: bytes) -> None:
        self._codes = {place: _code(place, key) for place in places}
        self._places = {code: place for place, code in self._codes.items()}

    def of(self, place: Place) -> str:
        return self._codes[place]

    def find(self, code: str) -> Place | None:
        """None: a code of no place, or of one that is gone since."""
        return self._places.get(code)


def _code(place: Place, key: bytes) -> str:
    named = "\x1f".join((place.node, place.language, str(place.page), str(place.tries)))
    return keyed_code(key, named, CODE_SIGNS)
