"""A flow as it is written: steps that say, ask, choose a way, or start another flow.

Text ids: `flows/<flow>#titel` · `flows/<flow>#<step>.zeg|vraag|uitleg|fout` · `flows/<flow>#<step>.<answer>`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.model import AnswerKind


@dataclass(frozen=True, slots=True)
class Answer:
    """One offered answer of a step. `action` names an @action; `next` a step."""

    id: str
    next: str = ""
    action: str = ""
    label: str = ""  # text id of words it shares; empty: its own


@dataclass(frozen=True, slots=True)
class Route:
    """Go to `next` when the named @rule holds; an empty rule always holds."""

    rule: str
    next: str


class StepKind(StrEnum):
    SAY = "zeg"
    ASK = "vraag"
    CHOOSE = "kies"
    START = "start"


@dataclass(frozen=True, slots=True)
class Step:
    """A step has one of zeg, vraag, kies, start; the rest is optional (content-format §3)."""

    id: str
    kind: StepKind
    answer_kind: AnswerKind = AnswerKind.CHOICE
    answers: tuple[Answer, ...] = ()
    routes: tuple[Route, ...] = ()
    start: str = ""
    next: str = ""
    keep: str = ""  # bewaar: session key
    check: str = ""  # moet
    action: str = ""  # doe
    explains: bool = False  # has an uitleg text
    ends: bool = False  # klaar
    skip_first: bool = False  # a delicate question: not answering comes before the answers


@dataclass(frozen=True, slots=True)
class Flow:
    """Questions and routes. `scripted`: the routes are a script of the program's; its steps hold words only."""

    id: str
    begin: str
    steps: Mapping[str, Step]
    scripted: bool = False
