"""A sign in a language that is not offered: its own words first, and the Dutch below them, because nobody read them."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.load import load
from bot.content.schema import Library, Translation
from bot.dialogue.engine import advance
from bot.model import Conversation, Lane, Meaning, Sign, Source, Turn
from tests.storage.talk import NOON

SIGN = "nood-klein"
TOLD = "zorg.niemand"
WORDED = "es"  # has urgent words, is not offered
WORDLESS = "so"


@pytest.fixture(scope="module")
def library() -> Library:
    small = load(Path(__file__).parent / "grammar")
    dutch = small.texts[f"nood/{SIGN}#titel"]
    worded = {dutch.id: Translation("Pequeño", dutch.words, fuzzy=False, place=dutch.place)}
    return replace(small, offered=("nl", "tr"), translations={WORDED: worded, "tr": worded})


def _answered(library: Library, state: Conversation, seen_in: str) -> Turn:
    return advance(state, Meaning(Source.NOTHING, signs=(Sign(SIGN, seen_in),)), library, NOON.date())


def _urgent_in(turn: Turn) -> list[str]:
    said = [say for say in turn.says if say.text == f"nood/{SIGN}"]
    assert {say.lane for say in said} == {Lane.URGENT}
    return [say.language for say in said]


KNOWN = [  # her language, that of her sign, in which languages she is answered
    ("", WORDED, [WORDED, "nl"]),
    ("nl", WORDED, ["nl", WORDED]),
    ("tr", WORDED, ["tr", WORDED, "nl"]),
    ("nl", WORDLESS, ["nl"]),
    ("", "tr", ["tr"]),
    ("nl", "tr", ["nl", "tr"]),
    ("", "", ["nl"]),
]


@pytest.mark.parametrize(("hers", "seen_in", "said"), KNOWN, ids=[f"{row[0]}-{row[1]}" for row in KNOWN])
def test_dutch_stands_once_with_words_that_nobody_read(
    library: Library, hers: str, seen_in: str, said: list[str]
) -> None:
    state = Conversation(language=hers, greeted=bool(hers))
    assert _urgent_in(_answered(library, state, seen_in)) == said


def test_the_same_when_she_told_who_cares_for_her(library: Library) -> None:
    first = _answered(library, Conversation(), WORDED)
    question = first.conversation.open
    assert question is not None
    assert first.says[-1].language == WORDED
    assert first.conversation.language == ""  # not offered, so never chosen for her
    tap = Meaning(Source.TAP, answer=(TOLD,), instance=question.instance)
    assert _urgent_in(advance(first.conversation, tap, library, NOON.date())) == [WORDED, "nl"]
