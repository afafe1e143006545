"""Titles of flows, typed."""

import pytest

from bot.content.schema import Library
from bot.content.titles import flow_titled, typed


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
        ("weken", ""),
        ("verlies", ""),  # in no menu: may be said of anything
        ("over jou en mij", ""),
        ("over jou" + "!" * 100, ""),
        ("", ""),
        ("?", ""),
    ],
)
def test_flow_titled(library: Library, words: str, flow: str) -> None:
    assert flow_titled(library, words) == flow


def test_typed() -> None:
    assert typed("Kaç haftalık – HAMİLEYİM?") == "kac haftalik hamileyim"
