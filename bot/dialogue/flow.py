"""Walking through a flow: steps say, ask, choose or start another. Routing only; words and rules live elsewhere."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from bot.content.schema import Answer, Step, StepKind
from bot.dialogue.draft import Draft
from bot.dialogue.rules import ACTIONS, CHECKS, RULES
from bot.errors import ContentBroken
from bot.model import AnswerKind, Asked, EventKind, Frame, Option
from bot.pregnancy import weeks_pregnant

MAX_STEPS_PER_TURN: Final = 50
SKIP: Final = "_skip"
WHY: Final = "_why"
BACK: Final = "_back"
ASKED_KEPT: Final = 20


def start(draft: Draft, flow: str) -> Draft:
    """Begin a flow on top of whatever is under way; when it ends, that goes on. One under way itself begins again."""
    frame = Frame(flow, draft.library.flows[flow].begin)
    others = (other for other in draft.state.stack if other.flow != flow)
    draft = draft.with_state(stack=(*others, frame), unknown=0)
    return run(draft.noting(EventKind.FLOW_STARTED, flow))


def run(draft: Draft) -> Draft:
    """Take steps until one asks something or nothing is left to do. Raises ContentBroken on an endless loop."""
    for _ in range(MAX_STEPS_PER_TURN):
        if not draft.state.stack:
            return draft
        step = current(draft)
        if step.kind is StepKind.ASK:
            return ask(draft)
        draft = _pass(draft, step)
    raise ContentBroken(f"flow loops: {draft.state.stack[-1].flow}")


def current(draft: Draft) -> Step:
    frame = draft.state.stack[-1]
    return draft.library.flows[frame.flow].steps[frame.step]


def ask(draft: Draft) -> Draft:
    """Put the current step's question, again if need be, with a fresh instance."""
    frame, step = draft.state.stack[-1], current(draft)
    draft = draft.asking(text_of(frame, "vraag"), _options(frame, step), step.answer_kind)
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
    if not accepts(draft, values):
        return refuse(draft)
    return run(take(draft, values))


def take(draft: Draft, values: tuple[str, ...]) -> Draft:
    """Keep an answer we can use, do what it asks, and stand on the step after it."""
    frame, step = draft.state.stack[-1], current(draft)
    if step.keep:
        draft = draft.keeping(step.keep, ",".join(values))
    chosen = _chosen(step, values)
    draft = draft.with_state(unknown=0).noting(EventKind.QUESTION_ANSWERED, f"{frame.flow}.{frame.step}")
    return _go(_acting(draft, chosen.action or step.action).retiring(), chosen.next or step.next)


def refuse(draft: Draft) -> Draft:
    """An answer we cannot use: say how to answer, and ask again."""
    frame, step = draft.state.stack[-1], current(draft)
    text = text_of(frame, "fout")
    known = text in draft.library.texts
    return ask(draft.saying(text if known else _FALLBACK.get(step.answer_kind, "ui#kies_uit")))


def skip(draft: Draft) -> Draft:
    """Every question can be skipped; where answers lead apart, skipping takes the last, most declining way."""
    frame, step = draft.state.stack[-1], current(draft)
    draft = draft.without_answer(step.keep)
    draft = draft.with_state(unknown=0).noting(EventKind.QUESTION_SKIPPED, f"{frame.flow}.{frame.step}").retiring()
    return run(_go(draft, step.next or (step.answers[-1].next if step.answers else "")))


def explain(draft: Draft) -> Draft:
    text = text_of(draft.state.stack[-1], "uitleg")
    return ask(draft.saying(text if text in draft.library.texts else "ui#geen_uitleg"))


def back(draft: Draft) -> Draft:
    """The question before this one; before the first, the flow is left."""
    frame = draft.state.stack[-1]
    earlier = [a for a in draft.state.asked if a.flow == frame.flow and a.step != frame.step]
    if not earlier:
        return leave(draft)
    kept = tuple(a for a in draft.state.asked if a.instance < earlier[-1].instance)
    return ask(_at(draft.with_state(asked=kept), earlier[-1].step))


def correct(draft: Draft, asked: Asked, values: tuple[str, ...]) -> Draft:
    """An older button of the flow under way: that answer is changed, and the flow goes on from there."""
    kept = tuple(a for a in draft.state.asked if a.instance <= asked.instance)
    draft = _at(draft.with_state(asked=kept), asked.step)
    return answer(draft, values) if _on_offer(draft, values) else ask(draft)


def leave(draft: Draft) -> Draft:
    """Out of this flow; one that it interrupted goes on."""
    draft = draft.retiring().with_state(stack=draft.state.stack[:-1], asked=())
    return run(draft.saying("ui#gestopt_met_vragen"))


def is_asking(draft: Draft, text: str) -> bool:
    """The question is the one the flow stands on: content or the flow may have moved on since it was asked."""
    return bool(draft.state.stack) and text == text_of(draft.state.stack[-1], "vraag")


def placeholders(draft: Draft) -> tuple[tuple[str, str], ...]:
    """Values any flow text may name: `weken`."""
    due = draft.answer_to("uitgerekend")
    return (("weken", str(weeks_pregnant(date.fromisoformat(due), draft.today))),) if due else ()


_FALLBACK = {
    AnswerKind.DATE: "ui#geen_datum",
    AnswerKind.NUMBER: "ui#geen_getal",
}


def _pass(draft: Draft, step: Step) -> Draft:
    frame = draft.state.stack[-1]
    if step.kind is StepKind.SAY:
        draft = draft.saying(text_of(frame, "zeg"), *placeholders(draft))
        return _go(_acting(draft, step.action), step.next)
    if step.kind is StepKind.START:
        inner = Frame(step.start, draft.library.flows[step.start].begin)
        draft = _go(draft, step.next)
        return draft.with_state(stack=(*draft.state.stack, inner)).noting(EventKind.FLOW_STARTED, step.start)
    return _go(draft, _route(draft, step))


def _route(draft: Draft, step: Step) -> str:
    holds = (r.next for r in step.routes if not r.rule or RULES[r.rule](draft.state, draft.today))
    return next(holds, step.next)


def _go(draft: Draft, step: str) -> Draft:
    """To a step of the same flow, or out of it when there is none."""
    if step:
        return _at(draft, step)
    ended = draft.state.stack[-1].flow
    return draft.with_state(stack=draft.state.stack[:-1]).noting(EventKind.FLOW_FINISHED, ended)


def _at(draft: Draft, step: str) -> Draft:
    frame = replace(draft.state.stack[-1], step=step)
    return draft.with_state(stack=(*draft.state.stack[:-1], frame))


def _acting(draft: Draft, name: str) -> Draft:
    return ACTIONS[name](draft) if name else draft


def _chosen(step: Step, values: tuple[str, ...]) -> Answer:
    return next((a for a in step.answers if a.id in values), Answer(""))


def accepts(draft: Draft, values: tuple[str, ...]) -> bool:
    """Only answers on offer, and only values its named check lets through; old buttons may bring others."""
    step = current(draft)
    free = step.answer_kind in (AnswerKind.NUMBER, AnswerKind.DATE, AnswerKind.TEXT)
    if not (free or _on_offer(draft, values)):
        return False
    return not step.check or CHECKS[step.check](values[0], draft.today)


def _on_offer(draft: Draft, values: tuple[str, ...]) -> bool:
    offered = {option.id for option in _options(draft.state.stack[-1], current(draft))}
    return bool(values) and offered.issuperset(values)


def _options(frame: Frame, step: Step) -> Iterable[Option]:
    answers = [Option(a.id, f"flows/{frame.flow}#{frame.step}.{a.id}") for a in step.answers]
    why = [Option(WHY, "ui#waarom")] if step.explains else []
    return [*answers, Option(SKIP, "ui#sla_over"), *why]


def text_of(frame: Frame, part: str) -> str:
    return f"flows/{frame.flow}#{frame.step}.{part}"
