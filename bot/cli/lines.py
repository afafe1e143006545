"""What one line of `wiegwijzer understand` says: JSON in, JSON out, whatever is in it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from bot.model import OUT_OF_SCOPE, AnswerKind, Meaning, Option, Question, Reading
from bot.ports import Understander
from bot.pregnancy import weeks_pregnant
from bot.understanding.intents import OWN_WORDS, is_topic

_OPTIONS: Final = tuple(Option(str(number), "") for number in range(1, 6))


class Asked(StrEnum):
    """The question the lines answer."""

    YES_NO = "yesno"
    CHOICE = "choice5"
    DUE_DATE = "date"


_QUESTIONS: Final = {
    Asked.YES_NO: Question("vraag", 1, AnswerKind.YES_NO),
    Asked.CHOICE: Question("vraag", 1, AnswerKind.CHOICE, _OPTIONS),
    Asked.DUE_DATE: Question("uitgerekend.vraag", 1, AnswerKind.DATE),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """In which conversation the lines are said."""

    language: str
    today: date
    asked: Asked | None = None


def understood(lines: Iterable[str], understander: Understander, setting: Setting) -> Iterator[str]:
    """One JSON line for every line, in the same order; a line that is no JSON object counts as an empty message."""
    question = _QUESTIONS[setting.asked] if setting.asked else None
    for line in lines:
        reading = understander.read(_text(line))
        meaning = understander.interpret(reading, question, setting.language, setting.today)
        answer = {**_heard(meaning, reading, setting.language), **(_answered(meaning, setting) if question else {})}
        yield json.dumps(answer, ensure_ascii=False)


def _heard(meaning: Meaning, reading: Reading, language: str) -> dict[str, object]:
    intent = OUT_OF_SCOPE if meaning.intent in OWN_WORDS else meaning.intent or OUT_OF_SCOPE
    urgent = meaning.alarms[0] if meaning.alarms else None
    besides = [guess.intent for guess in meaning.others] if meaning.signs else []
    return {
        "intent": urgent if meaning.signs else intent,
        "topic": next(filter(is_topic, [intent, *besides]), None),
        "urgent": urgent,  # also when we only ask whether it is one: that question names the number to call
        "certainty": round(min(max(meaning.certainty, 0.0), 1.0), 3),
        "language": meaning.language or reading.language or language,
        "offered": list(replace(meaning, intent=intent).offered),
    }


def _answered(meaning: Meaning, setting: Setting) -> dict[str, object]:
    said = meaning.answer[0] if meaning.answer else None
    if said is None or setting.asked is not Asked.DUE_DATE:
        unsure = "weet-niet" if meaning.intent == "weet-niet" else None
        return {"answer": said or unsure, "due_date": None, "weeks": None}
    return {"answer": said, "due_date": said, "weeks": weeks_pregnant(date.fromisoformat(said), setting.today)}


def _text(line: str) -> str:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    text = found.get("text") if isinstance(found, dict) else None
    return text if isinstance(text, str) else ""
