"""Her own PIN, the pure part: what is a PIN, what it guards, how often it may be tried."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.content.schema import Library
from bot.dialogue.engine import advance
from bot.dialogue.locking import GUARDED
from bot.dialogue.scripts.pincode import digits, is_guessed_soon
from bot.dialogue.tries import TRIES
from bot.model import (
    AnswerKind,
    Conversation,
    Form,
    Frame,
    IncomingKind,
    Lock,
    Meaning,
    Option,
    PinFailed,
    PinSet,
    PinTried,
    Question,
    Result,
    SetPin,
    Source,
    TryPin,
    Turn,
)
from bot.selfcheck import LINKED
from bot.storage.packing import card, conversation_in, lasting, pack

TODAY = date(2026, 6, 1)
LOCKED = Conversation(language="nl", greeted=True, lock=Lock("kept"), answers={"zorg": "niemand", "zestien": "ja"})

TYPED = [
    ("4071", "4071"),
    (" 40 71 ", "4071"),
    ("4-0-7-1", "4071"),
    ("٤٠٧١", "4071"),
    ("۴۰۷۱", "4071"),
    ("407", ""),
    ("40711", ""),
    ("vier", ""),
    ("4071 is mijn pin", ""),
    ("", ""),
    ("²³¹⁴", ""),
]


@pytest.mark.parametrize(("typed", "pin"), TYPED, ids=[ascii(typed) for typed, _ in TYPED])
def test_four_digits_in_any_script(typed: str, pin: str) -> None:
    assert digits(typed) == pin


@pytest.mark.parametrize("pin", ["0000", "9999", "1234", "0123", "6789", "4321", "9876"])
def test_what_somebody_tries_first_is_refused(pin: str, library: Library) -> None:
    assert is_guessed_soon(pin)
    turn = answered(asked(replace(LOCKED, lock=None), "pincode", library), pin, library)
    assert [say.text for say in turn.says] == ["flows/pincode#kies.fout", "flows/pincode#kies.vraag"]
    assert pins(turn) == []


def asked(state: Conversation, command: str, library: Library) -> Turn:
    return advance(state, Meaning(Source.COMMAND, command, 1.0), library, TODAY)


def answered(turn: Turn, typed: str, library: Library) -> Turn:
    question = turn.conversation.open
    instance = question.instance if question else 0
    return advance(
        turn.conversation, Meaning(Source.ANSWER, certainty=1.0, answer=(typed,), instance=instance), library, TODAY
    )


def pins(turn: Turn) -> list[SetPin | TryPin]:
    return [task for task in turn.tasks if isinstance(task, SetPin | TryPin)]


def came(turn: Turn, result: Result, library: Library) -> Turn:
    return advance(turn.conversation, Meaning(Source.TASK, result=result), library, TODAY)


def asks(turn: Turn) -> str:
    """What the PIN is asked for; empty when it is not."""
    top = turn.conversation.stack[-1:]
    is_open = bool(top) and top[0].flow == "pincode" and turn.conversation.open is not None
    return top[0].step.removeprefix("open:") if is_open else ""


@pytest.mark.parametrize("name", sorted(GUARDED))
@pytest.mark.parametrize("form", list(Form))
def test_the_pin_comes_first_whichever_way_she_asks(name: str, form: Form, library: Library) -> None:
    """By command, by the title of a flow, by a button of now and by an old one."""
    menu = Question("ui#menu", 3, AnswerKind.CHOICE, (Option(name, "ui#menu_kort"),))
    ways = {
        "said": (LOCKED, Meaning(Source.COMMAND, name, 1.0, form=form)),
        "tapped": (
            replace(LOCKED, open=menu, instance=3),
            Meaning(Source.TAP, certainty=1.0, instance=3, answer=(name,), kind=IncomingKind.TAP, form=form),
        ),
        "numbered": (
            replace(LOCKED, open=menu, instance=3),
            Meaning(Source.ANSWER, certainty=1.0, instance=3, answer=(name,), form=form),
        ),
        "new here": (replace(LOCKED, greeted=False), Meaning(Source.COMMAND, name, 1.0, form=form)),
    }
    for way, (state, meaning) in ways.items():
        turn = advance(state, meaning, library, TODAY)
        assert asks(turn) == name, way
        assert not any(say.text.startswith(("ui#gegevens", "flows/netw", "flows/samenv")) for say in turn.says), way


@pytest.mark.parametrize("name", ["stop", "wissen", "wis-scherm", "intrekken", "mens", "hulp", "andere-praktijk"])
def test_what_may_never_wait_for_a_pin(name: str, library: Library) -> None:
    assert asks(asked(LOCKED, name, library)) == ""


def test_right_opens_what_she_asked(library: Library) -> None:
    turn = answered(asked(LOCKED, "mijn-gegevens", library), "4071", library)
    assert pins(turn) == [TryPin("4071", "mijn-gegevens")]
    assert turn.conversation.lock == Lock("kept", 1, TODAY)
    after = came(turn, PinTried(right=True, opens="mijn-gegevens"), library)
    assert after.says[0].text == "ui#gegevens.alleen_gesprek"
    assert after.conversation.lock == Lock("kept", 0, TODAY)


def test_five_wrong_a_day(library: Library) -> None:
    turn = asked(LOCKED, "mijn-gegevens", library)
    for left in range(TRIES - 1, -1, -1):
        turn = came(answered(turn, "9999", library), PinTried(right=False, opens="mijn-gegevens"), library)
        assert bool(asks(turn)) is bool(left)
    assert [say.text for say in turn.says] == ["flows/pincode#vol.zeg"]
    again = asked(turn.conversation, "samenvatting", library)
    assert [say.text for say in again.says] == ["flows/pincode#vol.zeg"]
    tomorrow = Meaning(Source.COMMAND, "samenvatting", 1.0)
    assert asks(advance(again.conversation, tomorrow, library, TODAY + timedelta(days=1))) == "samenvatting"


def test_tries_outlive_the_session(library: Library) -> None:
    spent = answered(asked(LOCKED, "mijn-gegevens", library), "9999", library).conversation
    assert card(spent).lock == lasting(spent).lock == Lock("kept", 1, TODAY)
    assert conversation_in(pack(card(spent))).lock == Lock("kept", 1, TODAY)


def test_a_question_that_stood_there_since_before_the_last_try(library: Library) -> None:
    turn = asked(LOCKED, "mijn-gegevens", library)
    full = replace(turn, conversation=replace(turn.conversation, lock=Lock("kept", TRIES, TODAY)))
    late = answered(full, "4071", library)
    assert pins(late) == []
    assert late.says[0].text == "flows/pincode#vol.zeg"


def test_the_digits_are_nowhere_but_in_the_task(library: Library) -> None:
    for start in (LOCKED, replace(LOCKED, lock=None)):
        turn = answered(asked(start, "pincode", library), "4071", library)
        assert [task.pin for task in pins(turn)] == ["4071"]
        assert "4071" not in f"{turn.conversation} {turn.says} {turn.events} {turn.tasks}"
        assert b"4071" not in pack(turn.conversation)


MEANWHILE = [replace(LOCKED, stopped=True), Conversation()]  # she stopped; she deleted everything


@pytest.mark.parametrize("state", MEANWHILE, ids=["stopped", "deleted"])
@pytest.mark.parametrize("result", [PinSet("new"), PinTried(right=True, opens="mijn-gegevens"), PinFailed()], ids=repr)
def test_who_stopped_or_deleted_meanwhile_hears_nothing(state: Conversation, result: Result, library: Library) -> None:
    turn = came(Turn(state), result, library)
    assert turn.says == ()
    assert turn.conversation.lock == state.lock


def test_deleting_needs_no_pin_and_takes_it_along(library: Library) -> None:
    turn = asked(LOCKED, "wissen", library)
    gone = answered(turn, "ja_wis", library)
    assert gone.conversation.lock is None


def test_it_did_not_work(library: Library) -> None:
    turn = came(Turn(LOCKED), PinFailed(), library)
    assert [say.text for say in turn.says] == ["flows/pincode#mislukt.zeg"]


def tapped(state: Conversation, instance: int, option: str, library: Library) -> Turn:
    tap = Meaning(Source.TAP, certainty=1.0, instance=instance, answer=(option,), kind=IncomingKind.TAP)
    return advance(state, tap, library, TODAY)


def test_going_back_leads_past_no_pin(library: Library) -> None:
    """Who has her phone asks for her data, and goes back to where she chose her PIN."""
    chosen = answered(asked(replace(LOCKED, lock=None), "pincode", library), "4071", library)
    locked = came(chosen, PinSet("kept"), library)
    back = asked(asked(locked.conversation, "mijn-gegevens", library).conversation, "terug", library)
    assert [say.text for say in back.says if say.text.startswith("flows/pincode")] == []
    assert pins(answered(back, "8642", library)) == []


@pytest.mark.parametrize("option", ["weg", "nieuw"])
def test_an_old_button_leads_past_no_pin(option: str, library: Library) -> None:
    """Her buttons to change or end the PIN may still stand in the chat while it is asked."""
    change = came(
        answered(asked(LOCKED, "pincode", library), "4071", library), PinTried(right=True, opens="pincode"), library
    )
    question = change.conversation.open
    assert question
    assert question.id == "flows/pincode#anders.vraag"
    left = tapped(change.conversation, question.instance, "laat", library).conversation
    turn = tapped(asked(left, "samenvatting", library).conversation, question.instance, option, library)
    assert turn.conversation.lock == left.lock
    assert asks(turn) == "samenvatting"


@pytest.mark.parametrize("lock", [LOCKED.lock, Lock("kept", TRIES, TODAY)], ids=["skipped", "no tries left"])
def test_no_pin_shows_nothing_of_what_was_under_way(lock: Lock, library: Library) -> None:
    begun = answered(asked(replace(LOCKED, lock=None), "samenvatting", library), "Mag mijn zus mee?", library)
    assert begun.conversation.stack[-1].flow == "samenvatting"
    turn = asked(replace(begun.conversation, lock=lock), "samenvatting", library)
    after = asked(turn.conversation, "sla-over", library)
    told = [say.text for say in (*turn.says, *after.says)]
    assert [text for text in told if text.startswith("flows/samenvatting")] == []


@pytest.mark.parametrize("flow", sorted({"netwerkkaart", "samenvatting"} & GUARDED))
@pytest.mark.parametrize(("lock", "goes_on"), [(Lock("kept"), False), (None, True)])
def test_stop_lets_go_what_her_pin_guards(library: Library, flow: str, lock: Lock | None, goes_on: bool) -> None:
    """Whoever sends START on her phone later does not read her summary."""
    begun = replace(LOCKED, lock=lock, stack=(Frame(flow, "begin"),))
    stopped = advance(begun, Meaning(Source.COMMAND, "stop", 1.0), library, TODAY).conversation
    assert stopped.stopped
    assert bool(stopped.stack) is goes_on


def test_a_new_link_to_her_page_needs_her_pin(library: Library) -> None:
    """At its end that page says what she answered in the chat."""
    linked = replace(LOCKED, answers={**LOCKED.answers, "situatie": "kinderwens", LINKED: "ja"})
    turn = asked(linked, "zelfcheck", library)
    assert [say.text for say in turn.says if "zelfcheck" in say.text] == []
    after = came(answered(turn, "4071", library), PinTried(right=True, opens="zelfcheck"), library)
    assert [say.text for say in after.says] == ["flows/zelfcheck#eerder.vraag"]
