"""What she told in the self-check, line by line, for the summary she may make of it. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.content.questions import HELP, KEPT, Check, CheckQuestion
from bot.content.schema import Library
from bot.selfcheck.answers import CHECK


class ToldPart(StrEnum):
    """Where a line belongs; the values are those of `bot.summary.Part`."""

    HELP = "hulp"
    STRENGTH = "kracht"
    ANSWER = "zelfcheck"


@dataclass(frozen=True, slots=True)
class Told:
    """One line, as text ids. `words` is what stands on it; `question` and `answer` are what it comes from."""

    id: str  # her answer's key: `check.geld`, `check.geld_hulp`, `zorg`
    part: ToldPart
    question: str
    answer: str
    words: str
    sensitive: bool


def told(answers: Mapping[str, str], library: Library) -> tuple[Told, ...]:
    """Everything she answered that still exists: help she wants, then strengths, then other answers."""
    check = library.checks.get(CHECK)
    lines = (
        [line for question in check.questions.values() for line in _lines(question, answers, check)] if check else []
    )
    return tuple(line for part in ToldPart for line in lines if line.part is part)


def _lines(question: CheckQuestion, answers: Mapping[str, str], check: Check) -> Iterator[Told]:
    answer = question.answer(answers.get(question.keep, ""))
    if answer is None or not question.told:
        return
    asked, said = check.text(f"{question.id}.vraag"), check.text(f"{question.id}.{answer.id}")
    if answer.strength:
        yield Told(question.keep, ToldPart.STRENGTH, asked, said, f"{said}.kracht", question.sensitive)
    else:
        because = f"{said}.omdat" if answer.signal else said
        yield Told(question.keep, ToldPart.ANSWER, asked, said, because, question.sensitive)
    key = f"{KEPT}{question.id}{HELP}"
    if answer.signal and answers.get(key) == "ja":
        help_asked, about = check.text(f"{question.id}{HELP}.vraag"), check.text(f"{question.id}.kort")
        yield Told(key, ToldPart.HELP, help_asked, "ui#ja", about, question.sensitive)
