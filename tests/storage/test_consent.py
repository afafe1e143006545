"""A consent is tied to the words as she got them."""

from typing import Any

from sqlalchemy import select

from bot.model import Outgoing, Sent
from bot.ports import Due, Settled
from bot.storage import tables
from bot.storage.kept import text_hash
from bot.storage.store import SqlStore
from tests.storage.talk import AYSE, NOON, arrival, commit, say

WORDS = "Mag ik bewaren wat je vertelt? Je kunt altijd nee zeggen."


def _show(due: Due) -> Settled:
    outgoing = Outgoing(due.address, WORDS, language="tr", text_id="flows/x#bewaren.vraag", instance=1)
    return Settled(due, ((outgoing, Sent("m1")),), done=True)


def _records(store: SqlStore) -> list[dict[str, Any]]:
    with store.engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(tables.consents)).mappings()]


def test_the_record_names_the_text_as_delivered(store: SqlStore) -> None:
    say(store, "vraag")
    store.settle([_show(due) for due in store.claim_for(AYSE, NOON)], NOON)
    turn = say(store, "ja").turn
    assert turn is not None
    assert turn.conversation.consents == ("bewaren",)
    record = _records(store)[0]
    assert (record["text_id"], record["text_hash"]) == ("flows/x#bewaren.vraag", text_hash(WORDS))
    assert (record["language"], record["channel"], record["purpose"]) == ("tr", "telegram", "bewaren")
    assert (record["at"], record["withdrawn_at"]) == (NOON, None)


def test_before_delivery_is_recorded_what_is_known_then(store: SqlStore) -> None:
    commit(store, arrival("vraag"), arrival("ja"))
    record = _records(store)[0]
    assert (record["text_id"], record["text_hash"], record["language"]) == ("flows/x#bewaren.vraag", "", "nl")


def test_withdrawing_ends_the_record_and_the_profile(store: SqlStore) -> None:
    commit(store, arrival("vraag"), arrival("ja"))
    assert _profile(store) is not None
    say(store, "nee")
    assert [record["withdrawn_at"] for record in _records(store)] == [NOON]
    assert _profile(store) is None


def test_without_consent_there_is_no_profile(store: SqlStore) -> None:
    commit(store, arrival("vraag"), arrival("antwoord Fatma"))
    assert _profile(store) is None


def _profile(store: SqlStore) -> bytes | None:
    with store.engine.connect() as connection:
        return connection.execute(select(tables.people.c.profile)).scalar_one()
