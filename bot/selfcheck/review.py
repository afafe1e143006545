"""The self-check as clinicians read it: every question, every rule, and why a rule held for her answers. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.content import facts
from bot.content.library import DUTCH, fact_words
from bot.content.questions import HELP, KEPT, Check, CheckQuestion
from bot.content.schema import Library
from bot.selfcheck.answers import CHECK, COMPLAINT, Her, listen
from bot.selfcheck.named import RULES, NamedRule
from bot.selfcheck.outcome import Outcome, held, outcome, reasons

OPEN_QUESTION: Final = (
    "Of dit als medisch hulpmiddel beoordeeld moet worden (MDR 2017/745), is een open vraag. Niemand heeft die vraag "
    "nog beantwoord. Dit document is geen klinische richtlijn; de regels zijn niet getoetst bij cliënten."
)
NO_RANKING: Final = (
    "De zelfcheck telt niets en deelt niemand in. Er is geen score, geen niveau en geen kleur. Regels kiezen hooguit "
    "drie tips bij haar eigen antwoorden: eerst wat niet kan wachten, dan waar zij hulp bij wil, dan de rest. Een tip "
    "waar zij geen hulp bij wil, blijft meestal weg. Elke uitkomst eindigt met: bel altijd als je je zorgen maakt."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: for whom, and each answer with what it gives."""

    id: str
    words: str
    audience: str
    sensitive: bool
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """One rule: the answers it looks at, its explanation, its suggestion, the facts of that, and when to call."""

    name: str
    looks_at: tuple[str, ...]
    says: str
    tip: str
    facts: tuple[str, ...]
    contact: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A rule that looked at her answers: whether it held, and whether its suggestion is among hers."""

    ruled: Ruled
    because: tuple[str, ...]
    held: bool
    suggested: bool


def questions(library: Library) -> tuple[Asked, ...]:
    check = library.checks[CHECK]
    return tuple(_asked(question, check, library) for question in check.questions.values())


def rules(library: Library) -> tuple[Ruled, ...]:
    return tuple(_ruled(named, library) for named in RULES.values())


def weighed(answers: Mapping[str, str], library: Library, today: date) -> tuple[Weighed, ...]:
    """Every rule that had something to look at, in the order of the rules."""
    check = library.checks[CHECK]
    her = listen(answers, check, today)
    suggested = {one.rule for one in outcome(her, check).suggestions}
    return tuple(
        Weighed(_ruled(named, library), _because(named, her, library), held(named, her), named.name in suggested)
        for named in RULES.values()
        if reasons(named, her) or (not named.signals and held(named, her))
    )


def told_in_words(found: Outcome, library: Library) -> Iterator[str]:
    """What she is told, in Dutch."""
    strengths = ", ".join(_words(text, library) for text in found.strengths)
    if strengths:
        yield _words(library.checks[CHECK].text("zin.goed"), library, {"krachten": strengths})
    for one in found.suggestions:
        yield _words(one.tip, library, {"omdat": _words(one.because, library)})
    always = _words(library.checks[CHECK].text("zin.altijd"), library)
    yield _words(found.contact, library, {"altijd": always})


def unknown(answers: Mapping[str, str], check: Check) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What no question, or no answer to it, is called: the wrong word, and what could have been meant."""
    known = {question.keep: tuple(one.id for one in question.answers) for question in check.questions.values()}
    helped = (question.id for question in check.questions.values() if question.offers_help)
    known |= {f"{KEPT}{name}{HELP}": ("ja", "nee") for name in helped} | {COMPLAINT: ("ja", "nee")}
    for key, value in answers.items():
        if key.startswith(KEPT) and key not in known:
            yield key.removeprefix(KEPT), tuple(name.removeprefix(KEPT) for name in known)
        elif key in known and value not in known[key]:
            yield value, known[key]


def _asked(question: CheckQuestion, check: Check, library: Library) -> Asked:
    said = tuple(_answer(question, one.id, check, library) for one in question.answers)
    weeks = "" if len(question.trimesters) == 3 else f", trimester {' en '.join(question.trimesters)}"
    words = _words(check.text(f"{question.id}.vraag"), library)
    return Asked(question.id, words, f"{', '.join(question.audience)}{weeks}", question.sensitive, said)


def _answer(question: CheckQuestion, name: str, check: Check, library: Library) -> str:
    answer = question.answer(name)
    words = _words(check.text(f"{question.id}.{name}"), library)
    if answer is None or not (answer.signal or answer.strength):
        return words
    return f"{words} ({f'signaal {answer.signal}' if answer.signal else 'kracht'})"


def _ruled(named: NamedRule, library: Library) -> Ruled:
    check = library.checks[CHECK]
    tip = check.tips.get(named.tip)
    words = _words(check.text(f"tip.{named.tip}"), library, {"omdat": "[Je zei dat …]"}) if tip else ""
    contact = named.contact.replace("_", " ")
    return Ruled(named.name, tuple(_signals(named, library)), named.says, words, tip.facts if tip else (), contact)


def _signals(named: NamedRule, library: Library) -> Iterator[str]:
    check = library.checks[CHECK]
    for question in check.questions.values():
        for one in question.answers:
            if one.signal in named.signals:
                yield _said(f"{question.id}.{one.id}", library)


def _because(named: NamedRule, her: Her, library: Library) -> tuple[str, ...]:
    return tuple(_said(part, library) for part in reasons(named, her))


def _said(part: str, library: Library) -> str:
    """`geld.krap` → the question and the answer, in words."""
    check = library.checks[CHECK]
    asked = _words(check.text(f"{part.partition('.')[0]}.vraag"), library)
    return f"{asked} – {_words(check.text(part), library)}"


def _words(text_id: str, library: Library, values: Mapping[str, str] | None = None) -> str:
    """Dutch words with facts and the given values filled in."""

    def value(inside: str) -> str:
        name = inside.removeprefix(facts.FACT_PREFIX)
        return fact_words(library, name, DUTCH).words if name in library.facts else (values or {}).get(inside, "…")

    return facts.fill(library.texts[text_id].words, value)
