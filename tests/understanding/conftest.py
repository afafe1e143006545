"""The real lists, and one model trained from the real sentences."""

from datetime import date
from pathlib import Path

import pytest

from bot.content.schema import Library
from bot.understanding.ears import Ears, load_ears
from tests.understanding.rasa_there import there

__all__ = ["there"]

ROOT = Path(__file__).parent.parent.parent
NLU = ROOT / "nlu"
TODAY = date(2026, 6, 1)


@pytest.fixture(scope="session")
def ears(library: Library, model_cache: Path) -> Ears:
    return load_ears(NLU, model_cache, library)
