"""One typing error in a word we know is put right; what is spelled right stays as it is."""

import pytest

from bot.content.schema import Library
from bot.model import Guess
from bot.ports import Understander
from bot.understanding.ears import Ears
from bot.understanding.layers import LayeredUnderstander
from bot.understanding.spelling import Spelling
from tests.understanding.conftest import TODAY

WRITTEN = {
    "zwanger": 90,
    "foliumzuur": 30,
    "vergeten": 9,
    "vergaten": 2,
    "bloed": 40,
    "sigara": 20,
    "jawel": 1,
    "javel": 9,
    "البيبي": 12,
}


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("ik ben zwagner", "ik ben zwanger"),  # swapped
        ("Zwager, wat nu?", "zwanger, wat nu?"),  # lost; the rest of the sentence stays
        ("folliumzuur", "foliumzuur"),  # doubled
        ("foliimzuur", "foliumzuur"),  # a neighbour on the keyboard
        ("vergoten", "vergeten"),  # two are as near: the usual one
        ("sıgarra", "sigara"),
        ("البيي", "البيبي"),
        ("zwanger", "zwanger"),
        ("jawel", "jawel"),  # written once is written so
        ("jawle", "jawle"),  # but nothing is made of it
        ("zwaluw", "zwaluw"),  # a real word, though nobody wrote it
        ("bloem", "bloem"),
        ("wagner", "wagner"),  # two errors
        ("bld", "bld"),  # too short to tell
        ("06-12345678 😀\nhttps://x.nl/?a=1", "06-12345678 😀\nhttps://x.nl/?a=1"),
        ("", ""),
    ],
)
def test_mended(written: str, mended: str) -> None:
    assert Spelling(WRITTEN, {"zwaluw", "bloem"}).mend(written) == mended


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("ik heb veel bleodverlies", "nood-bloedverlies"),
        ("mijn vruchtwtaer is gebroken", "nood-vruchtwater"),
        ("bebeğim hareekt etmiyor", "nood-minder-leven"),
    ],
)
def test_a_warning_sign_with_a_typing_error_is_heard(understander: Understander, text: str, sign: str) -> None:
    meaning = understander.interpret(understander.read(text), None, "", TODAY)
    assert sign in meaning.alarms


@pytest.mark.parametrize("text", ["jawel hoor", "jawel", "zeker wel hoor"])
def test_plain_yes_is_no_warning_sign(understander: Understander, text: str) -> None:
    assert understander.interpret(understander.read(text), None, "nl", TODAY).alarms == ()


def test_what_is_mended_never_stops_messages(understander: Understander) -> None:
    for text in ("stpo met roken", "ik wil stoppn met roken", "wanneer stpo ik met foliumzuur"):
        meaning = understander.interpret(understander.read(text), None, "nl", TODAY)
        assert not meaning.stops
        assert meaning.intent != "stop"


def test_a_warning_sign_in_one_reading_is_not_halved(ears: Ears, library: Library) -> None:
    def guess(text: str) -> tuple[Guess, ...]:
        return (Guess("kwaaltjes", 0.6), Guess("nood-koorts", 0.4)) if "zwagner" in text else (Guess("kwaaltjes", 1.0),)

    understander = LayeredUnderstander(ears, library, guess)
    meaning = understander.interpret(understander.read("voel me raar, ben zwagner"), None, "nl", TODAY)
    assert meaning.alarms == ("nood-koorts",)
