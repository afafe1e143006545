"""Titles, typed."""

from pathlib import Path

import pytest

from bot.content.load import load
from bot.content.schema import Library
from bot.content.titles import titled, typed


@pytest.fixture(scope="module")
def real() -> Library:
    return load(Path(__file__).parents[2])


@pytest.mark.parametrize(
    ("words", "flow"),
    [
        ("Hoeveel weken ben ik?", "weken"),
        (" hoeveel  weken ben ik", "weken"),
        ("over jou!", "kennismaking"),
        ("how many weeks am I", "weken"),
        ("SENİN HAKKINDA", "kennismaking"),
        ("kac haftalik hamileyim", "weken"),
        ("كم عدد اسابيع حملي", "weken"),
        ("który to tydzien ciąży", "weken"),
        ("Week voor week", "week-voor-week"),
        ("nu niet zwanger worden", "anticonceptie"),
        ("week by week", "week-voor-week"),
        ("أسبوع بعد أسبوع", "week-voor-week"),
        ("weken", ""),
        ("verlies", ""),  # in no menu: may be said of anything
        ("over jou en mij", ""),
        ("over jou" + "!" * 100, ""),
        ("", ""),
        ("?", ""),
    ],
)
def test_titled(real: Library, words: str, flow: str) -> None:
    assert titled(real, words) == flow


def test_typed() -> None:
    assert typed("Kaç haftalık – HAMİLEYİM?") == "kac haftalik hamileyim"
