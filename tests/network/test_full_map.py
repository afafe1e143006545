"""Twelve people is the most: then nobody can be added, and all of them can still be changed."""

from datetime import date

from bot.content.schema import Library
from bot.dialogue.engine import advance
from bot.model import Conversation, IncomingKind, Meaning, Source
from bot.network_map import ANSWER, FLOW, MOST, parse

TODAY = date(2026, 6, 1)
FIRST = ("zus", "hart", "klaar")
ANOTHER = ("nog_iemand", "meer", "meer", "anders", "minder_dichtbij", "_skip")


def talked(state: Conversation, library: Library, *taps: str) -> Conversation:
    for option in taps:
        instance = state.open.instance if state.open else 0
        tap = Meaning(Source.TAP, certainty=1.0, answer=(option,), instance=instance, kind=IncomingKind.TAP)
        state = advance(state, tap, library, TODAY).conversation
    return state


def offered(state: Conversation) -> list[str]:
    assert state.open is not None
    return [option.id for option in state.open.options if not option.id.startswith("_")]


def test_a_full_map(library: Library) -> None:
    begun = advance(Conversation(language="nl", greeted=True), Meaning(Source.COMMAND, FLOW, 1.0), library, TODAY)
    state = talked(begun.conversation, library, *FIRST)
    for _ in range(MOST - 1):
        assert offered(state) == ["nog_iemand", "veranderen", "klaar"]
        state = talked(state, library, *ANOTHER)
    assert offered(state) == ["veranderen", "klaar"]
    state = talked(state, library, "veranderen")
    assert offered(state) == [f"p{place}" for place in range(MOST)]
    state = talked(state, library, "p11", "weg", "ja")
    assert len(parse(state.answers[ANSWER]).helpers) == MOST - 1
