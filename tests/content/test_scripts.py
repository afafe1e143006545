"""A script and its words belong together: nothing it says is missing, nothing that is written is never said."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.load import survey
from bot.dialogue.scripts import SCRIPTS
from tests.conftest import ROOT
from tests.content.test_check import HERE, NAMES, TODAY

SOURCE = """\
titel: Lijst
script: ja
begin: eerste
stappen:
  eerste: {vraag: Wat klopt?, antwoorden: {zon: Zon}}
  tweede: {zeg: Dank je.}
"""


@pytest.mark.parametrize(
    ("named", "heard"),
    [
        ({"eerste", "eerste.zon", "tweede"}, ""),
        ({"eerste", "tweede", "derde"}, "'derde', en die tekst bestaat niet"),
        ({"eerste", "tweede", "eerste.maan"}, "'eerste.maan', en die tekst bestaat niet"),
        ({"eerste", "eerste.zon"}, "Niemand kan bij de stap 'tweede' komen"),
    ],
)
def test_a_script_and_its_file(tmp_path: Path, named: set[str], heard: str) -> None:
    root = tmp_path / "small"
    shutil.copytree(HERE / "small", root)
    (root / "content/nl/flows/lijst.yaml").write_text(SOURCE, "utf-8")
    found = check(survey(root), replace(NAMES, scripts={"lijst": frozenset(named)}), TODAY)
    told = [str(problem) for problem in found if problem.path.endswith("lijst.yaml")]
    assert any(heard in line for line in told) if heard else not told, told


def test_every_script_has_its_file() -> None:
    flows = survey(ROOT).library.flows
    assert {name for name, flow in flows.items() if flow.scripted} == SCRIPTS.keys()
