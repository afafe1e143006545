"""The lines for languages that are still to come can be pasted as they stand."""

import re
from dataclasses import replace
from pathlib import Path

from ruamel.yaml import YAML

from bot.content.schema import Library, Rung
from bot.speech.engines.espeak import Espeak
from bot.speech.ladder import engines, steps
from tests.conftest import ROOT

UNVOICED = {"so"}  # nobody has a voice for Somali


def coming() -> dict[str, dict[str, str]]:
    [block] = re.findall(r"```yaml\n(.+?)```", (ROOT / "audio" / "README.md").read_text("utf-8"), re.DOTALL)
    ladders: dict[str, dict[str, str]] = YAML(typ="safe").load(block)
    return ladders


def test_every_line_is_a_ladder_with_a_voice_on_any_machine(library: Library, tmp_path: Path) -> None:
    for code, rungs in coming().items():
        voices = tuple(Rung(*rung) for rung in rungs.items())
        one = replace(library.languages["nl"], code=code, voices=voices)
        ladder = steps(replace(library, languages={code: one}), code, engines(tmp_path))
        assert ladder[0].name == "opname"
        assert bool(ladder[-1].voice) is (code not in UNVOICED), code


def test_a_language_that_came_is_off_the_list(library: Library) -> None:
    assert coming().keys().isdisjoint(library.languages)


def test_somali_has_no_voice_and_says_so() -> None:
    assert Espeak().voice("so") is None
    assert coming()["so"] == {"opname": "mens"}
