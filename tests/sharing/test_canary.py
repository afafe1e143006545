"""What is told, and what opens it, is nowhere: not in a row, not in a file of the database, not in its log."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url, select

from bot.model import Handed, Way
from bot.sharing import keys
from bot.storage import tables
from bot.storage.store import SqlStore
from tests.sharing.made import READER, TOLD, Shared, key_of, lookup_of, name_of, unbase64, wrong


def everything(store: SqlStore) -> Iterator[bytes]:
    """Every text and every blob of every row; for SQLite also its files, with the log as it is now."""
    with store.engine.connect() as connection:
        for table in tables.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                yield from (
                    one if isinstance(one, bytes) else one.encode() for one in row if isinstance(one, bytes | str)
                )
    if store.engine.dialect.name == "sqlite":
        file = Path(str(make_url(str(store.engine.url)).database))
        yield from (path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


def canaries(handed: Handed) -> set[bytes]:
    key = key_of(handed)
    parts = {TOLD, READER, key, handed.pin, handed.code, handed.code.replace("-", ""), handed.link}
    parts |= {lookup_of(handed)} if handed.way is Way.NOW else {name_of(handed), handed.link.rpartition("/")[2]}
    return {part.encode() for part in parts if part} | {unbase64(key), TOLD.encode("utf-16-le")}


def found(shared: Shared, wanted: set[bytes]) -> set[bytes]:
    stored = b"\x00\x00".join(everything(shared.store))
    assert b"telegram" in stored  # the search looks at something
    return {canary for canary in wanted if canary in stored}


def test_nothing_of_a_share_is_in_the_clear_at_any_moment(shared: Shared) -> None:
    code, link, other = shared.create(Way.NOW), shared.create(), shared.create()
    wanted = set().union(*map(canaries, (code, link, other)))
    assert found(shared, wanted) == set()
    for one in (code, link):
        shared.open(one)
    shared.open(other, wrong(other.pin))
    assert found(shared, wanted) == set()
    shared.sharing.revoke(shared.person)
    shared.clock.move(days=14)
    shared.store.purge(shared.clock.now())
    assert found(shared, wanted) == set()


def test_the_sealed_text_itself_is_gone_when_it_is_revoked(shared: Shared) -> None:
    """Also from the free pages and the log of a file."""
    for way in Way:
        shared.create(way)
    sealed = {row.body for row in shared.rows()} | {row.pin for row in shared.rows() if row.pin}
    assert found(shared, sealed) == sealed
    shared.sharing.revoke(shared.person)
    assert found(shared, sealed) == set()


def test_what_is_written_in_the_clear_would_be_found(shared: Shared) -> None:
    """The search itself works."""
    code = shared.create(Way.NOW)
    with shared.store.engine.begin() as connection:
        row = {"name": keys.typed(code.code), "holder": TOLD, "until": shared.clock.now()}
        connection.execute(tables.leases.insert(), row)
    assert found(shared, canaries(code)) == {TOLD.encode(), code.code.replace("-", "").encode()}
