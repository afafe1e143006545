"""After `wissen` nothing planted can be found: not in the rows, not in the files."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import make_url, select

from bot.model import Address, ChannelName, NewShare, Taken, Way
from bot.storage import tables, tables_of_nobody
from bot.storage.store import SqlStore
from tests.storage.talk import BEA, NOON, Opened, arrival, commit, delivered, rows, say, texts

NUMBER = "+31698765432"
NAME = "Kanarievogel"
FATMA = Address(ChannelName.SMS, NUMBER)
PERSONAL = [table.name for table in tables.metadata.sorted_tables if "person" in table.c or table.name == "people"]


def _live(store: SqlStore) -> int:
    """A conversation that touches every table; her id."""
    commit(store, arrival("hoi", FATMA), arrival("vraag", FATMA))
    store.settle([delivered(due, NAME) for due in store.claim_for(FATMA, NOON)], NOON)
    person = commit(store, arrival("ja", FATMA), arrival(f"antwoord {NAME}", FATMA))[0].person
    assert person is not None
    share = NewShare(person, b"m" * 32, Way.NOW, NOON, NOON + timedelta(minutes=30), 3, NAME)
    store.shares.keep(share, 1, NOON)
    taken = store.shares.take(share.mark, NAME, NOON)
    assert taken is not None
    assert taken == Taken(person, taken.share, NAME)
    store.pages.open_page(person, NAME, NOON + timedelta(minutes=30))
    return person


def _everything(store: SqlStore) -> Iterator[bytes]:
    """All that the database holds: every value of every row and, for SQLite, its files byte by byte."""
    with store.engine.connect() as connection:
        for table in tables.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                yield from (_bytes(value) for value in row)
    if store.engine.dialect.name == "sqlite":
        file = Path(str(make_url(str(store.engine.url)).database))
        yield from (path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _holds(store: SqlStore, *markers: bytes) -> list[bytes]:
    everything = list(_everything(store))
    return [marker for marker in markers if any(marker in part for part in everything)]


def _secrets(store: SqlStore, person: int) -> list[bytes]:
    """Her wrapped key and her sealed values: what must be gone, not only unreadable."""
    with store.engine.connect() as connection:
        wrapped = connection.execute(select(tables.data_keys.c.wrapped).where(tables.data_keys.c.person == person))
        sealed = connection.execute(
            select(tables.people.c.blind, tables.people.c.address, tables.people.c.session, tables.people.c.profile)
        )
        return [wrapped.scalar_one(), *sealed.one()]


def test_nothing_personal_is_ever_in_the_clear(store: SqlStore) -> None:
    _live(store)
    assert {name: rows(store, name) > 0 for name in PERSONAL} == dict.fromkeys(PERSONAL, True)
    assert _holds(store, NUMBER.encode(), NUMBER[1:].encode(), NAME.encode(), b"bedankt", b"naam") == []


def test_forgetting_takes_her_key_and_every_row(store: SqlStore) -> None:
    person = _live(store)
    secrets = _secrets(store, person)
    assert _holds(store, *secrets) == secrets
    say(store, "hoi", BEA)
    committed = say(store, "wissen", FATMA)
    assert committed.person is None
    for name in PERSONAL:
        table = tables.metadata.tables[name]
        column = table.c.id if name == "people" else table.c.person
        with store.engine.connect() as connection:
            assert connection.execute(select(table).where(column == person)).all() == []
    assert _holds(store, *(secret for secret in secrets if secret != store.vault.blind(FATMA))) == []
    store.settle([delivered(due) for due in store.claim_for(FATMA, NOON)], NOON)
    assert _holds(store, *secrets, str(person).encode()) == []
    assert rows(store, "people") == 1


def test_the_screen_is_known_to_whoever_has_to_erase_it(store: SqlStore) -> None:
    person = _live(store)
    known = [one.message_id for one in store.messages(person)]
    committed = commit(store, arrival("hoi", FATMA, key="just-before"), arrival("wissen", FATMA, key="last"))[1]
    assert [one.message_id for one in committed.screen] == ["in-last", "in-just-before", *known]


def test_the_confirmation_goes_out_without_her_and_is_gone_on_delivery(store: SqlStore) -> None:
    _live(store)
    say(store, "wissen", FATMA)
    dues = store.claim_for(FATMA, NOON)
    assert texts(dues) == ["gewist", "dag"]
    assert {(due.person, due.address, due.conversation.language) for due in dues} == {(None, FATMA, "nl")}
    store.settle([delivered(due) for due in dues], NOON)
    assert [rows(store, name) for name in ("outbox", "messages")] == [0, 0]


def test_who_writes_again_is_new_also_in_the_same_batch(store: SqlStore) -> None:
    before = _live(store)
    result = commit(store, arrival("hoi", FATMA), arrival("wissen", FATMA), arrival("hoi", FATMA))
    assert result[0].person == before
    assert result[2].person not in (None, before)
    assert texts(store.claim_for(FATMA, NOON)) == ["gewist", "dag", "menu0"]
    after = result[2].turn
    assert after is not None
    assert after.conversation.answers == {}


def test_the_seen_mark_outlives_her(store: SqlStore) -> None:
    wipe = arrival("wissen", FATMA)
    commit(store, arrival("hoi", FATMA), wipe)
    assert commit(store, wipe)[0].repeat
    assert rows(store, "people") == 0


def test_a_late_delivery_record_of_somebody_forgotten_leaves_no_trace(opened: Opened) -> None:
    here, there = opened.store(), opened.store()
    say(here, "hoi", FATMA)
    dues = here.claim_for(FATMA, NOON)
    say(there, "wissen", FATMA)
    here.settle([delivered(due) for due in dues], NOON)
    assert rows(here, "messages") == 0


def test_another_process_that_still_remembers_her_finds_a_new_person(opened: Opened) -> None:
    here, there = opened.store(), opened.store()
    say(here, "hoi", FATMA)
    say(there, "wissen", FATMA)
    turn = say(here, "hoi", FATMA).turn
    assert turn is not None
    assert turn.conversation.unknown == 1


def test_canaries_would_be_found(store: SqlStore) -> None:
    """The search itself works: a marker written in the clear is seen."""
    with store.engine.begin() as connection:
        row = {"name": NAME, "holder": "x", "until": NOON}
        connection.execute(tables_of_nobody.leases.insert(), row)
    assert _holds(store, NAME.encode()) == [NAME.encode()]
