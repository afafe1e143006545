"""What is told, and what opens it, is nowhere: not in a row, not in a file of the database, not in its log."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from sqlalchemy import make_url, select

from bot.model import Handed, Way
from bot.ports import Understander
from bot.sharing import keys
from bot.storage import tables, tables_of_nobody
from bot.storage.store import SqlStore
from tests.sharing.made import READER, TOLD, Shared, key_of, lookup_of, name_of, unbase64, wrong
from tests.storage.talk import NOON
from tests.web.her_own_page import SITE as OURS
from tests.web.her_own_page import Her as OnSms
from tests.web.running import running_companion
from tests.web.test_portal_whole import CODE, HER_LIST, HER_MAP, HER_OWN_WORDS, HER_QUESTION, TICKED
from tests.web.test_portal_whole import Her as InChat

AHEAD = tuple("@vooraf" if one == "@nu" else one for one in TICKED)
LINK = re.compile(r"https://\S+#shlink:/\S+")
PIN = re.compile(r"\b\d{6}\b")
ANSWERED = ('check.geld"', 'samenvatting.vraag"', 'netwerk"')  # as they would stand in a packed conversation


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
        connection.execute(tables_of_nobody.leases.insert(), row)
    assert found(shared, canaries(code)) == {TOLD.encode(), code.code.replace("-", "").encode()}


def reads(address: str, way: Way, opens: str, pin: str = "") -> httpx.Response:
    """What a midwife's browser asks for, by a typed code or by a link and its PIN."""
    handed = Handed(way, NOON, OURS, code=opens) if way is Way.NOW else Handed(way, NOON, OURS, link=opens, pin=pin)
    if way is Way.NOW:
        lookup = keys.derive(opens.replace("-", "")).lookup
        return httpx.post(f"{address}/v/open", json={"lookup": lookup, "recipient": READER}, timeout=60)
    asked = {"recipient": READER, "passcode": pin}
    return httpx.post(f"{address}/shl/{name_of(handed)}", json=asked, timeout=60)


def a_whole_run(address: str, folder: Path) -> set[str]:
    """Self-check and her page, map, summary, both ways to share, readers, a wrong PIN.

    What was told in it, and what opens any of it.
    """
    sms, chat, other = OnSms(address, folder), InChat(address), InChat(address)
    _, token = sms.checks()
    assert sms.posts(token, "geld", "nee").status_code == 200
    code = CODE.search(chat.says(*HER_MAP, *HER_LIST, *TICKED))
    said = other.says(*HER_MAP, *HER_LIST, *AHEAD)
    link, pin = LINK.search(said), PIN.search(said)
    assert code
    assert link
    assert pin
    assert reads(address, Way.NOW, code[0]).status_code == 200
    assert reads(address, Way.AHEAD, link[0], wrong(pin[0])).status_code == 401
    assert reads(address, Way.AHEAD, link[0], pin[0]).status_code == 200
    handed = Handed(Way.AHEAD, NOON, OURS, link=link[0], pin=pin[0])
    bare = code[0].replace("-", "")
    found = {HER_QUESTION, HER_OWN_WORDS, READER, token, code[0], bare, keys.derive(bare).lookup, link[0], pin[0]}
    return found | {wrong(pin[0]), name_of(handed), key_of(handed), *ANSWERED}


def test_after_a_whole_run_files_log_and_a_backup_hold_only_what_is_sealed(
    tmp_path: Path, understander: Understander, capfd: pytest.CaptureFixture[str]
) -> None:
    with running_companion(tmp_path, understander, OURS) as address:
        told = a_whole_run(address, tmp_path)
        assert reads(address, Way.NOW, "7K3F-9QZD-2MXT").status_code == 404
        assert httpx.post(f"{address}/v/open", json=sorted(told)).status_code == 400
        database, backup = tmp_path / "wiegwijzer.sqlite", tmp_path / "backup.sqlite"
        with closing(sqlite3.connect(database)) as live, closing(sqlite3.connect(backup)) as copy:
            live.backup(copy)
        stored = {path.name: path.read_bytes() for path in tmp_path.glob("*.sqlite*")}
        printed = "".join(capfd.readouterr())
    assert {"wiegwijzer.sqlite", "wiegwijzer.sqlite-wal", "backup.sqlite"} <= set(stored)
    assert b"simulator" in stored["backup.sqlite"]  # the search looks at something
    assert "web.refused" in printed
    for name, held in (stored | {"log": printed.encode()}).items():
        for one in told:
            written = {one.encode(), one.encode("utf-16-le"), json.dumps(one)[1:-1].encode()}
            assert [form for form in written if form in held] == [], name
