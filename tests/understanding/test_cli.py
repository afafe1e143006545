"""`wiegwijzer understand`: one line out for every line in, whatever is in it."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.lines import Asked, Setting, understood
from bot.cli.understand import _lines
from bot.ports import Understander
from tests.understanding.conftest import ROOT, TODAY

KEYS = ["intent", "topic", "urgent", "certainty", "language", "offered"]


def run(understander: Understander, *lines: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in understood(lines, understander, Setting("nl", TODAY))]


def test_topic_sign_command_and_nothing(understander: Understander) -> None:
    texts = ["hoeveel foliumzuur moet ik", "ik bloed", "stop", "qqqq"]
    found = run(understander, *(json.dumps({"text": text}) for text in texts))
    assert [list(line) for line in found] == [KEYS] * 4
    assert [line["intent"] for line in found] == ["foliumzuur", "nood-bloedverlies", "stop", "out_of_scope"]
    assert [line["topic"] for line in found] == ["foliumzuur", None, None, None]
    assert [line["urgent"] for line in found] == [None, "nood-bloedverlies", None, None]
    assert all(0 <= float(str(line["certainty"])) <= 1 for line in found)


def test_in_doubt_the_choices_are_told(understander: Understander) -> None:
    found = run(understander, json.dumps({"text": "ik wil dit niet meer"}), json.dumps({"text": "foliumzuur"}))
    assert found[1]["offered"] == []
    for line in found:
        assert len(list(line["offered"])) <= 3  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("asked", "text", "told"),
    [
        (Asked.YES_NO, "jazeker", ("ja", None, None)),
        (Asked.YES_NO, "weet ik niet", ("weet-niet", None, None)),
        (Asked.CHOICE, "de tweede", ("2", None, None)),
        (Asked.CHOICE, "de laatste", ("5", None, None)),
        (Asked.CHOICE, "7", (None, None, None)),
        (Asked.DUE_DATE, "12+3", ("2026-12-11", "2026-12-11", 12)),
        (Asked.DUE_DATE, "laatste menstruatie 2 maart", ("2026-12-07", "2026-12-07", 13)),
        (Asked.DUE_DATE, "met kerst", ("2026-12-25", "2026-12-25", 10)),
        (Asked.DUE_DATE, "75 weken", (None, None, None)),
        (Asked.DUE_DATE, "ik bloed", (None, None, None)),
    ],
)
def test_answers_and_due_dates(understander: Understander, asked: Asked, text: str, told: tuple[object, ...]) -> None:
    (line,) = understood([json.dumps({"text": text})], understander, Setting("nl", TODAY, asked))
    found = json.loads(line)
    assert (found["answer"], found["due_date"], found["weeks"]) == told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("krwawię", "pl"),
        ("kanamam var", "tr"),
        ("hoi", "nl"),
        ("hello", "en"),
        ("hamileyim", "tr"),
        ("أنا حامل", "ar"),
        ("start", "so"),
        ("", "so"),
    ],
)
def test_the_language_her_words_show(understander: Understander, text: str, language: str) -> None:
    (line,) = understood([json.dumps({"text": text})], understander, Setting("so", TODAY))
    assert json.loads(line)["language"] == language


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


def command(cache: Path) -> tuple[list[dict[str, object]], str]:
    """The real command in a process of its own: it sets up logging for the whole process."""
    arguments = [sys.executable, "-m", "bot.cli", "understand", "--cache", str(cache), "--today", "2026-06-01"]
    ran = subprocess.run(arguments, check=True, cwd=ROOT, input=b'{"text": "ik bloed"}\nniets\n', capture_output=True)
    return [json.loads(line) for line in ran.stdout.decode("utf-8").splitlines()], ran.stderr.decode("utf-8")


def test_the_command(model_cache: Path, understander: Understander) -> None:
    found, said = command(model_cache)
    assert [line["urgent"] for line in found] == ["nood-bloedverlies", None]
    assert said == ""


def test_the_command_without_a_place_for_the_model(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    found, said = command(tmp_path / "file")
    assert [line["urgent"] for line in found] == ["nood-bloedverlies", None]
    assert "model_unavailable" in said
