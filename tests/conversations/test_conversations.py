"""Golden conversations: `pytest tests/conversations --update` rewrites ids after a deliberate change; read the diff."""

from pathlib import Path

import pytest

from bot.cli.golden import Exchange, play
from bot.cli.script import read_script, yaml
from bot.content.flows import StepKind
from bot.content.questions import flow_owner
from bot.content.schema import Library
from bot.content.sms import sms_parts
from bot.dialogue.scripts import SCRIPTS
from bot.service import Decider

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_conversation(path: Path, decider: Decider, library: Library, request: pytest.FixtureRequest) -> None:
    script = read_script(path)
    exchanges = list(play(script, decider, library))
    for exchange in exchanges:
        check_words(exchange)
    if request.config.getoption("--update"):
        write(path, exchanges)
        return
    assert [exchange.ids() for exchange in exchanges] == [step.bot for step in script.talk]
    assert events_of(exchanges) == script.events


def check_words(exchange: Exchange) -> None:
    """Where the words are the safety: exact words, the language, how many SMS parts."""
    step, outgoing = exchange.step, exchange.outgoing
    texts = "\n".join(each.text for each in outgoing)
    assert [words for words in step.tekst if words not in texts] == [], texts
    if step.parts:
        assert max(sms_parts(each.text) for each in outgoing) <= step.parts, texts
    if step.taal:
        assert {each.language for each in outgoing} == {step.taal}, texts


def write(path: Path, exchanges: list[Exchange]) -> None:
    written = yaml().load(path)
    for step, exchange in zip(written["talk"], exchanges, strict=True):
        step["bot"] = exchange.ids()
    written["events"] = events_of(exchanges)
    yaml().dump(written, path)


def events_of(exchanges: list[Exchange]) -> list[str]:
    return [str(event) for exchange in exchanges for event in exchange.events]


def test_every_step_and_urgent_id_occurs(library: Library) -> None:
    """Coverage over content: each flow step that speaks, each urgent id and each topic is in some conversation."""
    scripts = [read_script(path) for path in FILES]
    heard = {text for script in scripts for step in script.talk for text in step.bot}
    happened = {event for script in scripts for event in script.events}
    wanted = {
        f"{flow_owner(flow.id)}#{step.id}.{step.kind}"
        for flow in library.flows.values()
        for step in flow.steps.values()
        if step.kind in (StepKind.SAY, StepKind.ASK) and _is_walked(flow.id, step.id)
    }
    assert sorted(wanted - heard) == []
    assert sorted(urgent for urgent in library.urgents if f"UrgentAnswered({urgent})" not in happened) == []
    assert sorted(topic for topic in library.topics if f"TopicRead({topic})" not in happened) == []


def _is_walked(flow: str, step: str) -> bool:
    """In the file of a script some steps only hold words for others."""
    return flow not in SCRIPTS or step in SCRIPTS[flow].beats


def test_there_are_enough() -> None:
    languages = {path.parent.name for path in FILES}
    channels = {read_script(path).channel for path in FILES}
    assert len(FILES) >= 48
    assert {"nl", "en", "tr", "ar", "pl", "uk"} <= languages
    assert len(channels) == 2
