"""The few words a voice needs besides the text itself, for one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

SMALL = "[a-zà-öø-ÿąćęłńśźżğışа-яєії]"  # a small letter, in the scripts that have them
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one language says what is written in signs. `locale` is Babel's; `counts` that num2words knows it."""

    locale: str
    comma: str  # between whole and decimals
    dot: str  # in `wiegwijzer.nl`
    at: str
    and_: str
    plus: str
    times: str  # after a number: `3x`
    to: str  # between two numbers: `12-14`
    or_: str  # between two words: `zij/hij`
    percent: str
    euro: str
    link: str  # said for an address that nobody could type from hearing it
    ticked: str
    unticked: str
    hour: str = ""  # between hours and minutes
    decimal: str = ","  # the sign between whole and decimals; the other one stands between thousands
    digits: tuple[str, ...] = ()  # where num2words does not know the language: every number digit by digit
    abbreviations: Mapping[str, str] = field(default_factory=lambda: NONE)
    percent_first: bool = False  # `yüzde on`
    ordinals: str = ""  # pattern of what stands behind a number to make it an ordinal: `2e`, `2nd`

    @property
    def counts(self) -> bool:
        return not self.digits

    @property
    def thousands(self) -> str:
        return "." if self.decimal == "," else ","
