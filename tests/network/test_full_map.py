"""Twelve people is the most: then nobody can be added, and all of them can still be changed."""

from datetime import UTC, date, datetime

import pytest

from bot.content.render import Reader, render
from bot.content.schema import Library
from bot.dialogue.engine import advance
from bot.dialogue.rules import OLD_ENOUGH
from bot.model import Address, ChannelName, Conversation, Form, IncomingKind, Meaning, Outgoing, Say, Source
from bot.network_map import ANSWER, FLOW, MOST, NICKNAME_LETTERS, Helper, NetworkMap, Ring, Role, Support, dump, parse

TODAY = date(2026, 6, 1)
CARRIER = 1600  # characters of one SMS at Twilio
FULLEST = NetworkMap(
    (Helper(Role.FAMILY, Ring.LESS_CLOSE, tuple(Support), at_night=True, nickname="W" * NICKNAME_LETTERS),) * MOST
)
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
    start = Conversation(language="nl", greeted=True, answers={OLD_ENOUGH: "ja"})
    begun = advance(start, Meaning(Source.COMMAND, FLOW, 1.0), library, TODAY)
    state = talked(begun.conversation, library, *FIRST)
    for _ in range(MOST - 1):
        assert offered(state) == ["nog_iemand", "veranderen", "klaar"]
        state = talked(state, library, *ANOTHER)
    assert offered(state) == ["veranderen", "klaar"]
    state = talked(state, library, "veranderen")
    assert offered(state) == [f"p{place}" for place in range(MOST)]
    state = talked(state, library, "p11", "weg", "ja")
    assert len(parse(state.answers[ANSWER]).helpers) == MOST - 1


def sent(says: tuple[Say, ...], form: Form, library: Library) -> list[Outgoing]:
    reader = Reader(Address(ChannelName.SMS, "1"), "nl", form, None, datetime(2026, 6, 1, 10, tzinfo=UTC))
    return [message for said in says for message in render(said, reader, library)]


@pytest.mark.parametrize("form", Form)
def test_the_fullest_map_is_said_whole_and_fits_every_message(library: Library, form: Form) -> None:
    state = Conversation(language="nl", greeted=True, form=form, answers={ANSWER: dump(FULLEST)})
    asked = advance(state, Meaning(Source.COMMAND, FLOW, 1.0, form=form), library, TODAY)
    done = Meaning(Source.ANSWER, certainty=1.0, answer=("klaar",), form=form)
    for turn in (asked, advance(asked.conversation, done, library, TODAY)):
        messages = sent(turn.says, form, library)
        assert "\n".join(one.text for one in messages).count("(Andere familie): Minder dichtbij") == MOST
        assert all(len(one.text) <= CARRIER for one in messages) or form is Form.TELEGRAM
        assert not any("MEER" in one.text for one in messages)
