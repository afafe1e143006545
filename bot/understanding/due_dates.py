"""When the baby is due, from whatever she tells: a day, weeks, months, her last period, a feast."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from bot.understanding.dates import PREGNANCY, Dates
from bot.understanding.tongues import Tongues
from bot.understanding.words import fold

_MONTH: Final = 30.4  # days
_MOST_WEEKS: Final = 45
_LATEST: Final = timedelta(days=294)  # from today; a due date after that is one of last year
_JUST_PAST: Final = timedelta(days=45)
_HALF = re.compile(r"(\d{1,2})[.,]5(?=\D)")


class DueDates:
    """Reads answers to "when are you due?". `today` is always passed in."""

    def __init__(self, dates: Dates, tongues: Tongues) -> None:
        self._dates = dates
        self._words = {
            name: tongues.words(name) for name in ("weeks", "months", "ahead", "period", "tomorrow", "yesterday")
        }
        each = tongues.by_code.values()
        self._numbers = {word: value for tongue in each for word, value in tongue.values["numbers"].items()}
        self._ordinals = {
            word: value for tongue in each for word, value in tongue.values["ordinals"].items() if value > 0
        }
        self._feasts = {word: day for tongue in each for word, day in tongue.feasts.items()}

    def find(self, text: str, today: date) -> date | None:
        """The due date, None when she tells none or an impossible one."""
        words = self._dates.split(text)
        if self._words["period"] & set(words):
            began = self._dates.day(text, today, past=True)
            return began + PREGNANCY if began and began <= today else None
        if self._is_numbered(words) or (not self._words["ahead"] & set(words) and self._tells_length(words)):
            so_far = self._length(text, words)
            return None if so_far is None else today - so_far + PREGNANCY + self._shift(words)
        found = self._feast(words, today) or self._dates.day(text, today) or self._spelled_out(words, today)
        return _settled(found, today) if found else None

    def _tells_length(self, words: Sequence[str]) -> bool:
        return bool((self._words["weeks"] | self._words["months"]) & set(words)) or "+" in words

    def _is_numbered(self, words: Sequence[str]) -> bool:
        """`week 12`, also in `in week 12`."""
        return any(name in self._words["weeks"] and number.isdecimal() for name, number in pairwise(words))

    def _length(self, text: str, words: Sequence[str]) -> timedelta | None:
        """How long she is pregnant."""
        if half := _HALF.search(fold(text)):
            return timedelta(days=int(half[1]) * 7 + 3)
        if weeks := self._dates.weeks(text):
            return timedelta(weeks=weeks[0], days=weeks[1])
        number = self._beside(words, "weeks", self._numbers)
        if number is not None:
            return timedelta(weeks=number) if number <= _MOST_WEEKS else None
        return self._months(words)

    def _months(self, words: Sequence[str]) -> timedelta | None:
        """Three months; or the third month, which is half a month less."""
        nth = self._beside(words, "months", self._ordinals)
        months = self._beside(words, "months", self._numbers) if nth is None else nth - 0.5
        return timedelta(days=round(months * _MONTH)) if months is not None and 0 < months <= 10 else None

    def _beside(self, words: Sequence[str], unit: str, values: Mapping[str, int]) -> int | None:
        """The number before or after the unit: `3 maanden`, `week 12`, `derde maand`, `الشهر الخامس`."""
        for one, other in pairwise(words):
            for number, name in ((one, other), (other, one)):
                if name in self._words[unit] and (number in values or (number.isdecimal() and values is self._numbers)):
                    return values.get(number) if number in values else int(number[:3])
        return None

    def _shift(self, words: Sequence[str]) -> timedelta:
        """Tomorrow she will be so far: today a day less, so a day later due."""
        ahead, behind = (bool(self._words[name] & set(words)) for name in ("tomorrow", "yesterday"))
        return timedelta(days=ahead - behind)

    def _feast(self, words: Sequence[str], today: date) -> date | None:
        said = f" {' '.join(words)} "
        day = next((day for feast, day in self._feasts.items() if f" {feast} " in said), None)
        if day is None:
            return None
        this_year = date(today.year, *day)
        return this_year if this_year >= today else date(today.year + 1, *day)

    def _spelled_out(self, words: Sequence[str], today: date) -> date | None:
        """`twintig augustus`, `first of december`."""
        digits = [str(self._numbers.get(word) or self._ordinals.get(word) or word) for word in words]
        return self._dates.day(" ".join(digits), today) if digits != list(words) else None


def _settled(found: date, today: date) -> date:
    """A day and a month without a year is the next one; but last week's due date is not next year's."""
    before = found - timedelta(days=365)
    return before if found - today > _LATEST and today - before <= _JUST_PAST else found
