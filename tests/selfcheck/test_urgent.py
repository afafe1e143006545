"""Urgent words on the way through a self-check: they come at once, and what follows knows of them."""

import pytest

from bot.content.schema import Library
from bot.model import Meaning, Sign, Source
from tests.selfcheck.walking import ASKED, Start, begun, finished


@pytest.mark.parametrize("sign", ["nood-bloedverlies", "nood-zelfdoding", "nood-geweld", "nood-112"])
@pytest.mark.parametrize("at", [0, 3, 9])
def test_urgent_words_in_the_middle_act_at_once(library: Library, sign: str, at: int) -> None:
    start = Start("zwanger", 20)
    walk = begun(start, library)
    for _ in range(at):
        walk.taps(start.here if walk.question == "plek" else "_skip")
    question = walk.question
    turn = walk.means(Meaning(Source.WARNING, sign, 1.0, signs=(Sign(sign, "nl"),)))
    assert turn.says[0].text == f"nood/{sign}"
    assert not any(say.text.startswith(ASKED) for say in turn.says)
    walk.means(Meaning(Source.ANSWER, "", 1.0, answer=("zorg.ziekenhuis",)))
    walk.means(Meaning(Source.COMMAND, "zelfcheck", 1.0))
    goes_on = sign == "nood-bloedverlies"
    assert (walk.question == question) == goes_on


def test_not_safe_at_home_is_answered_at_once_and_the_questions_stop(library: Library) -> None:
    start = Start("zwanger", 20)
    walk = begun(start, library)
    while walk.question != "veilig":
        walk.taps(start.here if walk.question == "plek" else "_skip")
    turn = walk.taps("nee")
    assert [say.text for say in turn.says] == ["nood/nood-geweld"]
    assert (walk.state.stack, walk.state.open) == ((), None)


def test_a_warning_sign_on_the_way_is_a_complaint_of_now(library: Library) -> None:
    """Nobody who bled an hour ago is sent to her next appointment."""
    walk = begun(Start("zwanger", 20), library)
    walk.means(Meaning(Source.WARNING, "nood-bloedverlies", 1.0, signs=(Sign("nood-bloedverlies", "nl"),)))
    walk.means(Meaning(Source.COMMAND, "zelfcheck", 1.0))
    finished(walk, iter(()), Start("zwanger", 20))
    assert walk.says[-1].text == f"{ASKED}contact.zwanger.vandaag"
