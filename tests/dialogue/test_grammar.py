"""The grammar of flows and what surrounds it, row by row (`cases/*.yaml`) on the small library of `grammar/`."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.load import load
from bot.content.schema import Library
from bot.dialogue.consents import consent_flows
from bot.errors import ContentBroken
from bot.model import Turn
from tests.dialogue.cases import Row, begun, rows, taken, without

KINDS = ("ui#", "topics/", "nood/")


@pytest.fixture(scope="module")
def small() -> Library:
    return load(Path(__file__).parent / "grammar")


@pytest.mark.parametrize("row", [row for _, row in rows()], ids=[name for name, _ in rows()])
def test_row(row: Row, small: Library) -> None:
    library = replace(small, offered=tuple(row.get("languages", small.offered)))
    state = begun(row)
    for step in row["talk"]:
        library = without(library, step["gone"]) if "gone" in step else library
        if "fails" in step:
            with pytest.raises(ContentBroken, match=step["fails"]):
                taken(state, row, step, library)
            return
        turn = taken(state, row, step, library)
        check(turn, step)
        state = turn.conversation


def check(turn: Turn, step: Row) -> None:
    wanted = [text if text.startswith(KINDS) else f"flows/{text}" for text in step["says"]]
    assert [say.text for say in turn.says] == wanted
    state = turn.conversation
    for key, value in step.get("keeps", {}).items():
        assert state.answers.get(key) == value
    if "stack" in step:
        assert [f"{frame.flow}.{frame.step}" for frame in state.stack] == step["stack"]
    if "events" in step:
        assert [str(event) for event in turn.events] == step["events"]
    if "options" in step:
        assert state.open is not None
        assert [option.id for option in state.open.options] == step["options"]


def test_flows_that_ask_consent_are_found_by_what_they_do(library: Library) -> None:
    assert consent_flows(library) == ("gedeeld", "kennismaking", "meeleren", "samenvatting")
