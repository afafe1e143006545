"""Her answers in the database: sealed, in no readable place, and gone two days after the last one."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.content.load import load
from bot.dialogue.engine import advance
from bot.model import (
    AnswerKind,
    Arrival,
    Conversation,
    Incoming,
    IncomingKind,
    KeepConsent,
    Meaning,
    Question,
    Reading,
    Source,
    Turn,
)
from bot.ports import Committed
from bot.storage.packing import card, check_answers, lasting, pack, profile
from bot.storage.store import SqlStore
from tests.conftest import ROOT
from tests.selfcheck.walking import Start, begun, finished
from tests.storage.talk import AYSE, KEYS, NOON, HandClock, apologise

LIBRARY = load(ROOT)
HOUR = timedelta(hours=1)
TELLS = (b"check.", b"somber", b"krap", b"niemand", b"zelfcheck#")  # parts of her answers, and of what is said to them
TALK = ("zelfcheck", "nee", "mensen", "niemand", "ja", "weg", "_skip", "praten", "niemand", "nee", "nee", "niemand")
DELICATE = ("hier", "_skip", "somber", "ja", "krap", "ja")


@dataclass
class Hers:
    """One person's store on a file, and what she does in it."""

    store: SqlStore
    file: Path
    states: list[Conversation] = field(default_factory=list)
    number: int = 0

    def does(self, word: str, at: datetime) -> Committed:
        self.number += 1
        incoming = Incoming(f"k{self.number}", AYSE, IncomingKind.TEXT, word)
        return self.store.commit([Arrival(incoming, Reading(word), at)], self.decide, apologise)[0]

    def decide(self, conversation: Conversation, arrival: Arrival) -> Turn:
        word, question = arrival.incoming.text, conversation.open
        if word == "bewaar":
            kept = replace(Start("zwanger", 20).conversation(), consents=("bewaren",))
            return Turn(kept, (), (KeepConsent("bewaren", 1),))
        if question and word in {option.id for option in question.options}:
            meant = Meaning(Source.TAP, "", 1.0, answer=(word,), instance=question.instance, kind=IncomingKind.TAP)
        else:
            meant = Meaning(Source.COMMAND, word, 1.0)
        turn = advance(conversation, meant, LIBRARY, arrival.received.date())
        self.states.append(turn.conversation)
        return turn

    def checks(self, at: datetime) -> dict[str, str]:
        """Her message now, and what of the self-check the engine still sees with it."""
        self.does("bedankt", at)
        return check_answers(self.states[-1])

    def on_disk(self) -> bytes:
        return b"".join(file.read_bytes() for file in self.file.parent.glob(f"{self.file.name}*"))


@pytest.fixture
def hers(tmp_path: Path) -> Iterator[Hers]:
    file = tmp_path / "wiegwijzer.db"
    store = SqlStore.open(f"sqlite:///{file}", KEYS, HandClock())
    yield Hers(store, file)
    store.close()


def told_all(hers: Hers, at: datetime = NOON) -> None:
    hers.does("bewaar", at)
    for word in (*TALK, *DELICATE):
        hers.does(word, at)
    assert check_answers(hers.states[-1])["check.gevoel"] == "somber"


def test_nothing_she_answered_can_be_read_in_the_database(hers: Hers, capfd: pytest.CaptureFixture[str]) -> None:
    told_all(hers)
    stored = hers.on_disk()
    assert len(stored) > 1000
    counters = b"zelfcheck."  # "this question was answered", by nobody in particular
    assert [word for word in TELLS if word in stored.replace(counters, b"")] == []
    logged = "".join(capfd.readouterr())
    assert [word for word in TELLS if word.decode() in logged] == []


@pytest.mark.parametrize(("later", "left"), [(47 * HOUR, True), (48 * HOUR, False), (72 * HOUR, False)], ids=str)
def test_they_go_two_days_after_the_last_answer(hers: Hers, later: timedelta, left: bool) -> None:
    told_all(hers)
    assert bool(hers.checks(NOON + later)) == left


def test_talking_on_does_not_make_them_stay(hers: Hers) -> None:
    told_all(hers)
    assert hers.checks(NOON + 47 * HOUR)
    assert hers.checks(NOON + 49 * HOUR) == {}
    assert hers.states[-1].answers["situatie"] == "zwanger"


def test_another_answer_makes_them_stay_longer(hers: Hers) -> None:
    told_all(hers)
    hers.does("nee", NOON + 40 * HOUR)
    assert hers.checks(NOON + 60 * HOUR)
    assert hers.checks(NOON + 88 * HOUR) == {}


def test_the_purge_takes_them_from_who_is_silent(hers: Hers) -> None:
    told_all(hers)
    hers.does("bedankt", NOON + 47 * HOUR)
    hers.store.purge(NOON + 48 * HOUR)
    with hers.store.engine.connect() as connection:
        row = connection.exec_driver_sql("SELECT session, checked_at, profile FROM people").one()
    assert (row.session, row.checked_at) == (None, None)
    assert row.profile


def test_what_is_kept_by_consent_has_no_answer_of_it_and_is_not_in_it() -> None:
    start = Start("zwanger", 20)
    walk = begun(start, LIBRARY)
    for word in ("mensen", "niemand"):
        walk.taps(word)
    for kept in (profile(walk.state), card(walk.state), lasting(walk.state)):
        assert check_answers(kept) == {}
        assert (kept.stack, kept.open, kept.asked) == ((), None, ())
        assert b"check" not in pack(kept)
    assert profile(walk.state).answers["situatie"] == "zwanger"


def test_a_question_that_is_not_of_the_check_stays_open() -> None:
    other = Question("flows/kennismaking#situatie.vraag", 5, AnswerKind.CHOICE)
    state = Conversation(answers={"check.geld": "krap", "zorg": "niemand"}, open=other)
    assert (profile(state).open, profile(state).answers) == (other, {"zorg": "niemand"})


def test_after_a_loss_they_are_forgotten() -> None:
    start = Start("zwanger", 20)
    walk = finished(begun(start, LIBRARY), iter(["mensen", "niemand"]), start)
    walk.means(Meaning(Source.COMMAND, "verlies", 1.0))
    walk.taps("nee")
    walk.taps("ja")
    assert check_answers(walk.state) == {}
