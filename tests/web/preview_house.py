"""The preview over a copy of the small content, with one text that is stale, one missing, and a fact past its date."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.content import app
from bot.content.opening import AMSTERDAM
from bot.web.preview.alone import alone, fresh
from bot.web.preview.source import Preview
from tests.web.running import running

SMALL = Path(__file__).parents[1] / "content" / "small"
NOW = datetime(2026, 6, 1, 12, tzinfo=AMSTERDAM)


@pytest.fixture(scope="module")
def preview_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return furnished(tmp_path_factory.mktemp("preview"))


def furnished(folder: Path) -> Path:
    """`ui#ja` is stale in English."""
    root = Path(shutil.copytree(SMALL, folder / "house"))
    change(root, "content/nl/ui.yaml", "ja: Ja", "ja: Ja graag")
    assert CliRunner().invoke(app, ["sync", "--root", str(root)]).exit_code == 0
    return root


def change(root: Path, path: str, words: str, by: str) -> None:
    file = root / path
    source = file.read_text("utf-8")
    assert words in source
    file.write_text(source.replace(words, by, 1), "utf-8")


@contextmanager
def previewed(root: Path, password: str = "") -> Iterator[str]:
    """Its address."""
    shown = Preview(fresh(root), root, lambda: NOW, password=password, edits=True)
    with running(alone(shown)) as address:
        yield address
