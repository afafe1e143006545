"""Which urgent text: the one for office hours, or the one for evenings, nights, weekends and holidays. Pure."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from holidays import HolidayBase
from holidays.countries.netherlands import Netherlands

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
OPENS: Final = time(8)
CLOSES: Final = time(17)
SATURDAY: Final = 5
HOLIDAYS: Final[Callable[..., HolidayBase]] = Netherlands  # imported with the program, not at the first urgent message
GOOD_FRIDAY: Final = "Goede Vrijdag"  # in the library's list, but GP practices are open


def is_office_hours(now: datetime) -> bool:
    """A working day between 8 and 17 o'clock in the Netherlands; outside it the GP post answers. `now` is aware."""
    local = now.astimezone(AMSTERDAM)
    return local.weekday() < SATURDAY and OPENS <= local.time() < CLOSES and local.date() not in _holidays(local.year)


@lru_cache(maxsize=4)
def _holidays(year: int) -> frozenset[date]:
    named = HOLIDAYS(years=year, language="nl").items()
    return frozenset(day for day, name in named if name.casefold() != GOOD_FRIDAY.casefold())
