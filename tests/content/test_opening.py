"""Office hours: working days of the Netherlands, by law and by a library that knows nothing of us."""

from datetime import date, datetime, timedelta

import pytest
from holidays.countries.netherlands import Netherlands

from bot.content.opening import AMSTERDAM, is_office_hours


@pytest.mark.parametrize("year", range(2026, 2061))
def test_days_off(year: int) -> None:
    """The library also counts Good Friday, on which practices are open."""
    free = {day for day, name in Netherlands(years=year, language="nl").items() if name.casefold() != "goede vrijdag"}
    days = [date(year, 1, 1) + timedelta(number) for number in range(365)]
    working = {day for day in days if is_office_hours(datetime(year, day.month, day.day, 12, tzinfo=AMSTERDAM))}
    assert working == {day for day in days if day.weekday() < 5 and day not in free}
