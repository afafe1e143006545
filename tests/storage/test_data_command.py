"""`wiegwijzer data`: the commands themselves, on a database with a conversation in it."""

import pytest
from typer.testing import CliRunner

from bot.cli.data import app
from bot.model import Address, ChannelName
from bot.ports import Settled
from bot.storage.vault import Keys, new_key_text
from tests.storage.talk import AYSE, BEA, INDEX, NOON, OLD, Opened, arrival, commit, rows

NEW = new_key_text()


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_outbox_shows_numbers_and_reasons_never_words(settings: Opened) -> None:
    assert run("outbox") == "The outbox is empty.\n"
    store = settings.store(Keys.read(OLD, INDEX))
    commit(store, arrival("antwoord Kanarievogel"), arrival("nood"), arrival("hoi", BEA))
    store.settle([Settled(due, dead="400") for due in store.claim_for(BEA, NOON)], NOON)
    lines = run("outbox").splitlines()
    assert [line.split("since")[0].split() for line in lines] == [
        ["telegram", "urgent", "1", "waiting"],
        ["telegram", "text", "1", "waiting"],
        ["telegram", "text", "1", "dead:", "400"],
    ]
    assert "Kanarievogel" not in run("outbox")


def test_rotate_then_the_old_key_is_not_needed(settings: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(settings.store(Keys.read(OLD, INDEX)), arrival("hoi"))
    monkeypatch.setenv("WRAPPING_KEYS", f"{NEW},{OLD}")
    assert run("rotate") == "2 keys wrapped anew.\n"
    monkeypatch.setenv("WRAPPING_KEYS", NEW)
    assert "waiting" in run("outbox")


def test_purge_lets_go_of_old_sessions(settings: Opened) -> None:
    store = settings.store(Keys.read(OLD, INDEX))
    commit(store, arrival("hoi", at=NOON.replace(year=2020)))
    run("purge")
    assert rows(store, "seen") == 0


def test_forget_test_people(settings: Opened) -> None:
    store = settings.store(Keys.read(OLD, INDEX))
    commit(store, arrival("hoi", AYSE), arrival("hoi", Address(ChannelName.SIMULATOR, "s")))
    assert run("forget-test-people") == "1 test people forgotten.\n"
    assert rows(store, "people") == 1
