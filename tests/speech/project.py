"""A small project of its own, with all its sounds made once, and the command on it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.speech import app
from bot.content.load import load
from bot.speech.messages import messages
from tests.speech.test_messages import NOW

SMALL = Path(__file__).parents[1] / "content" / "small"
MENU = "ui#menu"
PHRASES = """
menu: Waar wil je iets over weten?
menu_kort: Menu
mens_knop: Bel een mens
groep_vraag: Kies een onderwerp.
sla_over: Sla over
waarom: Waarom vraag je dit?
voorlezen:
  tik: "Tik op: {keuzes}."
  of: of
  stuur: Stuur {nummer} voor {keuze}.
  toets: Toets {nummer} voor {keuze}.
"""
Run = Callable[..., Result]


def project(folder: Path) -> Path:
    """A small project of its own, with the phrases that every choice needs, and little of the rest."""
    root = folder / "project"
    shutil.copytree(SMALL, root)
    texts = root / "content" / "nl" / "ui.yaml"
    texts.write_text(texts.read_text("utf-8") + PHRASES, "utf-8")
    return root


@pytest.fixture(scope="session")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project, and all its sounds made once."""
    folder = tmp_path_factory.mktemp("done")
    root = project(folder)
    result = CliRunner(env={"LOCAL": str(folder / "local")}).invoke(app, ["render", "--root", str(root)])
    assert f"Nederlands: {len(messages(load(root), 'nl', NOW))} berichten" in result.output
    return folder


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: Path) -> Path:
    shutil.copytree(done, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("LOCAL", str(tmp_path / "local"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "project"


@pytest.fixture
def run(root: Path) -> Run:
    def command(*words: str) -> Result:
        return CliRunner().invoke(app, [*words, "--root", str(root)])

    return command
