"""Golden conversations: `pytest tests/conversations --update` rewrites ids after a deliberate change; read the diff."""

from pathlib import Path

import pytest

from bot.content.schema import Library, StepKind
from bot.service import Decider
from tests.conversations.player import golden_files, play, yaml


@pytest.mark.parametrize("path", list(golden_files()), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_conversation(path: Path, decider: Decider, library: Library, request: pytest.FixtureRequest) -> None:
    script = yaml().load(path)
    said, events, _ = play(script, decider, library)
    if request.config.getoption("--update"):
        for step, ids in zip(script["talk"], said, strict=True):
            step["bot"] = ids
        script["events"] = events
        yaml().dump(script, path)
        return
    assert said == [list(step["bot"]) for step in script["talk"]]
    assert events == list(script["events"])


def test_every_step_and_urgent_id_occurs(decider: Decider, library: Library) -> None:
    """Coverage over content: each flow step that speaks, and each urgent id, is heard in some conversation."""
    heard: set[str] = set()
    happened: set[str] = set()
    for path in golden_files():
        said, events, _ = play(yaml().load(path), decider, library)
        heard |= {text for turn in said for text in turn}
        happened |= set(events)
    wanted = {
        f"flows/{flow.id}#{step.id}.{step.kind}"
        for flow in library.flows.values()
        for step in flow.steps.values()
        if step.kind in (StepKind.SAY, StepKind.ASK)
    }
    assert sorted(wanted - heard) == []
    assert sorted(set(library.urgents) - {e[16:-1] for e in happened if e.startswith("UrgentAnswered")}) == []


def test_there_are_enough(decider: Decider) -> None:
    files = list(golden_files())
    languages = {path.parent.name for path in files}
    assert len(files) >= 40
    assert {"nl", "en", "tr"} <= languages
