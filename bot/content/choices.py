"""What she may choose where something is asked, in the order of the buttons. Pure."""

from typing import Final

from bot.content.flows import Step
from bot.content.schema import Library
from bot.model import Option

SKIP: Final = "_skip"  # with every question
WHY: Final = "_why"  # where the step explains why it asks


def answers(owner: str, step: Step) -> tuple[Option, ...]:
    """Those of a step that are written in its flow. `owner`: whose texts they are, `flows/<flow>`."""
    return tuple(Option(answer.id, answer.label or f"{owner}#{step.id}.{answer.id}") for answer in step.answers)


def around(step: Step, offered: tuple[Option, ...]) -> tuple[Option, ...]:
    """With the buttons that come with every question; to skip stands first where any answer tells much."""
    skip = (Option(SKIP, "ui#sla_over"),)
    why = (Option(WHY, "ui#waarom"),) if step.explains else ()
    return (*skip, *offered, *why) if step.skip_first else (*offered, *skip, *why)


def title_of(library: Library, name: str) -> str:
    """The text id that names a topic, a flow or a warning sign on a button; empty for anything else."""
    kinds = {"topics": library.topics, "flows": library.flows, "nood": library.urgents}
    return next((f"{kind}/{name}#titel" for kind, there in kinds.items() if name in there), "")
