"""With her consent what we did not understand is kept: masked, of nobody, for 90 days – and only then."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.content.schema import Library
from bot.errors import SealBroken
from bot.service import Decider
from bot.storage import tables, tables_of_nobody
from bot.storage.store import SqlStore
from bot.understanding.ears import load_ears
from bot.understanding.layers import LayeredUnderstander
from tests.conftest import ROOT
from tests.storage.talk import AYSE, NOON, Opened, apologise, arrival, rows

ADDRESS = AYSE.value
CANARIES = ("Fatma", "Kanarievogel", "0687654321", "kanarie@voorbeeld.nl", "3011", ADDRESS)
UNCLEAR = "qwxz foliumzuurtje qq met Fatma Kanarievogel 0687654321 kanarie@voorbeeld.nl 3011 AB"
CONSENT = ("hoi", "mijn gegevens", "Help mij leren", "ja", "Ja, dat mag")


@pytest.fixture(scope="session")
def modelless(library: Library) -> Decider:
    """The real lists and words; no model, so that nothing has to be trained."""
    ears = load_ears(ROOT / "nlu", ROOT / "local" / "cache", library)
    return Decider(LayeredUnderstander(ears, library, lambda text: ()), library)


class Talk:
    def __init__(self, store: SqlStore, decider: Decider) -> None:
        self.store, self.decider = store, decider

    def say(self, *texts: str) -> list[str]:
        """Every text in a commit of its own; the text ids of the last answer."""
        for text in texts:
            heard = replace(arrival(text), reading=self.decider.understander.read(text))
            (committed,) = self.store.commit([heard], self.decider.decide, apologise)
        assert committed.turn is not None
        return [say.text for say in committed.turn.says]

    def kept(self) -> list[str]:
        return [one.said.text for one in self.store.unclear()]


@pytest.fixture
def talk(store: SqlStore, modelless: Decider) -> Talk:
    return Talk(store, modelless)


def test_nothing_is_kept_without_consent(talk: Talk) -> None:
    talk.say("hoi", UNCLEAR, UNCLEAR)
    assert rows(talk.store, "learning") == 0


def test_with_consent_masked_words_are_kept_apart_from_her(talk: Talk) -> None:
    talk.say(*CONSENT, UNCLEAR)
    (one,) = talk.store.unclear("nl")
    assert (one.day, one.said.language) == (NOON.date(), "nl")
    assert [canary for canary in CANARIES if canary.lower() in one.said.text.lower()] == []
    assert "met … #" in one.said.text
    assert talk.store.unclear("tr") == []
    with talk.store.engine.connect() as connection:
        row = connection.execute(select(tables_of_nobody.learning)).one()
        person = connection.execute(select(tables.people.c.id)).scalar_one()
    assert set(row._mapping) == {"id", "day", "body"}
    assert row.id != person
    assert b"met" not in row.body


@pytest.mark.parametrize("answers", [("nee",), ("ja", "Nee, liever niet"), ("sla over",), ("ja", "sla over")], ids=str)
def test_no_is_no(talk: Talk, answers: tuple[str, ...]) -> None:
    talk.say("hoi", "mijn gegevens", "Help mij leren", *answers, UNCLEAR)
    assert talk.kept() == []
    assert rows(talk.store, "consents") == 0


@pytest.mark.parametrize("sign", ["ik bloed heel erg", "mijn man slaat mij", "ik wil dood"])
def test_a_warning_sign_is_never_kept_nor_what_comes_after_it(talk: Talk, sign: str) -> None:
    talk.say(*CONSENT, sign, "qwxz is dat nou erg", UNCLEAR)
    assert talk.kept() == []


def test_only_names_and_numbers_is_nothing_to_keep(talk: Talk) -> None:
    talk.say(*CONSENT, "Kanarievogel 0687654321")
    assert talk.kept() == []


def test_withdrawing_stops_it_and_says_what_stays(talk: Talk) -> None:
    talk.say(*CONSENT, UNCLEAR)
    assert talk.say("intrekken") == ["flows/meeleren#gestopt.zeg"]
    talk.say(UNCLEAR, UNCLEAR)
    assert len(talk.kept()) == 1
    with talk.store.engine.connect() as connection:
        assert connection.execute(select(tables.consents.c.purpose, tables.consents.c.withdrawn_at)).one() == (
            "meeleren",
            NOON,
        )


def test_forgetting_her_leaves_what_is_of_nobody(talk: Talk) -> None:
    talk.say(*CONSENT, UNCLEAR)
    assert talk.say("wissen")[0] == "flows/wissen#niet_te_vinden.zeg"
    talk.say("ja")
    assert {name: rows(talk.store, name) for name in ("people", "consents", "learning")} == {
        "people": 0,
        "consents": 0,
        "learning": 1,
    }


def test_it_goes_after_90_days(talk: Talk, opened: Opened) -> None:
    talk.say(*CONSENT, UNCLEAR)
    talk.store.purge(NOON + timedelta(days=89))
    assert rows(talk.store, "learning") == 1
    talk.store.purge(NOON + timedelta(days=90))
    assert rows(talk.store, "learning") == 0


def test_a_body_moved_to_another_row_does_not_open(talk: Talk) -> None:
    talk.say(*CONSENT, UNCLEAR)
    with talk.store.engine.begin() as connection:
        connection.execute(tables_of_nobody.learning.update().values(id=1))
    with pytest.raises(SealBroken):
        talk.store.unclear()
