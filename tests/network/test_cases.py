"""The network map row by row (`cases.yaml`): what is asked, offered, shown and kept."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.content.render import Reader, render
from bot.content.schema import Library
from bot.dialogue.rules import OLD_ENOUGH
from bot.model import Address, ChannelName, Form, Turn
from bot.network_map import ANSWER, Helper, parse
from tests.dialogue.cases import Row, begun, taken
from tests.dialogue.test_grammar import check

ROWS: list[Row] = YAML(typ="safe", pure=True).load(Path(__file__).parent / "cases.yaml")
GOOD = {None: "", True: "fijn", False: "niet-fijn"}
READER = Reader(Address(ChannelName.TELEGRAM, "1"), "nl", Form.TELEGRAM, None, datetime(2026, 6, 1, 10, tzinfo=UTC))


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_row(row: Row, library: Library) -> None:
    state = begun(row if "answers" in row else {**row, "answers": {OLD_ENOUGH: "ja"}})
    for step in row["talk"]:
        turn = taken(state, row, step, library)
        check(turn, step)
        if "map" in step:
            assert kept(turn) == step["map"]
        words = shown(turn, library)
        assert [one for one in step.get("shows", []) if one not in words] == [], words
        state = turn.conversation


def kept(turn: Turn) -> list[str]:
    network = parse(turn.conversation.answers.get(ANSWER, ""))
    return ["niemand"] if network.nobody else [_told(one) for one in network.helpers]


def shown(turn: Turn, library: Library) -> str:
    """Her screen: words, and buttons in brackets."""
    messages = [message for said in turn.says for message in render(said, READER, library)]
    return "\n".join("\n".join((one.text, *(f"[{button.label}]" for button in one.buttons))) for one in messages)


def _told(helper: Helper) -> str:
    night, name = "nacht" if helper.at_night else "", f"={helper.nickname}" if helper.nickname else ""
    parts = (helper.role, helper.ring, *helper.supports, night, GOOD[helper.good_to_call], name)
    return " ".join(part for part in parts if part)
