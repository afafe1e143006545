"""The question for a day that waits quietly behind an urgent text: a day she types right after it is its answer."""

from bot.content.flows import StepKind
from bot.content.schema import Library
from bot.dialogue import flow, safety, steps
from bot.dialogue.draft import Draft
from bot.model import AnswerKind, Conversation, Meaning, Question, Source


def question(state: Conversation, library: Library) -> Question | None:
    """The one that waits, also behind the question who cares for her; None when none does."""
    if not state.stack or (state.open and state.open.id != safety.CARE_QUESTION):
        return None
    frame = state.stack[-1]
    if not steps.exists(library, frame):
        return None
    step = library.flows[frame.flow].steps[steps.written(frame.step)]
    if step.kind is not StepKind.ASK or step.answer_kind is not AnswerKind.DATE:
        return None
    return Question(steps.text_of(frame, "vraag"), 0, AnswerKind.DATE)


def is_answered(draft: Draft, meaning: Meaning) -> bool:
    """By a day it can use; another may be about anything: "it began yesterday"."""
    waits = meaning.source is Source.DATE and question(draft.state, draft.library) is not None
    return waits and steps.accepts(draft, meaning.answer)


def take(draft: Draft, values: tuple[str, ...]) -> Draft:
    """Keep the day and go on; while we must know who cares for her, that is asked again first."""
    taken = flow.take(draft, values)
    return safety.ask_care(taken) if safety.waits_for_care(draft.state) else flow.run(taken)
