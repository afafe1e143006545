"""The network map row by row (`cases.yaml`): what is asked, offered and kept."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.content.schema import Library
from bot.model import Turn
from bot.network_map import ANSWER, Helper, parse
from tests.dialogue.cases import Row, begun, taken
from tests.dialogue.test_grammar import check

ROWS: list[Row] = YAML(typ="safe", pure=True).load(Path(__file__).parent / "cases.yaml")
GOOD = {None: "", True: "fijn", False: "niet-fijn"}


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_row(row: Row, library: Library) -> None:
    state = begun(row)
    for step in row["talk"]:
        turn = taken(state, row, step, library)
        check(turn, step)
        if "map" in step:
            assert kept(turn) == step["map"]
        state = turn.conversation


def kept(turn: Turn) -> list[str]:
    network = parse(turn.conversation.answers.get(ANSWER, ""))
    return ["niemand"] if network.nobody else [_told(one) for one in network.helpers]


def _told(helper: Helper) -> str:
    night, name = "nacht" if helper.at_night else "", f"={helper.nickname}" if helper.nickname else ""
    return " ".join(
        part for part in (helper.role, helper.ring, *helper.supports, night, GOOD[helper.good_to_call], name) if part
    )
