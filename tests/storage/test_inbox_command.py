"""`wiegwijzer nlu inbox`: shown, written as a training file, and removed when that is asked."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.nlu import app
from bot.model import Arrival, Conversation, KeepForLearning, Turn
from bot.storage.store import SqlStore
from bot.storage.vault import Keys
from bot.understanding.examples import Example, examples
from tests.storage.talk import BEA, INDEX, NOON, OLD, Opened, apologise, arrival, rows

SAID = {
    "sigara … nasıl": KeepForLearning(("roken-stoppen", "roken-trek"), "sigara … nasıl", "tr"),
    "- qwxz": KeepForLearning((), "- qwxz", "tr"),
    "wat is qwxz": KeepForLearning(("foliumzuur",), "wat is qwxz", "nl"),
}


def _decide(conversation: Conversation, heard: Arrival) -> Turn:
    return Turn(replace(conversation, language="nl"), (), (SAID[heard.reading.text],))


@pytest.fixture
def filled(settings: Opened) -> SqlStore:
    """The oldest first; the last one twice."""
    store = settings.store(Keys.read(OLD, INDEX))
    for days, text in enumerate([*SAID, "wat is qwxz"]):
        store.commit([arrival(text, BEA, NOON + timedelta(days=days))], _decide, apologise)
    return store


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["inbox", *arguments])


def test_newest_first_with_the_best_guesses(filled: SqlStore) -> None:
    lines = [line.split() for line in run().stdout.splitlines()]
    assert [line[:3] for line in lines] == [
        ["2026-11-24", "nl", "foliumzuur"],
        ["2026-11-23", "nl", "foliumzuur"],
        ["2026-11-22", "tr", "no"],
        ["2026-11-21", "tr", "roken-stoppen,"],
    ]
    assert len(run("--language", "tr").stdout.splitlines()) == 2


def test_the_file_is_a_training_file_with_every_sentence_under_its_best_guess(filled: SqlStore, tmp_path: Path) -> None:
    file = tmp_path / "tr" / "new.yml"
    file.parent.mkdir()
    assert run("--language", "tr", "--out", str(file)).exit_code == 0
    assert list(examples(tmp_path)) == [
        Example("out_of_scope", "- qwxz", "tr"),
        Example("roken-stoppen", "sigara … nasıl", "tr"),
    ]
    assert rows(filled, "learning") == 4


def test_done_removes_what_was_written_and_nothing_else(filled: SqlStore, tmp_path: Path) -> None:
    file = tmp_path / "new.yml"
    assert run("--language", "nl", "--out", str(file), "--done").exit_code == 0
    assert file.read_text().count("wat is qwxz") == 1
    assert [one.said.language for one in filled.unclear()] == ["tr", "tr"]
    assert run("--language", "nl", "--out", str(tmp_path / "more.yml"), "--done").exit_code == 0
    assert not (tmp_path / "more.yml").exists()


@pytest.mark.parametrize("arguments", [("--done",), ("--out", "new.yml"), ("--language", "nl", "--done")], ids=str)
def test_what_could_lose_sentences_is_refused(filled: SqlStore, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2
    assert rows(filled, "learning") == 4


def test_a_file_with_labels_in_it_is_not_written_over(filled: SqlStore, tmp_path: Path) -> None:
    file = tmp_path / "new.yml"
    file.write_text("labels")
    assert run("--language", "nl", "--out", str(file), "--done").exit_code == 2
    assert (file.read_text(), rows(filled, "learning")) == ("labels", 4)
