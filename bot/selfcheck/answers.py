"""What she answered, as rules look at it: signals, what helps her, and where she wants help. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.content.questions import HELP, KEPT, OWNER, Check, CheckAnswer, CheckQuestion
from bot.pregnancy import weeks_pregnant

CHECK: Final = "zelfcheck"
CHECK_FLOWS: Final = (CHECK, f"{OWNER}{CHECK}")  # around the questions, and the questions
COMPLAINT: Final = f"{KEPT}klacht"  # asked before the questions: calling comes first
LINKED: Final = f"{KEPT}pagina"  # she got a link to a page of her own for the rest
AWAITED: Final = f"{KEPT}pagina_komt"  # a link is being made; gone when she no longer wants it on her screen


class Situation(StrEnum):
    WISH = "kinderwens"
    PREGNANT = "zwanger"
    PARTNER = "partner"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Her:
    """One person's answers. `signals` holds the question and answer each signal came from, `geld.krap`."""

    situation: Situation
    weeks: int | None
    complaint: bool
    signals: Mapping[str, str]
    strengths: tuple[str, ...]  # `<question>.<answer>` of everything that goes well
    wants: frozenset[str]  # questions with "yes, I want help with this"
    declines: frozenset[str]  # questions with "no"

    @property
    def pregnant(self) -> bool:
        return self.situation is Situation.PREGNANT

    def says(self, *signals: str) -> bool:
        return any(signal in self.signals for signal in signals)

    def wants_help(self, question: str) -> bool:
        return question in self.wants

    def declines_help(self, question: str) -> bool:
        return question in self.declines

    @property
    def never_alone(self) -> bool:
        """There is always somebody who helps her."""
        return "steun.altijd" in self.strengths


def listen(answers: Mapping[str, str], check: Check, today: date) -> Her:
    """Her kept answers as rules see them. Answers to questions or options that are gone count as not given."""
    given = [(question, answer) for question in check.questions.values() if (answer := _given(question, answers))]
    hard = [(question, one) for question, one in given if one.signal]
    asked = [question.id for question, _ in hard if question.offers_help]
    helped = {name: answers.get(f"{KEPT}{name}{HELP}", "") for name in asked}
    return Her(
        situation=situation(answers),
        weeks=_weeks(answers, today),
        complaint=answers.get(COMPLAINT) == "ja",
        signals={one.signal: f"{question.id}.{one.id}" for question, one in hard},
        strengths=tuple(f"{question.id}.{one.id}" for question, one in given if one.strength),
        wants=frozenset(name for name, said in helped.items() if said == "ja"),
        declines=frozenset(name for name, said in helped.items() if said == "nee"),
    )


def situation(answers: Mapping[str, str]) -> Situation:
    told = answers.get("situatie", "")
    return Situation(told) if told in set(Situation) else Situation.UNKNOWN


def private(questions: Iterable[CheckQuestion]) -> tuple[str, ...]:
    """Ids of the questions that belong on a private page, and in a chat only when she chooses that."""
    return tuple(question.id for question in questions if question.sensitive)


def is_kept_here(key: str) -> bool:
    """An answer to the self-check; it goes after two days, whatever else she lets us keep."""
    return key.startswith(KEPT)


def _given(question: CheckQuestion, answers: Mapping[str, str]) -> CheckAnswer | None:
    return question.answer(answers.get(question.keep, ""))


def _weeks(answers: Mapping[str, str], today: date) -> int | None:
    due = answers.get("uitgerekend", "")
    return weeks_pregnant(date.fromisoformat(due), today) if due else None
