"""Walking through a flow: steps say, ask, choose or start another. What a step holds is asked of `steps`."""

from dataclasses import replace
from typing import Final

from bot.content.choices import SKIP, WHY, around
from bot.content.flows import StepKind
from bot.content.questions import flow_owner
from bot.dialogue import steps
from bot.dialogue.draft import Draft
from bot.errors import ContentBroken
from bot.model import AnswerKind, Asked, EventKind

MAX_STEPS_PER_TURN: Final = 50
BACK: Final = "_back"
ASKED_KEPT: Final = 20
SIMPLER: Final = "makkelijker.zeg"  # of a flow that asks consent


def start(draft: Draft, flow: str) -> Draft:
    """Begin a flow on top of whatever is under way; when it ends, that goes on. One under way itself begins again."""
    frame = steps.first(draft, flow)
    others = (other for other in draft.state.stack if other.flow != flow)
    draft = draft.with_state(stack=(*others, frame), unknown=0)
    return run(draft.noting(EventKind.FLOW_STARTED, flow))


def run(draft: Draft) -> Draft:
    """Take steps until one asks something or nothing is left to do. Raises ContentBroken on an endless loop."""
    for _ in range(MAX_STEPS_PER_TURN):
        if not draft.state.stack:
            return draft
        if steps.current(draft).kind is StepKind.ASK:
            return ask(draft)
        draft = _pass(draft)
    raise ContentBroken(f"flow loops: {draft.state.stack[-1].flow}")


def ask(draft: Draft) -> Draft:
    """Put the current step's question, again if need be, with a fresh instance."""
    frame, step = draft.state.stack[-1], steps.current(draft)
    options = around(step, steps.options(draft))
    draft = draft.asking(steps.text_of(frame, "vraag"), options, step.answer_kind, steps.values(draft))
    if not steps.is_returned_to(draft):
        return draft  # an old button never consents, and nothing is corrected into consent
    asked = Asked(draft.state.instance, frame.flow, frame.step)
    earlier = tuple(a for a in draft.state.asked if (a.flow, a.step) != (frame.flow, frame.step))
    return draft.with_state(asked=(*earlier, asked)[-ASKED_KEPT:])


def resume(draft: Draft) -> Draft:
    """After an interruption: the flow's question comes last, again."""
    return run(draft.saying("ui#verder_met")) if draft.state.stack else draft


def answer(draft: Draft, values: tuple[str, ...]) -> Draft:
    """Take an answer to the current question: check, keep, act, go on."""
    if values == (SKIP,):
        return skip(draft)
    if values == (WHY,):
        return explain(draft)
    if values == (BACK,):
        return back(draft)
    if not steps.accepts(draft, values):
        return refuse(draft)
    return run(take(draft, values))


def take(draft: Draft, values: tuple[str, ...]) -> Draft:
    """Keep an answer we can use, do what it asks, and stand on the step after it."""
    noted = draft.with_state(unknown=0, last="", page=0).noting(EventKind.QUESTION_ANSWERED, _name(draft))
    draft, after = steps.answered(noted, values)
    return _go(draft.retiring(), after)


def refuse(draft: Draft) -> Draft:
    """An answer we cannot use: say how to answer, and ask again; about consent the second time in simpler words."""
    frame = draft.state.stack[-1]
    simpler = [f"{flow_owner(frame.flow)}#{SIMPLER}"] if asks_consent(draft) and draft.state.unknown > 1 else []
    known = [text for text in (*simpler, steps.text_of(frame, "fout")) if text in draft.library.texts]
    return ask(draft.saying(known[0] if known else _FALLBACK.get(steps.current(draft).answer_kind, "ui#kies_uit")))


def skip(draft: Draft) -> Draft:
    """Every question can be skipped."""
    noted = draft.with_state(unknown=0, last="", page=0).noting(EventKind.QUESTION_SKIPPED, _name(draft))
    draft, after = steps.skipped(noted)
    return run(_go(draft.retiring(), after))


def explain(draft: Draft) -> Draft:
    return ask(explained(draft))


def explained(draft: Draft) -> Draft:
    """Why the current question is asked, without asking it again."""
    text = steps.text_of(draft.state.stack[-1], "uitleg")
    return draft.saying(text if text in draft.library.texts else "ui#geen_uitleg")


def back(draft: Draft) -> Draft:
    """The question before this one, also of the flow that started this one; before the first, the flow is left."""
    frame = draft.state.stack[-1]
    earlier = [a for a in draft.state.asked if a.flow == frame.flow and a.step != frame.step]
    if not earlier:
        return back(draft.with_state(stack=draft.state.stack[:-1])) if steps.was_started(draft) else leave(draft)
    kept = tuple(a for a in draft.state.asked if a.instance < earlier[-1].instance)
    return ask(_at(draft.with_state(asked=kept), earlier[-1].step))


def correct(draft: Draft, asked: Asked, values: tuple[str, ...]) -> Draft:
    """An older button of the flow under way: that answer is changed, and the flow goes on from there."""
    kept = tuple(a for a in draft.state.asked if a.instance <= asked.instance)
    draft = _at(draft.with_state(asked=kept), asked.step)
    return answer(draft, values) if steps.on_offer(draft, values) else ask(draft)


def leave(draft: Draft) -> Draft:
    """Out of this flow; one that it interrupted goes on."""
    draft = draft.retiring().with_state(stack=draft.state.stack[:-1], asked=())
    return run(draft.saying("ui#gestopt_met_vragen"))


def waits(draft: Draft) -> bool:
    """A flow is under way, and another question than its own is open, or none: it waits behind an urgent text, say."""
    return bool(draft.state.stack) and not (draft.state.open and is_asking(draft, draft.state.open.id))


def asks_consent(draft: Draft) -> bool:
    """The flow stands on a question for consent, whose words are hers to weigh: it is never taken away unanswered."""
    return bool(draft.state.stack) and steps.current(draft).answer_kind is AnswerKind.CONSENT


def is_asking(draft: Draft, text: str) -> bool:
    """The question is the one the flow stands on: content or the flow may have moved on since it was asked."""
    return bool(draft.state.stack) and text == steps.text_of(draft.state.stack[-1], "vraag")


_FALLBACK = {
    AnswerKind.DATE: "ui#geen_datum",
    AnswerKind.NUMBER: "ui#geen_getal",
}


def _pass(draft: Draft) -> Draft:
    """A step that asks nothing."""
    step = steps.current(draft)
    if step.kind is not StepKind.START:
        return _go(*steps.passed(draft))
    inner = steps.first(draft, step.start)
    draft = _go(draft, step.next)
    return draft.with_state(stack=(*draft.state.stack, inner)).noting(EventKind.FLOW_STARTED, step.start)


def _go(draft: Draft, step: str) -> Draft:
    """To a step of the same flow, or out of it when there is none; a warning sign may have let everything go."""
    if not draft.state.stack:
        return draft
    if step:
        return _at(draft, step)
    ended = draft.state.stack[-1].flow
    return draft.with_state(stack=draft.state.stack[:-1]).noting(EventKind.FLOW_FINISHED, ended)


def _at(draft: Draft, step: str) -> Draft:
    frame = replace(draft.state.stack[-1], step=step)
    return draft.with_state(stack=(*draft.state.stack[:-1], frame))


def _name(draft: Draft) -> str:
    """The step for counters: never what a script says it is about."""
    frame = draft.state.stack[-1]
    return f"{frame.flow}.{steps.written(frame.step)}"
