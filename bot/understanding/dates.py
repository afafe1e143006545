"""Dates and lengths of pregnancy as people type them: `3 november`, `12+3`, `over 5 maanden`, `eind maart`."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.understanding.tongues import READ, Tongues
from bot.understanding.words import fold, tokens

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

PREGNANCY: Final = timedelta(days=280)  # from the first day of the last period
_LONGEST: Final = timedelta(days=3 * 366)  # further away from today it is no answer to our questions
_PLUS = re.compile(r"(\d{1,2})\s*(?:weken|week|wk|w)?\s*\+\s*([0-6])\b")
_ORDINAL = re.compile(r"(\d)(?:e|de|ste|st|nd|rd|th)\b")
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_UNITS: Final = ("weeks", "months", "days")
_PARTS: Final = {"begin": 5, "middle": 15, "end": 25}  # the day of the month that stands for a part of it
_NUMERIC = re.compile(r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{2,4})?")


@lru_cache(maxsize=8)
def _parser(today: date, past: bool) -> "DateDataParser":
    # Imported here: the library is heavy and most messages hold no date.
    from dateparser.data.languages_info import language_order  # noqa: PLC0415
    from dateparser.date import DateDataParser  # noqa: PLC0415

    base = datetime.combine(today, time(12))
    settings = {
        "RELATIVE_BASE": base,
        "DATE_ORDER": "DMY",
        "PREFER_LOCALE_DATE_ORDER": False,
        "PREFER_DATES_FROM": "past" if past else "future",
        "REQUIRE_PARTS": ["day", "month"],
        "PARSERS": ["relative-time", "absolute-time"],
    }
    return DateDataParser(languages=[code for code in READ if code in language_order], settings=settings)


class Dates:
    """Reads dates in the languages of the companion. `today` is always passed in."""

    def __init__(self, tongues: Tongues) -> None:
        spoken = [tongues.by_code[code] for code in READ]
        self._words = {name: tongues.words(name) for name in (*_UNITS, "ahead", "ago", "between", *_PARTS)}
        self._numbers = {word: value for tongue in spoken for word, value in tongue.values["numbers"].items()}
        self._months = {name: number for tongue in spoken for name, number in tongue.months.items()}

    def weeks(self, text: str) -> tuple[int, int] | None:
        """(weeks, days) she says to be pregnant: `12+3`, `12 weken en 3 dagen`, `twaalf weken`; None when not said."""
        if plus := _PLUS.search(fold(text)):
            return int(plus[1]), int(plus[2])
        words = self.split(text)
        weeks = self._amount(words, "weeks")
        return None if weeks is None or weeks > 45 else (weeks, min(self._amount(words, "days") or 0, 6))

    def day(self, text: str, today: date, *, past: bool = False) -> date | None:
        """The day she means; weeks of pregnancy become the due date, or the last period where `past` is asked."""
        for layer in (self._relative, self._part_of_month, self._written):
            if found := layer(text, today, past):
                return found if abs(found - today) <= _LONGEST else None
        return None

    def split(self, text: str) -> list[str]:
        """Her words, with numbers apart from what is glued to them."""
        return tokens(_GLUED.sub(" ", fold(text)))

    def _amount(self, words: list[str], unit: str) -> int | None:
        said = [word for word in words if word not in self._words["between"]]  # `treinta y dos semanas` are 32
        for before, (number, name) in zip(["", *said], pairwise(said), strict=False):
            if name in self._words[unit] and ((number.isdecimal() and len(number) < 4) or number in self._numbers):
                return int(number) if number.isdecimal() else self._numbers[number] + self._tens(before, number)
        return None

    def _tens(self, before: str, number: str) -> int:
        """Twenty, of `twenty two` and `двадцять два`: two weeks would be another due date."""
        tens = self._numbers.get(before, 0)
        return tens if self._numbers[number] < 10 and tens >= 10 and tens % 10 == 0 else 0

    def _relative(self, text: str, today: date, past: bool) -> date | None:
        words = self.split(text)
        direction = -1 if self._words["ago"] & set(words) else 1 if self._words["ahead"] & set(words) else 0
        if direction and (span := self._span(words)):
            return _moved(today, span, direction)
        if not (pregnant := self.weeks(text)):
            return None
        so_far = timedelta(weeks=pregnant[0], days=pregnant[1])
        return today - so_far if past else today - so_far + PREGNANCY

    def _span(self, words: list[str]) -> tuple[int, int] | None:
        weeks, months, days = (self._amount(words, unit) for unit in _UNITS)
        if weeks is None and months is None and days is None:
            return None
        return months or 0, (weeks or 0) * 7 + (days or 0)

    def _part_of_month(self, text: str, today: date, past: bool) -> date | None:
        words = tokens(text)
        day = next((day for part, day in _PARTS.items() if self._words[part] & set(words)), 0)
        bare = [
            word for word in words if len(word) > 2 or word.isdecimal() or word in self._months
        ]  # without `of`, `na`, `в`
        rest = [word for word in bare if not any(word in self._words[part] for part in _PARTS)]
        numbered = any(word.isdecimal() and len(word) < 4 for word in rest)  # `3 maart`, not `maart 2027`
        return self._written(f"{day} {' '.join(rest)}", today, past) if day and rest and not numbered else None

    def _written(self, text: str, today: date, past: bool) -> date | None:
        for form in (text[:200].casefold(), fold(text[:200])):  # Turkish months need their letters, others are freer
            plain = _ORDINAL.sub(r"\1", form)
            for name, number in self._months.items():
                plain = re.sub(rf"(\d{{1,2}})\s+{name}\b(?:\s+(?=\d{{4}}))?", rf"\1-{number}-", plain)
            plain = re.sub(r"-(?!\d)", "", plain)
            if found := next((day for part in _candidates(plain) if (day := self._parse(part, today, past))), None):
                return found
        return None

    def _parse(self, text: str, today: date, past: bool) -> date | None:
        found = _parser(today, past).get_date_data(text).date_obj
        return found.date() if found else None


def _moved(day: date, span: tuple[int, int], direction: int) -> date | None:
    months, days = span
    if months > 24 or days > _LONGEST.days:
        return None
    index = day.year * 12 + day.month - 1 + direction * months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1])) + direction * timedelta(days=days)


def _candidates(text: str) -> Iterator[str]:
    """The whole message when it is short, then numeric dates, then three or two words around a number."""
    words = [word.strip(".?!") for word in text.replace(",", " ").split()]
    if len(words) <= 4:
        yield " ".join(words)
    yield from _NUMERIC.findall(text)
    for size in (3, 2):
        for start in range(max(0, len(words) - size + 1)):
            piece, following = words[start : start + size], words[start + size : start + size + 1]
            cut_off = any(word.isdecimal() for word in following)  # `29 februari` of `29 februari 2027` is another day
            if not cut_off and any(word.isdecimal() for word in piece) and any(word.isalpha() for word in piece):
                yield " ".join(piece)
