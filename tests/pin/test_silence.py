"""After half an hour of silence what her PIN guards, and the self-check, go on only with her PIN. Pure."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.content.schema import Library
from bot.dialogue.engine import advance
from bot.dialogue.locking import shut
from bot.model import Conversation, Guess, IncomingKind, Lock, Meaning, PinTried, Sign, Source, Turn
from bot.storage.packing import conversation_in, pack
from tests.pin.test_rules import LOCKED, TODAY, answered, asked, asks, came, tapped

HERS = ("flows/zelfcheck", "checks/zelfcheck", "flows/samenvatting", "flows/netwerkkaart", "flows/pincode#anders")
BEGUN = replace(LOCKED, lock=None, answers={"zestien": "ja", "situatie": "kinderwens"})
SKIPS = {"zelfcheck": ["mensen"], "samenvatting": ["Mag mijn zus mee?"], "netwerkkaart": ["zus"]}
SIDE = Meaning(Source.WORDS, "foliumzuur", 0.9)
UNCLEAR = Meaning(Source.NOTHING, others=(Guess("foliumzuur", 0.3),))
BLOOD = Meaning(Source.WARNING, "nood-bloedverlies", 1.0, signs=(Sign("nood-bloedverlies", "nl"),))


def under_way(flow: str, library: Library) -> Conversation:
    """In the middle of it, with a PIN and a question open."""
    turn = asked(BEGUN, flow, library)
    for given in SKIPS[flow]:
        turn = answered(turn, given, library)
    assert turn.conversation.open
    return replace(turn.conversation, lock=Lock("kept"))


def heard(turn: Turn) -> list[str]:
    return [say.text for say in turn.says if say.text.startswith(HERS)]


def ways(before: Conversation) -> Iterator[Meaning]:
    """Whatever is said on her phone: aside, unclear, an answer, a tap on the button of then, a move, a command."""
    question = before.open
    assert question
    yield from (SIDE, UNCLEAR, Meaning(Source.ANSWER, certainty=1.0, answer=(), instance=question.instance))
    yield from (Meaning(Source.COMMAND, name, 1.0) for name in ("terug", "sla-over", "waarom", "weet-niet", "bedankt"))
    yield from (Meaning(Source.COMMAND, name, 1.0) for name in ("zelfcheck", "samenvatting", "netwerkkaart", "herhaal"))
    for option in question.options:
        tap = Meaning(Source.TAP, certainty=1.0, answer=(option.id,), instance=question.instance)
        yield replace(tap, kind=IncomingKind.TAP)


@pytest.mark.parametrize("flow", sorted(SKIPS))
def test_nothing_of_it_is_shown_whatever_is_said(flow: str, library: Library) -> None:
    before = under_way(flow, library)
    for meaning in ways(before):
        if meaning.intent == "zelfcheck" and flow != "zelfcheck":
            continue  # a new one shows nothing
        turn = advance(shut(before), meaning, library, TODAY)
        assert heard(turn) == [], meaning
        for then in (SIDE, UNCLEAR, Meaning(Source.COMMAND, "sla-over", 1.0), Meaning(Source.COMMAND, "terug", 1.0)):
            assert heard(advance(turn.conversation, then, library, TODAY)) == [], (meaning, then)


@pytest.mark.parametrize("flow", sorted(SKIPS))
def test_the_right_pin_goes_on_where_she_was(flow: str, library: Library) -> None:
    before = under_way(flow, library)
    turn = advance(shut(before), UNCLEAR, library, TODAY)
    assert asks(turn) == "verder"
    after = came(answered(turn, "4071", library), PinTried(right=True, opens="verder"), library)
    assert before.open
    assert [say.text for say in after.says] == ["ui#verder_met", before.open.id]
    assert after.conversation.stack == before.stack
    assert after.conversation.behind == ()


def test_a_wrong_pin_and_then_the_right_one_still_goes_on(library: Library) -> None:
    before = under_way("zelfcheck", library)
    turn = advance(shut(before), UNCLEAR, library, TODAY)
    turn = came(answered(turn, "9999", library), PinTried(right=False, opens="verder"), library)
    assert asks(turn) == "verder"
    after = came(answered(turn, "4071", library), PinTried(right=True, opens="verder"), library)
    assert after.conversation.stack == before.stack


def test_the_self_check_is_gone_on_with_by_its_name(library: Library) -> None:
    before = under_way("zelfcheck", library)
    turn = asked(shut(before), "zelfcheck", library)
    assert asks(turn) == "zelfcheck"
    after = came(answered(turn, "4071", library), PinTried(right=True, opens="zelfcheck"), library)
    assert after.conversation.stack == before.stack
    assert after.conversation.answers == before.answers


def test_skipping_the_pin_lets_it_go(library: Library) -> None:
    turn = advance(shut(under_way("zelfcheck", library)), UNCLEAR, library, TODAY)
    left = asked(turn.conversation, "sla-over", library)
    after = advance(left.conversation, UNCLEAR, library, TODAY)
    assert (after.conversation.stack, after.conversation.behind) == ((), ())


def test_a_warning_sign_comes_first(library: Library) -> None:
    turn = advance(shut(under_way("zelfcheck", library)), BLOOD, library, TODAY)
    assert turn.says[0].text == "nood/nood-bloedverlies"
    assert asks(advance(turn.conversation, SIDE, library, TODAY)) == "verder"


def test_what_is_not_hers_to_guard_stays_open(library: Library) -> None:
    """Deleting everything, begun over the self-check, is still answered."""
    turn = asked(under_way("zelfcheck", library), "wissen", library)
    after = answered(Turn(shut(turn.conversation)), "nee", library)
    assert [say.text for say in after.says] == ["flows/wissen#niets_gedaan.zeg", "flows/pincode#open.vraag"]


def test_the_menu_that_ends_the_pin_is_shut_too(library: Library) -> None:
    change = came(
        answered(asked(LOCKED, "pincode", library), "4071", library), PinTried(right=True, opens="pincode"), library
    ).conversation
    assert change.open
    turn = tapped(shut(change), change.open.instance, "weg", library)
    assert turn.conversation.lock is not None
    assert heard(turn) == []


def test_without_a_pin_she_goes_on_as_she_was(library: Library) -> None:
    before = replace(under_way("zelfcheck", library), lock=None)
    assert shut(before) == before


def test_shut_twice_is_shut_once_and_survives_keeping(library: Library) -> None:
    once = shut(under_way("samenvatting", library))
    assert shut(once) == once
    assert conversation_in(pack(once)) == once
