"""The migrations make the tables the code means, can be undone, and may run in several processes at once."""

from threading import Thread

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from bot.storage.database import MIGRATIONS, migrate, newest_revision, open_engine
from bot.storage.tables import metadata
from tests.storage.talk import Opened, say


def test_up_down_up(database_url: str) -> None:
    engine = open_engine(database_url)
    for to, expected in (("head", set(metadata.tables)), ("base", set()), ("head", set(metadata.tables))):
        migrate(engine, to)
        assert set(inspect(engine).get_table_names()) - {"alembic_version"} == expected
    engine.dispose()


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
