"""Practices in the database and through the command, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.practice import app, table
from bot.errors import PracticeRefused
from bot.model import Conversation, Turn
from bot.practice import Practice
from bot.storage import practices
from bot.storage.packing import card, lasting
from bot.storage.store import SqlStore
from bot.storage.vault import Keys
from tests.storage.talk import INDEX, NOON, OLD, Opened, apologise, arrival

WIEG = Practice("de-wieg", "De Wieg", "+31301234567", date(2026, 5, 1), "WIEG24", "tr")
HOF = Practice("t-hofje", "Praktijk 't Hofje", "+31612345678", date(2025, 5, 1))


def written(store: SqlStore, *changed: Practice) -> list[Practice]:
    with store.engine.begin() as connection:
        practices.write(connection, changed)
    return store.practices()


def test_written_changed_and_removed(store: SqlStore) -> None:
    assert store.practices() == []
    assert written(store) == []
    assert written(store, HOF, WIEG) == [WIEG, HOF]
    renamed = replace(WIEG, name="De Nieuwe Wieg", keyword="")
    assert written(store, renamed) == [renamed, HOF]
    with store.engine.begin() as connection:
        assert practices.remove(connection, {"de-wieg", "nobody"}) == 1
    assert store.practices() == [HOF]


def test_a_keyword_may_move_but_never_be_of_two(store: SqlStore) -> None:
    written(store, WIEG, HOF)
    with pytest.raises(PracticeRefused, match="WIEG24"):
        written(store, replace(HOF, keyword="WIEG24"))
    with pytest.raises(PracticeRefused, match="twice"):
        written(store, HOF, HOF)
    assert store.practices() == [WIEG, HOF]
    moved = [replace(WIEG, keyword=""), replace(HOF, keyword="WIEG24")]
    assert written(store, *moved) == moved


def test_of_a_person_only_the_code_stays_and_it_is_sealed(store: SqlStore) -> None:
    said = Conversation(language="nl", practice="de-wieg", answers={"zorg": "niemand"})
    assert lasting(said).practice == card(said).practice == "de-wieg"
    store.commit([arrival("hoi")], lambda _state, _heard: Turn(said), apologise)
    later = NOON + timedelta(hours=49)
    seen: list[Conversation] = []

    def look(state: Conversation, _heard: object) -> Turn:
        seen.append(state)
        return Turn(state)

    store.commit([arrival("hoi", at=later)], look, apologise)
    assert (seen[0].practice, dict(seen[0].answers)) == ("de-wieg", {})
    with store.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT card, session FROM people").all()
    assert all(b"wieg" not in bytes(column) for row in kept for column in row if column is not None)


@pytest.fixture
def filled(settings: Opened) -> SqlStore:
    store = settings.store(Keys.read(OLD, INDEX))
    written(store, WIEG, HOF)
    return store


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def refused(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert isinstance(result.exception, PracticeRefused), result.output
    return str(result.exception)


def test_added(filled: SqlStore) -> None:
    made = run("add", "Verloskundigen Noord", "--number", "088-1234567", "--keyword", "noord7", "--language", "ar")
    assert made.exit_code == 0, made.output
    new = next(one for one in filled.practices() if one.code == "noord")
    assert (new.number, new.keyword, new.language) == ("+31881234567", "NOORD7", "ar")
    assert "088 123 45 67" in made.stdout


REFUSED = [
    (("add", "De Wieg", "--number", "0301234567"), "already"),
    (("add", "Oost", "--number", "0900 1234"), "no Dutch telephone number"),
    (("add", "Oost", "--number", "0301234567", "--keyword", "BLOED"), "warning sign"),
    (("add", "Oost", "--number", "0301234567", "--code", "ik-bloed"), "warning sign"),
    (("add", "Oost", "--number", "0301234567", "--keyword", "WIEG24"), "both of"),
    (("add", "Oost", "--number", "0301234567", "--language", "xx"), "poster"),
    (("confirm", "oost"), "no practice"),
    (("remove", "oost"), "no practice"),
    (("poster", "oost"), "no practice"),
    (("poster", "de-wieg"), "Telegram name"),
]


@pytest.mark.parametrize(("arguments", "why"), REFUSED, ids=[" ".join(row[0]) for row in REFUSED])
def test_refused_and_nothing_changed(filled: SqlStore, arguments: tuple[str, ...], why: str) -> None:
    assert why in refused(*arguments)
    assert filled.practices() == [WIEG, HOF]


def test_confirmed_with_another_number(filled: SqlStore) -> None:
    assert run("confirm", "t-hofje", "--number", "030 765 43 21").exit_code == 0
    changed = filled.practices()[1]
    assert changed == replace(HOF, number="+31307654321", checked_on=changed.checked_on)
    assert changed.checked_on > WIEG.checked_on


def test_removed(filled: SqlStore) -> None:
    assert run("remove", "de-wieg").exit_code == 0
    assert filled.practices() == [HOF]


def test_the_list_says_which_numbers_are_not_shown(filled: SqlStore) -> None:
    lines = list(table(filled.practices(), date(2026, 6, 1)))
    assert [line.split()[0] for line in lines] == ["CODE", "de-wieg", "t-hofje"]
    assert ["not shown" in line for line in lines] == [False, False, True]
    assert lines[1].index("030 123") == lines[2].index("06 12 34") == lines[0].index("NUMBER")
    assert "t-hofje" in run("list").stdout
    assert "add --help" in next(table([], date(2026, 6, 1)))


def test_out_and_in_again(filled: SqlStore, tmp_path: Path) -> None:
    file = tmp_path / "practices.yaml"
    assert run("export", file).exit_code == 0
    assert run("export").stdout == file.read_text(encoding="utf-8")
    assert run("export", file).exit_code == 2
    run("remove", "de-wieg")
    taken = run("import", file)
    assert taken.exit_code == 0, taken.output
    assert filled.practices() == [WIEG, HOF]


GOOD = "- {name: Oost, number: '0301234567', checked_on: 2026-05-01}\n"
BAD = [
    ("- {name: Oost, number: 0301234567, checked_on: 2026-05-01}", "practice 1 number: Value error, put quotes"),
    (f"{GOOD}- {{naam: West}}", "practice 2 naam: Extra inputs"),
    (f"{GOOD}- {{name: West, number: '112', checked_on: 2026-05-01}}", "practice 2: '112' is no Dutch"),
    (f"{GOOD}- {{name: West, number: '0301234567', checked_on: 2999-01-01}}", "still to come"),
    (f"{GOOD}- {{name: West, number: '0301234567', checked_on: 2026-05-01, keyword: SPOED}}", "warning sign"),
    (f"{GOOD}{GOOD}", "twice"),
    (f"{GOOD}- {{name: West, number: '0301234567', checked_on: 2026-05-01, keyword: WIEG24}}", "both of"),
    ("Oost", "list"),
    ("- {", "no YAML"),
]


@pytest.mark.parametrize(("text", "why"), BAD, ids=[row[1] for row in BAD])
def test_a_file_with_something_wrong_changes_nothing(filled: SqlStore, tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(text, encoding="utf-8")
    assert why in refused("import", file)
    assert filled.practices() == [WIEG, HOF]


def test_a_poster_as_the_settings_say(filled: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("confirm", "de-wieg")
    monkeypatch.setenv("TELEGRAM_NAME", "WiegwijzerBot")
    for file, begins in (("poster.pdf", b"%PDF"), ("poster.png", b"\x89PNG")):
        assert run("poster", "de-wieg", "--out", tmp_path / file).exit_code == 0
        assert (tmp_path / file).read_bytes().startswith(begins)


@pytest.mark.parametrize("command", ["add", "list", "confirm", "remove", "poster", "export", "import"])
def test_every_command_shows_an_example(command: str) -> None:
    shown = run(command, "--help")
    assert shown.exit_code == 0
    assert f"wiegwijzer practice {command}" in " ".join(shown.stdout.split())
