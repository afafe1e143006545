"""A check as a flow: one way to ask, skip, explain, go back and resume, whatever the questions are about. Pure."""

from collections.abc import Iterator
from typing import Final

from bot.content.flows import Answer, Flow, Route, Step, StepKind
from bot.content.questions import AUDIENCES, HELP, KEPT, OWNER, TRIMESTERS, Check, CheckQuestion
from bot.model import AnswerKind

FITS: Final = "_past"  # the step before a question that is not for everybody
END: Final = "einde"
# The @rule that holds for who is *not* asked.
NOT_FOR: Final = {
    "kinderwens": "wil_zwanger_worden",
    "zwanger": "is_zwanger",
    "partner": "is_partner",
    "onbekend": "situatie_onbekend",
    "1": "eerste_trimester",
    "2": "tweede_trimester",
    "3": "derde_trimester",
}
NOT_HERE: Final = "niet_hier"
YES_NO: Final = (Answer("ja", label="ui#ja"), Answer("nee", label="ui#nee"))


def as_flow(check: Check) -> Flow:
    """Each question, after it the question for help where its answer was hard; before it whom it is for."""
    questions = tuple(check.questions.values())
    after = [*(_entry(question) for question in questions[1:]), END]
    made = (step for question, then in zip(questions, after, strict=True) for step in _steps(question, then))
    end = Step(END, StepKind.CHOOSE, ends=True)
    steps = {step.id: step for step in (*made, end)}
    return Flow(f"{OWNER}{check.id}", _entry(questions[0]) if questions else END, steps)


def _steps(question: CheckQuestion, then: str) -> Iterator[Step]:
    if rules := _rules(question):
        routes = (*(Route(rule, then) for rule in rules), Route("", question.id))
        yield Step(f"{question.id}{FITS}", StepKind.CHOOSE, routes=routes)
    yield Step(
        question.id,
        StepKind.ASK,
        answers=tuple(_answers(question, then)),
        next=then,
        keep=question.keep,
        explains=True,
        skip_first=question.sensitive,
    )
    if question.offers_help:
        asked = f"{question.id}{HELP}"
        kind = AnswerKind.YES_NO
        yield Step(
            asked,
            StepKind.ASK,
            kind,
            YES_NO,
            next=then,
            keep=f"{KEPT}{asked}",
            explains=True,
            skip_first=question.sensitive,
        )


def _answers(question: CheckQuestion, then: str) -> Iterator[Answer]:
    for answer in question.answers:
        hard = answer.signal and question.offers_help
        yield Answer(answer.id, f"{question.id}{HELP}" if hard else then, answer.action)


def _entry(question: CheckQuestion) -> str:
    return f"{question.id}{FITS}" if _rules(question) else question.id


def _rules(question: CheckQuestion) -> tuple[str, ...]:
    """Names of rules that pass this question by."""
    absent = [name for name in AUDIENCES if name not in question.audience]
    if "zwanger" in question.audience:
        absent += [name for name in TRIMESTERS if name not in question.trimesters]
    here = (NOT_HERE,) if question.sensitive else ()
    needless = (question.skip_if,) if question.skip_if else ()
    return (*needless, *here, *(NOT_FOR[name] for name in absent))
