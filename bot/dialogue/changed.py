"""Content changed while she was in it: nothing in her conversation may point at what is no longer there."""

from bot.dialogue import steps
from bot.dialogue.draft import Draft
from bot.model import Frame


def mended(draft: Draft) -> Draft:
    """Flows and answers that are gone are let go; a step that is gone becomes its flow's begin."""
    state = draft.state
    stack, behind = _left(draft, state.stack), _left(draft, state.behind)
    asked = tuple(a for a in state.asked if steps.exists(draft.library, Frame(a.flow, a.step)))
    last = state.last if _name(state.last) in {*draft.library.topics, *draft.library.urgents} else ""
    return draft.with_state(stack=stack, behind=behind, asked=asked, last=last)


def _left(draft: Draft, frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    return tuple(_standing(draft, frame) for frame in frames if frame.flow in draft.library.flows)


def _standing(draft: Draft, frame: Frame) -> Frame:
    return frame if steps.exists(draft.library, frame) else steps.first(draft, frame.flow)


def _name(text: str) -> str:
    """Of the subject or the urgent text."""
    return text.partition("/")[2].partition("#")[0]
