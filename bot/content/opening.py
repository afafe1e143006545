"""Which urgent text: the one for office hours, or the one for evenings, nights, weekends and holidays. Pure."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.easter import easter

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
OPENS: Final = time(8)
CLOSES: Final = time(17)
SATURDAY: Final = 5
SUNDAY: Final = 6
AFTER_EASTER: Final = (1, 39, 50)  # days: Easter Monday, Ascension, Whit Monday; on Good Friday practices are open


def is_office_hours(now: datetime) -> bool:
    """A working day between 8 and 17 o'clock in the Netherlands; outside it the GP post answers. `now` is aware."""
    local = now.astimezone(AMSTERDAM)
    return local.weekday() < SATURDAY and OPENS <= local.time() < CLOSES and local.date() not in _holidays(local.year)


def day_and_night(now: datetime) -> Mapping[bool, datetime]:
    """Whether it is within office hours → a moment of that kind in the week from `now`: our texts know no others."""
    return {is_office_hours(when): when for when in (now + timedelta(hours=hour) for hour in range(0, 168, 3))}


@lru_cache(maxsize=4)
def _holidays(year: int) -> frozenset[date]:
    """Days off by law that may be a working day of the week (Algemene termijnenwet, art. 3)."""
    moving = (easter(year) + timedelta(days) for days in AFTER_EASTER)
    king = date(year, 4, 27)
    king -= timedelta(king.weekday() == SUNDAY)
    free = (date(year, 5, 5),) if year % 5 == 0 else ()  # Liberation Day: once in five years
    return frozenset((date(year, 1, 1), *moving, king, *free, date(year, 12, 25), date(year, 12, 26)))
