"""The commands of an editor in a copy of the small content (`root`, in conftest.py)."""

from pathlib import Path

from typer.testing import CliRunner

from bot.cli.content import app

PROJECT = Path(__file__).parents[2]
SMALL = Path(__file__).parent / "small"


def run(root: Path, *words: str) -> tuple[int, str]:
    """The exit code, and all that is said."""
    result = CliRunner().invoke(app, [*words, "--root", str(root)], env={"COLUMNS": "200"})
    return result.exit_code, result.output


def change(root: Path, path: str, words: str, by: str) -> None:
    """Where they stand first."""
    file = root / path
    source = file.read_text("utf-8")
    assert words in source
    file.write_text(source.replace(words, by, 1), "utf-8")
