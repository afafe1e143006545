"""What of a turn is heard, and what never is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.content.schema import Library
from bot.dialogue.engine import advance
from bot.dialogue.hearing import voiced
from bot.model import (
    Conversation,
    EraseScreen,
    Forget,
    Form,
    Frame,
    Hears,
    IncomingKind,
    Lane,
    Meaning,
    Say,
    Sign,
    Source,
    Turn,
)
from bot.storage.packing import card, profile
from tests.storage.talk import NOON

WORDS = Say("topics/alcohol")
ALWAYS = Conversation(language="nl", hears=Hears.ALWAYS)

SILENT = {
    "she did not choose": Turn(replace(ALWAYS, hears=None), (WORDS,)),
    "when she asks": Turn(replace(ALWAYS, hears=Hears.ASKED), (WORDS,)),
    "never": Turn(replace(ALWAYS, hears=Hears.NEVER), (WORDS,)),
    "she stopped": Turn(replace(ALWAYS, stopped=True), (WORDS,)),
    "by sms": Turn(replace(ALWAYS, form=Form.SMS), (WORDS,)),
    "her screen is emptied": Turn(ALWAYS, (WORDS,), (EraseScreen(),)),
    "she is forgotten": Turn(ALWAYS, (WORDS,), (Forget(),)),
    "self-check": Turn(ALWAYS, (Say("checks/zelfcheck#veilig.vraag"), Say("flows/zelfcheck#leeftijd.vraag"))),
    "violence": Turn(ALWAYS, (Say("nood/nood-geweld", lane=Lane.URGENT), Say("topics/huiselijk-geweld"))),
    "what nobody else may hear": Turn(ALWAYS, (Say("topics/noodpil#partner"), Say("topics/seksueel-geweld"))),
    "at most once": Turn(ALWAYS, (replace(WORDS, once=True),)),
    "a code that fades": Turn(ALWAYS, (replace(WORDS, until=NOON + timedelta(minutes=30)),)),
}


@pytest.mark.parametrize("turn", SILENT.values(), ids=SILENT)
def test_silent(turn: Turn, library: Library) -> None:
    assert voiced(turn, library) == turn


def test_always_after_the_words(library: Library) -> None:
    urgent = Say("nood/nood-bloedverlies", lane=Lane.URGENT)
    heard = voiced(Turn(ALWAYS, (urgent, WORDS)), library).says
    assert heard == (urgent, WORDS, replace(urgent, lane=Lane.SOUND), replace(WORDS, lane=Lane.SOUND))


def test_when_she_asks_also_what_is_delicate_and_only_one_failure_is_told(library: Library) -> None:
    asked = Turn(replace(ALWAYS, hears=Hears.NEVER), (Say("checks/zelfcheck#veilig.vraag"), WORDS))
    sounds = [say for say in voiced(asked, library, asked=True).says if say.lane is Lane.SOUND]
    assert [say.wanted for say in sounds] == [True, False]


def test_her_choice_goes_with_the_conversation_unless_she_lets_us_keep_it() -> None:
    assert (card(ALWAYS).hears, profile(ALWAYS).hears) == (None, Hears.ALWAYS)


UNDER_WAY = Conversation(language="tr", greeted=True, stack=(Frame("kennismaking", "kanaal"),), hears=Hears.NEVER)


def tap(option: str) -> Meaning:
    return Meaning(Source.TAP, certainty=1.0, answer=(option,), kind=IncomingKind.TAP)


@pytest.mark.parametrize(
    "before",
    [
        Conversation(greeted=True),
        UNDER_WAY,
        replace(UNDER_WAY, stopped=True),
        replace(UNDER_WAY, stack=(), hears=Hears.ALWAYS),
    ],
    ids=["new", "during questions", "stopped", "hears all"],
)
def test_one_tap_and_the_sentence_for_the_phone_is_heard(library: Library, before: Conversation) -> None:
    for sign in library.urgents:
        turn = advance(before, tap(f"belzin.{sign}"), library, NOON.date())
        assert turn.says == (Say(f"nood/{sign}#belzin", lane=Lane.SOUND, wanted=True),)
        assert replace(turn.conversation, form=before.form) == before


def test_in_the_language_she_was_answered_in_while_we_know_no_other(library: Library) -> None:
    before = Conversation(greeted=True, signs=(Sign("nood-bloedverlies", "tr"),))
    [said] = advance(before, tap("belzin.nood-bloedverlies"), library, NOON.date()).says
    assert said.language == "tr"


@pytest.mark.parametrize("option", ["belzin.", "belzin.nood-x", "belzin", "belzin.alcohol"])
def test_a_sentence_that_is_none_is_an_old_button(library: Library, option: str) -> None:
    turn = advance(Conversation(language="nl", greeted=True), tap(option), library, NOON.date())
    assert turn.says[0].text == "ui#oude_knop"
