"""A small content tree of our own, so that editors may change the real one without breaking these tests."""

import shutil
from pathlib import Path

import pytest

from bot.content.load import survey
from bot.content.manuscript import Manuscript
from bot.content.schema import Library

SMALL = Path(__file__).parent / "small"
PROJECT = Path(__file__).parents[2]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy to work in, with the names that exist in Python."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


@pytest.fixture(scope="session")
def small() -> Manuscript:
    return survey(SMALL)


@pytest.fixture(scope="session")
def library(small: Manuscript) -> Library:
    return small.library
