"""Subjects that need a word of their own; other subjects do not."""

import pytest

from bot.understanding.layers import Ears


@pytest.mark.parametrize("text", ["ik wil stoppen", "geen trek", "stoppen met werken", "i want to quit", ""])
def test_without_a_smoking_word_smoking_is_unproven(ears: Ears, text: str) -> None:
    assert ears.needs.unproven(text, ("roken-stoppen", "alcohol")) == {"roken-stoppen"}


@pytest.mark.parametrize(
    "text", ["stoppen met roken", "sigarayı bırakmak", "بدي وقف تدخين", "rzucić palenie", "vaping"]
)
def test_with_one_it_is_proven(ears: Ears, text: str) -> None:
    assert not ears.needs.unproven(text, ("roken-stoppen", "alcohol"))
