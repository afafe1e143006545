"""A midwifery practice that is known beforehand: its code, its word for an SMS, its 24-hour number. Pure.

Public data of a practice, not of a person. The number is said in urgent answers, so nothing doubtful gets in.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.errors import PracticeRefused

CONFIRMED_FOR: Final = timedelta(days=365)  # a number nobody confirmed for so long is not said any more
LINK: Final = "p-"  # a start code that names a practice: `p-de-wieg`
LONGEST_NAME: Final = 60  # characters
LONGEST_MESSAGE: Final = 40  # characters; a keyword is all of a message, so a longer one is none

_LONGEST_CODE: Final = 24
_CODE: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEYWORD: Final = re.compile(r"[A-Z][A-Z0-9]{3,11}")
_NAME: Final = re.compile(r"['’]?[^\W_](?:[^\W_]|[ .,&'’()+/-])*")
_BETWEEN: Final = re.compile(r"[\s().\-/\u2010-\u2013]")
_DUTCH: Final = re.compile(r"(?:\+31|0031|0)(?P<rest>[1-57]\d{8}|6[1-58]\d{7}|8[58]\d{7}|800\d{4}|800\d{7})")
_ALL_ARE: Final = ("verlosk", "praktijk")  # in a name these tell no practice from another
_SHORT_AREA: Final = re.compile(r"1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7\d|8[58]")  # then seven digits; else six


@dataclass(frozen=True, slots=True)
class Practice:
    """`number` is E.164, answered day and night; `checked_on`: the day somebody last made sure of it."""

    code: str
    name: str
    number: str
    checked_on: date
    keyword: str = ""  # capitals; empty: no SMS word
    language: str = "nl"  # the first one on its poster

    def is_confirmed(self, today: date) -> bool:
        return today - self.checked_on <= CONFIRMED_FOR

    @property
    def shown_number(self) -> str:
        return shown(self.number)


def shown(number: str) -> str:
    """A number (E.164) as people in the Netherlands write it: `030 123 45 67`. One from abroad stays as it is."""
    rest = number.removeprefix("+31")
    if rest == number or rest.startswith("97"):  # 097: a number for machines, written as one
        return number
    if rest.startswith("800"):
        return " ".join(filter(None, ("0800", *_grouped(rest[3:]))))
    if rest.startswith("6"):
        return f"06 {' '.join(_grouped(rest[1:]))}"
    area = 2 if _SHORT_AREA.match(rest) else 3
    return f"0{rest[:area]} {' '.join(_grouped(rest[area:]))}"


class Practices:
    """Those we know now. Renewed as a whole from the database, so that a turn never reads it."""

    def __init__(self, known: Iterable[Practice] = ()) -> None:
        self.renew(known)

    def renew(self, known: Iterable[Practice]) -> None:
        known = tuple(known)
        words = {one.keyword.casefold(): one for one in known if one.keyword}
        self._known: tuple[Mapping[str, Practice], Mapping[str, Practice]] = ({one.code: one for one in known}, words)

    def of_code(self, code: str) -> Practice | None:
        return self._known[0].get(code)

    def of_link(self, start_code: str) -> Practice | None:
        """The one a start code names: `p-de-wieg`, also in capitals."""
        code = start_code.casefold()
        return self.of_code(code.removeprefix(LINK)) if code.startswith(LINK) else None

    def of_message(self, text: str) -> Practice | None:
        """The one whose keyword is all of this message, however it was typed: `Wieg24!`, `wieg 24`."""
        return self._known[1].get(bare(text)) if self._known[1] and len(text) <= LONGEST_MESSAGE else None


def bare(text: str) -> str:
    """Only its letters and digits, small and without accents."""
    return "".join(letter for letter in _plain(text) if letter.isalnum())


def number_from(typed: str) -> str:
    """A Dutch telephone number as E.164. Raises PracticeRefused for any other, and for paid or short ones."""
    plain = _BETWEEN.sub("", typed.replace("(0)", ""))
    found = _DUTCH.fullmatch(plain) if plain.isascii() else None
    if found is None:
        raise PracticeRefused(
            f"'{typed}' is no Dutch telephone number such as 030 123 45 67 or +31 6 12345678 "
            "(no 0900 number: that costs her money; no 112: that always stands there)"
        )
    return f"+31{found['rest']}"


def name_from(typed: str) -> str:
    """Its name on one line. Raises PracticeRefused when it is empty, too long, or holds signs no name has."""
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not _NAME.fullmatch(name) or not 2 <= len(name) <= LONGEST_NAME:
        raise PracticeRefused(
            f"a name has 2 to {LONGEST_NAME} letters, digits and spaces; . , & ' ( ) + / - may be in it"
        )
    return name


def code_from(typed: str) -> str:
    """A code for links. Raises PracticeRefused."""
    if not _CODE.fullmatch(typed) or not 3 <= len(typed) <= _LONGEST_CODE:
        raise PracticeRefused(f"the code '{typed}' must be 3 to 24 small letters, digits and - , such as de-wieg")
    return typed


def code_of_name(name: str) -> str:
    """`Verloskundigenpraktijk De Wieg` → `de-wieg`: its own words, as far as they fit."""
    words = re.findall(r"[a-z0-9]+", _plain(name))
    code = ""
    for word in [word for word in words if not word.startswith(_ALL_ARE)] or words:
        longer = f"{code}-{word}" if code else word[:_LONGEST_CODE]
        if len(longer) > _LONGEST_CODE:
            break
        code = longer
    return code_from(code)


def keyword_from(typed: str) -> str:
    """A word for an SMS. Raises PracticeRefused; what it may mean already, `understanding.keywords` tells."""
    word = typed.upper()
    if word and not _KEYWORD.fullmatch(word):
        raise PracticeRefused(
            f"the keyword '{typed}' must be 4 to 12 letters and digits without accents, a letter first"
        )
    return word


def _plain(text: str) -> str:
    """Small letters without accents."""
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))


def _grouped(digits: str) -> list[str]:
    """By two, an odd one with the first: `123 45 67`."""
    first = 2 + len(digits) % 2
    return [digits[:first], *(digits[at : at + 2] for at in range(first, len(digits), 2))] if digits else []
