"""What the step she stands on asks, offers and leads to: by its file, or by the script whose name its flow has."""

from datetime import date

from bot.content.choices import answers
from bot.content.flows import Answer, Step, StepKind
from bot.content.questions import flow_owner
from bot.content.schema import Library
from bot.dialogue.draft import Draft
from bot.dialogue.rules import ACTIONS, CHECKS, RULES
from bot.dialogue.scripts import SCRIPTS
from bot.dialogue.scripts.script import ABOUT, Beat, Here
from bot.model import AnswerKind, Frame, Option, Values
from bot.pregnancy import weeks_pregnant

FREE = (AnswerKind.NUMBER, AnswerKind.DATE, AnswerKind.TEXT, AnswerKind.OWN_WORDS)


def first(draft: Draft, flow: str) -> Frame:
    """Where a flow begins."""
    begun = SCRIPTS[flow].begin(draft) if flow in SCRIPTS else ""
    return Frame(flow, begun or draft.library.flows[flow].begin)


def current(draft: Draft) -> Step:
    frame = draft.state.stack[-1]
    return draft.library.flows[frame.flow].steps[written(frame.step)]


def was_started(draft: Draft) -> bool:
    """The flow below started this one, rather than being interrupted by it."""
    below = draft.state.stack[-2:-1]
    begun = (step.start for frame in below for step in draft.library.flows[frame.flow].steps.values())
    return draft.state.stack[-1].flow in begun


def exists(library: Library, frame: Frame) -> bool:
    step = written(frame.step)
    known = frame.flow not in SCRIPTS or step in SCRIPTS[frame.flow].beats
    return known and frame.flow in library.flows and step in library.flows[frame.flow].steps


def written(step: str) -> str:
    """The step as its file has it, whatever a script says it is about."""
    return step.partition(ABOUT)[0]


def text_of(frame: Frame, part: str) -> str:
    return f"{flow_owner(frame.flow)}#{written(frame.step)}.{part}"


def options(draft: Draft) -> tuple[Option, ...]:
    """The answers on offer; skip and why come with every question."""
    if beat := _beat(draft):
        return beat.options(_here(draft))
    frame = draft.state.stack[-1]
    return answers(flow_owner(frame.flow), current(draft))


def values(draft: Draft) -> Values:
    """What fills the placeholders of its words. Every flow may name `weken`."""
    if beat := _beat(draft):
        return beat.values(_here(draft))
    due = draft.answer_to("uitgerekend")
    return (("weken", str(weeks_pregnant(date.fromisoformat(due), draft.today))),) if due else ()


def is_returned_to(draft: Draft) -> bool:
    """Whether going back, or an old button, may lead here again. Never to a yes, nor past a PIN."""
    beat = _beat(draft)
    return current(draft).answer_kind is not AnswerKind.CONSENT and (beat is None or beat.returns)


def accepts(draft: Draft, given: tuple[str, ...]) -> bool:
    """Only answers on offer, and only values its check lets through; old buttons may bring others."""
    step, beat = current(draft), _beat(draft)
    if step.answer_kind not in FREE:
        if not on_offer(draft, given):
            return False
    elif beat and not beat.fits(_here(draft), given[0]):
        return False
    return not step.check or CHECKS[step.check](given[0], draft.today)


def on_offer(draft: Draft, given: tuple[str, ...]) -> bool:
    return bool(given) and {option.id for option in options(draft)}.issuperset(given)


def answered(draft: Draft, given: tuple[str, ...]) -> tuple[Draft, str]:
    """Keep an answer and do what it asks; and the step after it."""
    if beat := _beat(draft):
        return beat.go(_here(draft), given)
    step = current(draft)
    chosen = next((a for a in step.answers if a.id in given), Answer(""))
    draft = draft.keeping(step.keep, ",".join(given)) if step.keep else draft
    return _acting(draft, chosen.action or step.action), chosen.next or step.next


def skipped(draft: Draft) -> tuple[Draft, str]:
    """Where answers lead apart, skipping takes the last, most declining way."""
    if beat := _beat(draft):
        return beat.go(_here(draft), ())
    step = current(draft)
    return draft.without_answer(step.keep), step.next or (step.answers[-1].next if step.answers else "")


def passed(draft: Draft) -> tuple[Draft, str]:
    """A step that asks nothing: the draft once it has said its words, and the step after it."""
    step = current(draft)
    if step.kind is StepKind.CHOOSE:
        holds = (r.next for r in step.routes if not r.rule or RULES[r.rule](draft.state, draft.today))
        return draft, next(holds, step.next)
    draft = draft.saying(text_of(draft.state.stack[-1], "zeg"), *values(draft))
    if beat := _beat(draft):
        return beat.go(_here(draft), ())
    return _acting(draft, step.action), step.next


def _acting(draft: Draft, name: str) -> Draft:
    return ACTIONS[name](draft) if name else draft


def _beat(draft: Draft) -> Beat | None:
    frame = draft.state.stack[-1]
    script = SCRIPTS.get(frame.flow)
    return script.beats[written(frame.step)] if script else None


def _here(draft: Draft) -> Here:
    frame = draft.state.stack[-1]
    return Here(draft, frame.flow, current(draft), frame.step.partition(ABOUT)[2])
