"""Content changed while she was in it: nothing in her conversation may point at what is no longer there."""

from dataclasses import replace

from bot.dialogue.draft import Draft
from bot.model import Frame


def mended(draft: Draft) -> Draft:
    """Flows and answers that are gone are let go; a step that is gone becomes its flow's begin."""
    state = draft.state
    stack = tuple(_standing(draft, frame) for frame in state.stack if frame.flow in draft.library.flows)
    asked = tuple(a for a in state.asked if _has_step(draft, a.flow, a.step))
    last = state.last if not state.last or _topic(state.last) in draft.library.topics else ""
    return draft.with_state(stack=stack, asked=asked, last=last)


def _standing(draft: Draft, frame: Frame) -> Frame:
    begin = draft.library.flows[frame.flow].begin
    return frame if _has_step(draft, frame.flow, frame.step) else replace(frame, step=begin)


def _has_step(draft: Draft, flow: str, step: str) -> bool:
    return flow in draft.library.flows and step in draft.library.flows[flow].steps


def _topic(text: str) -> str:
    return text.removeprefix("topics/").partition("#")[0]
