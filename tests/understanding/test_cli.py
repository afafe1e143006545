"""`wiegwijzer understand`: one line out for every line in, whatever is in it."""

import io
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.understand import _lines, understand, understood
from bot.ports import Understander
from tests.understanding.conftest import TODAY

KEYS = ["intent", "topic", "urgent", "certainty", "language"]


def run(understander: Understander, *lines: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in understood(lines, understander, "nl", TODAY)]


def test_topic_sign_command_and_nothing(understander: Understander) -> None:
    texts = ["hoeveel foliumzuur moet ik", "ik bloed", "stop", "qqqq"]
    found = run(understander, *(json.dumps({"text": text}) for text in texts))
    assert [list(line) for line in found] == [KEYS] * 4
    assert [line["intent"] for line in found] == ["foliumzuur", "nood-bloedverlies", "stop", "out_of_scope"]
    assert [line["topic"] for line in found] == ["foliumzuur", None, None, None]
    assert [line["urgent"] for line in found] == [None, "nood-bloedverlies", None, None]
    assert all(0 <= float(str(line["certainty"])) <= 1 for line in found)


HOSTILE = [
    "",
    "geen json",
    "{",
    "[]",
    "[" * 100_000,
    "null",
    '{"text": null}',
    '{"text": 12}',
    '{"tekst": "ik bloed"}',
    '{"text": "\\ud800"}',
    '{"text": "\ud800"}',
    '{"text": "\\u0000"}',
    '{"text": "\\u202e\\u2066"}',
    '{"text": "🤰🍼👶"}',
    json.dumps({"text": "qq ww " * 17_000}),
    '{"text": "\u2028\u0085"}',
]


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_lines(understander: Understander, line: str) -> None:
    (found,) = run(understander, line)
    assert (found["intent"], found["urgent"], found["language"]) == ("out_of_scope", None, "nl")


def test_only_a_line_feed_ends_a_line() -> None:
    source = io.TextIOWrapper(io.BytesIO('{"text": "a\u2028b"}\r\n\xff\n'.encode("utf-8")), encoding="ascii")
    assert list(_lines(source)) == ['{"text": "a\u2028b"}\r\n', "ÿ\n"]
    broken = io.TextIOWrapper(io.BytesIO(b"\xff\n"), encoding="ascii")
    assert list(_lines(broken)) == ["\ufffd\n"]
    assert list(_lines(io.StringIO("a\nb"))) == ["a\n", "b"]


def command(*arguments: str) -> tuple[list[dict[str, object]], str]:
    app = typer.Typer()
    app.command()(understand)
    ran = CliRunner().invoke(app, arguments, input='{"text": "ik bloed"}\nniets\n')
    assert ran.exit_code == 0, ran.output
    return [json.loads(line) for line in ran.stdout.splitlines()], ran.stderr


def test_the_command(model_cache: Path, understander: Understander) -> None:
    found, said = command("--language", "nl", "--cache", str(model_cache), "--today", "2026-06-01")
    assert [line["urgent"] for line in found] == ["nood-bloedverlies", None]
    assert said == ""


def test_the_command_without_a_place_for_the_model(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    found, said = command("--cache", str(tmp_path / "file"))
    assert [line["urgent"] for line in found] == ["nood-bloedverlies", None]
    assert "not there" in said
