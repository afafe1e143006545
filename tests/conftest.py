"""What every test may use: the real content and the real understanding, built once."""

import os
import signal
from pathlib import Path

import pytest

from bot.content.load import load
from bot.content.schema import Library
from bot.ports import Understander
from bot.service import Decider

os.environ["SPEECH_AHEAD"] = "off"  # what makes sounds in the background would want the processor in every test

signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background would hand on that it is ignored

pytest_plugins = ["tests.postgres"]

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expectations of golden conversations")


@pytest.fixture(scope="session")
def library() -> Library:
    return load(ROOT)


@pytest.fixture(scope="session")
def model_cache() -> Path:
    """Where the model is once somebody asked for the understander; kept, for training takes minutes."""
    return ROOT / "local" / "cache"


@pytest.fixture(scope="session")
def understander(library: Library, model_cache: Path) -> Understander:
    """With the model trained: golden conversations must not depend on how fast a thread is."""
    from bot.understanding.understander import load_understander

    ready = load_understander(ROOT / "nlu", model_cache, library)
    ready.wait_for_everything(1200)
    return ready


@pytest.fixture(scope="session")
def decider(understander: Understander, library: Library) -> Decider:
    return Decider(understander, library)
