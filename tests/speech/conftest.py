"""A studio with the voices that every machine has, in a folder of its own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.schema import Library, Rung
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
    return studio_of(library, known, tmp_path)


def studio_of(library: Library, known: dict[str, Engine], folder: Path, **ladders: dict[str, str]) -> Studio:
    """In that folder, where `ladders` names who speaks a language: voice → quality."""
    changed = {
        code: replace(library.languages["nl"], code=code, voices=tuple(Rung(*rung) for rung in rungs.items()))
        for code, rungs in ladders.items()
    }
    there = replace(library, languages={**library.languages, **changed})
    return Studio(there, known, Recordings(folder / "recorded"), Kept(folder / "speech"))


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    """Google as gTTS knows it, on this machine: it really speaks, and fails as told."""
    yield from serve_google(monkeypatch)
