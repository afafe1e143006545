"""`wiegwijzer preview` as an editor starts and stops it, and the pictures of content/README.md."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from tests.web.browsing import in_a_browser
from tests.web.preview_house import change, furnished

PROJECT = Path(__file__).parents[2]
PICTURES = PROJECT / "content" / "plaatjes"
SMALL_ENOUGH = 200_000  # bytes of a picture


def test_it_shows_what_was_saved_a_moment_ago_and_ends_quietly(tmp_path: Path) -> None:
    root = furnished(tmp_path)
    command = [sys.executable, "-m", "bot.cli", "preview", "--port", "0", "--root", str(root)]
    known = os.environ | {"LOCAL": str(tmp_path / "local")}
    with subprocess.Popen(
        command, cwd=PROJECT, env=known, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as shown:
        assert shown.stdout is not None
        address = re.findall(r"http\S+", shown.stdout.readline())[0]
        assert "Ja graag" in httpx.get(f"{address}/t/ui/ja", timeout=60).text
        change(root, "content/nl/ui.yaml", "ja: Ja graag", "ja: Ja hoor")
        assert "Ja hoor" in httpx.get(f"{address}/t/ui/ja", timeout=60).text
        assert httpx.get(address.removesuffix("/preview"), follow_redirects=True, timeout=60).status_code == 200
        shown.send_signal(signal.SIGINT)
        said, complained = shown.communicate(timeout=60)
    assert ("Gestopt." in said, complained) == (True, "")


def test_the_guide_shows_pictures_that_exist_and_are_small() -> None:
    named = set(re.findall(r"\]\(plaatjes/([^)]+)\)", (PROJECT / "content" / "README.md").read_text("utf-8")))
    assert named == {file.name for file in PICTURES.iterdir()}
    assert max(file.stat().st_size for file in PICTURES.iterdir()) < SMALL_ENOUGH


@pytest.mark.browser
@in_a_browser[1]
def test_the_pictures_can_be_made_again(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["preview", "--plaatjes", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert {file.name for file in tmp_path.iterdir()} == {file.name for file in PICTURES.iterdir()}
    assert max(file.stat().st_size for file in tmp_path.iterdir()) < SMALL_ENOUGH
