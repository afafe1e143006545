from datetime import date
from pathlib import Path

import pytest

from bot.content.schema import Library
from bot.practice import Practice, Practices
from bot.understanding.keywords import lists_only
from bot.understanding.layers import LayeredUnderstander

ROOT = Path(__file__).resolve().parents[2]
WIEG = Practice("de-wieg", "De Wieg (Noord)", "+31301234567", date(2026, 5, 1), "WIEG24")
OLD = Practice("oud", "Praktijk Van Vroeger", "+31307654321", date(2025, 5, 1), "VROEGER1")
LONGEST = Practice("lang", "Verloskundigenpraktijk Rotterdam-Noord & Omstreken (Centrum)", "+31881234567", date.max)


@pytest.fixture(scope="session")
def practices() -> Practices:
    return Practices([WIEG, OLD])


@pytest.fixture(scope="session")
def lists(library: Library, model_cache: Path) -> LayeredUnderstander:
    """What words mean without a model: all that decides about a keyword."""
    return lists_only(ROOT / "nlu", model_cache, library)
