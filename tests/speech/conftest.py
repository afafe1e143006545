"""A studio with the voices that every machine has, in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content.schema import Library
from bot.speech.kept import Kept
from bot.speech.ladder import engines
from bot.speech.recordings import Recordings
from bot.speech.studio import Studio
from bot.speech.voice import Engine
from tests.speech.google import Google, serve_google
from tests.speech.project import done, root, run

__all__ = ["done", "root", "run"]  # fixtures


@pytest.fixture
def known(tmp_path: Path) -> dict[str, Engine]:
    """All engines, without voices that were fetched."""
    return dict(engines(tmp_path))


@pytest.fixture
def made_in(library: Library, known: dict[str, Engine], tmp_path: Path) -> Studio:
    return Studio(library, known, Recordings(tmp_path / "recorded"), Kept(tmp_path / "speech"))


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    """Google as gTTS knows it, on this machine: it really speaks, and fails as told."""
    yield from serve_google(monkeypatch)
