"""The migrations make the tables the code means, can be undone, and may run in several processes at once."""

from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, select

from bot.model import Conversation, KeepConsent, NewShare, Turn, Way
from bot.storage import tables
from bot.storage.database import MIGRATIONS, migrate, newest_revision, open_engine
from bot.storage.store import SqlStore
from bot.storage.tables import metadata
from tests.storage.talk import CARLA, NOON, Opened, apologise, arrival, commit, rows, say

HALF_HOUR = timedelta(minutes=30)
CHECKED = Conversation(language="nl", answers={"check.geld": "nee"}, consents=("delen",))


def test_up_down_up(database_url: str) -> None:
    engine = open_engine(database_url)
    for to, expected in (("head", set(metadata.tables)), ("base", set()), ("head", set(metadata.tables))):
        migrate(engine, to)
        assert set(inspect(engine).get_table_names()) - {"alembic_version"} == expected
    engine.dispose()


def lived_in(store: SqlStore) -> int:
    """A person with something in every table that came after the first; her id."""
    person = say(store, "hoi").person
    assert person is not None
    turn = Turn(CHECKED, tasks=(KeepConsent("delen", 1, ("slapen",)),))
    store.commit([arrival("x")], lambda _conversation, _arrival: turn, apologise)
    share = NewShare(person, b"m" * 32, Way.NOW, NOON, NOON + HALF_HOUR, 3, "jwe")
    store.shares.keep(share, 1, NOON)
    assert store.shares.take(share.mark, "Eva", NOON)
    store.pages.open_page(person, "token", NOON + HALF_HOUR)
    store.uploads.keep("k" * 64, "file", NOON)
    commit(store, arrival("hoi", CARLA), arrival("stop", CARLA))
    return person


def back_to(engine: Engine, revision: str) -> None:
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.downgrade(settings, revision)


# What is let go of by going back behind a revision: tables and columns that came with it.
LOST = {
    "0009": (),
    "0008": ("voices",),
    "0007": ("voices", "pages"),
    "0006": ("voices", "pages"),
    "0003": ("voices", "pages", "shares", "openings"),
    "0001": ("voices", "pages", "shares", "openings"),
}


@pytest.mark.parametrize("revision", LOST)
def test_people_outlive_going_back_and_forth(opened: Opened, revision: str) -> None:
    store = opened.store()
    person = lived_in(store)
    kept = ("people", "data_keys", "consents", "messages", "seen")
    before = {name: rows(store, name) for name in kept}
    assert min(before.values()) > 0
    back_to(store.engine, revision)
    again = opened.store()
    assert {name: rows(again, name) for name in kept} == before
    for name in ("voices", "pages", "shares", "openings"):
        assert rows(again, name) == (0 if name in LOST[revision] else 1), name
    with again.engine.connect() as connection:
        items = connection.execute(select(tables.consents.c["items"])).scalars().all()
    assert all(one is None for one in items) is (revision < "0007")
    told = say(again, "hoi").turn
    assert told is not None
    assert told.conversation == replace(CHECKED, unknown=1, greeted=True)
    again.pages.open_page(person, "newer", NOON + HALF_HOUR)
    assert again.pages.page_of("newer", NOON) == person


def test_the_tables_are_those_of_the_code(database_url: str) -> None:
    engine = open_engine(database_url)
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_the_newest_file_is_the_newest_revision() -> None:
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    assert [newest_revision()] == ScriptDirectory.from_config(settings).get_heads()


def test_started_twice_at_once(opened: Opened) -> None:
    starts = [Thread(target=opened.store) for _ in range(4)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert len(opened.stores) == 4
    assert {say(store, "hoi").repeat for store in opened.stores} == {False}


def test_a_database_of_today_is_left_as_it_is(opened: Opened) -> None:
    say(opened.store(), "hoi")
    again = say(opened.store(), "hoi").turn
    assert again is not None
    assert again.conversation.unknown == 2


def test_migrations_travel_with_the_code() -> None:
    assert (MIGRATIONS / "env.py").is_file()
    assert list((MIGRATIONS / "versions").glob("0001_*.py"))
