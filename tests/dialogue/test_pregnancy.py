"""Weeks and due dates, as a midwife's wheel counts them. 40+0 is the due date itself."""

from datetime import date

import pytest

from bot.pregnancy import is_plausible_due_date, weeks_pregnant

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("due", "today", "weeks"),
    [
        (date(2026, 6, 1), TODAY, 40),
        (date(2026, 6, 2), TODAY, 39),  # 39+6
        (date(2026, 5, 25), TODAY, 41),
        (date(2026, 11, 3), TODAY, 17),  # 155 days to go: 17+6
        (date(2027, 3, 8), TODAY, 0),  # the first day of the last period
        (date(2027, 3, 9), TODAY, -1),
        (date(2024, 2, 29), date(2024, 2, 28), 39),  # leap day
        (date(2027, 1, 4), date(2026, 12, 28), 39),  # over New Year
    ],
)
def test_weeks(due: date, today: date, weeks: int) -> None:
    assert weeks_pregnant(due, today) == weeks


@pytest.mark.parametrize(
    ("due", "plausible"),
    [
        (date(2027, 2, 22), True),  # 2+0
        (date(2027, 2, 23), False),  # 1+6
        (date(2026, 5, 5), True),  # 43+6
        (date(2026, 5, 4), False),  # 44+0: the baby is there, or the year is wrong
        (date(2025, 11, 3), False),
        (date(2030, 1, 1), False),
    ],
)
def test_plausible(due: date, plausible: bool) -> None:
    assert is_plausible_due_date(due, TODAY) is plausible
