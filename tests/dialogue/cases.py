"""One table row played on the small library of `grammar/`: what she does, and what must be said, kept and noted."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.content.flows import Flow
from bot.content.schema import Library
from bot.dialogue.engine import advance
from bot.model import (
    AnswerKind,
    Conversation,
    Form,
    Guess,
    IncomingKind,
    Meaning,
    Option,
    Question,
    Sign,
    Source,
    Turn,
)

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 6, 1)
Row = Mapping[str, Any]


def rows() -> Iterator[tuple[str, Row]]:
    for path in sorted(CASES.glob("*.yaml")):
        for row in YAML(typ="safe", pure=True).load(path):
            yield f"{path.stem}: {row['name']}", row


def begun(row: Row) -> Conversation:
    """Somebody we greeted before, with a button to the row's flow in front of her."""
    language = row.get("language", "nl")
    state = Conversation(
        language=language,
        greeted=bool(language),
        form=Form(row.get("form", "telegram")),
        answers=row.get("answers", {}),
        consents=tuple(row.get("consents", ())),
    )
    if "flow" not in row:
        return state
    question = Question("ui#menu", 1, AnswerKind.CHOICE, (Option(row["flow"], "ui#menu"),))
    return replace(state, open=question, instance=1)


def taken(state: Conversation, row: Row, step: Row, library: Library) -> Turn:
    return advance(state, meant(state, row, step), library, TODAY)


def meant(state: Conversation, row: Row, step: Row) -> Meaning:
    meaning = replace(_meant(state, row, step), form=Form(row.get("form", "telegram")))
    signs = (Sign(step["sign"], "nl"),) if "sign" in step else ()
    kind = IncomingKind.BLOCKED if "blocked" in step else meaning.kind
    doubt = Sign(step["doubt"], "nl") if "doubt" in step else None
    return replace(meaning, signs=signs, kind=kind, doubt=doubt, also=tuple(step.get("also", ())))


def _meant(state: Conversation, row: Row, step: Row) -> Meaning:
    asked = state.open.instance if state.open else 0
    if "tap" in step:
        return _tapped(step["tap"], step.get("instance", asked))
    if "answer" in step:
        return Meaning(Source.ANSWER, certainty=1.0, answer=tuple(step["answer"]))
    if "date" in step:
        return Meaning(Source.DATE, certainty=1.0, answer=(step["date"],))
    if "command" in step:
        return Meaning(Source.COMMAND, step["command"], 1.0, language=step.get("language", ""))
    if "topic" in step or "unwritten" in step:
        return Meaning(Source.MODEL, step.get("topic") or step["unwritten"], 0.9)
    if "unsure" in step:
        return Meaning(Source.MODEL, step["unsure"], 0.3)
    if "unknown" in step or "sign" in step or "blocked" in step:
        return Meaning(Source.NOTHING, others=tuple(Guess(near, 0.3) for near in step.get("unknown", ())))
    return _tapped(row["flow"], asked)


def _tapped(option: str, instance: int) -> Meaning:
    return Meaning(Source.TAP, certainty=1.0, answer=(option,), instance=instance, kind=IncomingKind.TAP)


def without(library: Library, gone: str) -> Library:
    """The library after an editor took something out: `flow`, `flow.step`, `topics/x`, `nood/x` or `menu/x`."""
    kind, _, name = gone.rpartition("/")
    if kind:
        field = {"topics": "topics", "nood": "urgents", "menu": "menu"}[kind]
        return replace(library, **{field: _less(getattr(library, field), name)})
    flow, _, step = gone.partition(".")
    if not step:
        return replace(library, flows=_less(library.flows, flow))
    left = Flow(flow, library.flows[flow].begin, _less(library.flows[flow].steps, step))
    if left.begin == step:
        left = replace(left, begin=next(iter(left.steps)))
    return replace(library, flows={**library.flows, flow: left})


def _less(there: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in there.items() if key != name}
