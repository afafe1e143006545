"""Weeks and due dates as midwives count them. Pure; the due date is the one her midwife or scan gave."""

from datetime import date
from typing import Final

TERM_DAYS: Final = 280  # EDD-01: 40 weeks, counted from the first day of the last period
LATEST_WEEK: Final = 43
EARLIEST_WEEK: Final = 2


def weeks_pregnant(due: date, today: date) -> int:
    """Whole weeks pregnant on `today` when the due date is `due`; negative or beyond 42 when that cannot be."""
    return (TERM_DAYS - (due - today).days) // 7


def is_plausible_due_date(due: date, today: date) -> bool:
    """A due date that somebody who is pregnant today can have."""
    return EARLIEST_WEEK <= weeks_pregnant(due, today) <= LATEST_WEEK
