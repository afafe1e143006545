"""Dates and weeks as people type them. Today is 1 June 2026."""

from datetime import date

import pytest

from bot.understanding.ears import Ears
from tests.understanding.conftest import TODAY

DAYS = {
    "3 november": date(2026, 11, 3),
    "3e november": date(2026, 11, 3),
    "ik ben uitgerekend op 3 november": date(2026, 11, 3),
    "maandag 3 november 2026": date(2026, 11, 3),
    "3-11": date(2026, 11, 3),
    "03.11.2026": date(2026, 11, 3),
    "2026-11-03": date(2026, 11, 3),
    "3 nov 26": date(2026, 11, 3),
    "3 kasım": date(2026, 11, 3),
    "3 listopada": date(2026, 11, 3),
    "٣ نوفمبر": date(2026, 11, 3),
    "3 تشرين الثاني": date(2026, 11, 3),
    "Nov 3rd": date(2026, 11, 3),
    "morgen": date(2026, 6, 2),
    "over 5 maanden": date(2026, 11, 1),
    "over 3 weken": date(2026, 6, 22),
    "in 3 weeks": date(2026, 6, 22),
    "za 2 tygodnie": date(2026, 6, 15),
    "3 листопада": date(2026, 11, 3),
    "3 ноября": date(2026, 11, 3),
    "dentro de 3 semanas": date(2026, 6, 22),
    "dans 3 semaines": date(2026, 6, 22),
    "10 di sèptèmber": date(2026, 9, 10),
    "12 de agosto": date(2026, 8, 12),
    "fin août": date(2026, 8, 25),
    "через 3 тижні": date(2026, 6, 22),
    "10 тижнів тому": date(2026, 3, 23),
    "кінець березня": date(2027, 3, 25),
    "10 weken geleden": date(2026, 3, 23),
    "eind maart": date(2027, 3, 25),
    "begin maart 2027": date(2027, 3, 5),
    "half juli": date(2026, 7, 15),
    "12 weken": date(2026, 12, 14),
    "12+3": date(2026, 12, 11),
    "12w3d": date(2026, 12, 11),
    "31 februari": None,
    "31-2-2026": None,
    "29 februari 2027": None,
    "32-13-2026": None,
    "1-1-1900": None,
    "over 900 maanden": None,
    "over 9999 dagen": None,
    "hallo": None,
    "12": None,
    "november": None,
    "0612345678": None,
    "eind": None,
    "over een tijdje": None,
    "🤰": None,
    "": None,
}


@pytest.mark.parametrize(("text", "day"), DAYS.items(), ids=DAYS.keys())
def test_day(ears: Ears, text: str, day: date | None) -> None:
    assert ears.dates.day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("3 mei", date(2026, 5, 3)), ("3 november", date(2025, 11, 3)), ("12 weken", date(2026, 3, 9))],
)
def test_a_day_that_has_been(ears: Ears, text: str, day: date) -> None:
    assert ears.dates.day(text, TODAY, past=True) == day


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("12+3", (12, 3)),
        ("12 weken + 3", (12, 3)),
        ("ik ben 12 weken en 3 dagen", (12, 3)),
        ("twaalf weken", (12, 0)),
        ("12 haftalık", (12, 0)),
        ("12. tydzień", (12, 0)),
        ("12 тижнів і 3 дні", (12, 3)),
        ("двадцять два тижні", (22, 0)),
        ("twenty two weeks", (22, 0)),
        ("treinta y dos semanas", (32, 0)),
        ("12 semanas y 3 días", (12, 3)),
        ("trente et une semaines", (31, 0)),
        ("dix-sept semaines", (17, 0)),
        ("mi ta binti dos siman", (22, 0)),
        ("nog twintig of dertig weken", (30, 0)),
        ("100 weken", None),
        ("12345 weken", None),
        ("weken", None),
    ],
)
def test_weeks(ears: Ears, text: str, weeks: tuple[int, int] | None) -> None:
    assert ears.dates.weeks(text) == weeks
