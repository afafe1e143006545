"""A check as it is written: questions, and answers that name a strength or a signal. No answer has a number.

What follows from signals is decided by the named rules of `bot/selfcheck`. Text ids of a check `<c>`:
`checks/<c>#titel` · `#<question>.vraag|uitleg|kort` · `#<question>.<answer>` (the button), `.kracht`, `.omdat` ·
`#<question>_hulp.vraag` ("do you want help with this?") · `#tip.<tip>` · `#contact.<who>.<when>` · `#zin.<name>`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

KEPT: Final = "check."  # her answers to questions of a check are kept under `check.<question>`
HELP: Final = "_hulp"  # the question after a hard answer
OWNER: Final = "checks/"
AUDIENCES: Final = ("kinderwens", "zwanger", "partner", "onbekend")
TRIMESTERS: Final = ("1", "2", "3")
SECTIONS: Final = ("tip", "contact", "zin")  # texts that are no question's


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """One answer on offer. `signal` is what a named rule looks for; `action` an @action done at once."""

    id: str
    signal: str = ""
    strength: bool = False
    action: str = ""


@dataclass(frozen=True, slots=True)
class CheckQuestion:
    """One question. `audience` and `trimesters` say whom it is for; `skip_if` names a @rule that makes it needless."""

    id: str
    audience: tuple[str, ...]
    trimesters: tuple[str, ...]
    answers: tuple[CheckAnswer, ...]
    sensitive: bool = False  # never unprompted where others may read along
    offers_help: bool = False  # after a hard answer she is asked whether she wants help
    told: bool = False  # part of what she told; the question where she wants to answer is not
    keep: str = ""  # the key of her answer
    skip_if: str = ""

    def answer(self, name: str) -> CheckAnswer | None:
        return next((one for one in self.answers if one.id == name), None)


@dataclass(frozen=True, slots=True)
class Tip:
    """One suggestion: the topic to read on in, and the facts it rests on."""

    id: str
    topic: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """All questions in the order they are asked, and all suggestions."""

    id: str
    questions: Mapping[str, CheckQuestion]
    tips: Mapping[str, Tip]

    def text(self, part: str) -> str:
        """The text id of a part: `geld.vraag` → `checks/zelfcheck#geld.vraag`."""
        return f"{OWNER}{self.id}#{part}"


def flow_owner(flow: str) -> str:
    """Whose texts a flow says: `kennismaking` → `flows/kennismaking`; a check's flow is called as its owner."""
    return flow if flow.startswith(OWNER) else f"flows/{flow}"


def is_check_button(text_id: str) -> bool:
    """`checks/zelfcheck#geld.krap`: an answer, so words on a button."""
    owner, _, part = text_id.partition("#")
    question, _, name = part.partition(".")
    is_answer = bool(name) and "." not in name and name not in ("vraag", "uitleg", "kort")
    return owner.startswith(OWNER) and is_answer and question not in SECTIONS
