"""What comes of her answers: strengths first, at most three suggestions, when to call. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.content.questions import Check
from bot.selfcheck.answers import Her
from bot.selfcheck.named import RULES, Contact, NamedRule

MOST: Final = 3  # suggestions; more would bury the first


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One tip: its text id, the text id of the reason in her own answer's words, and a topic to read on in."""

    rule: str
    tip: str
    because: str
    topic: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What she is told. All are text ids but `fired`: the names of all rules that held, for clinicians."""

    strengths: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
    contact: str
    fired: tuple[str, ...]


def outcome(her: Her, check: Check) -> Outcome:
    """Strengths, suggestions and contact. The contact follows all rules that held, also those not among the three."""
    fired = [named for named in RULES.values() if held(named, her)]
    tips = {named.tip: named for named in reversed(_first_wanted(fired, her)) if named.tip in check.tips}
    chosen = [named for named in _first_wanted(fired, her) if tips.get(named.tip) is named][:MOST]
    who = "zwanger" if her.pregnant else "anders"
    return Outcome(
        strengths=tuple(check.text(f"{part}.kracht") for part in her.strengths),
        suggestions=tuple(_suggestion(named, her, check) for named in chosen),
        contact=check.text(f"contact.{who}.{_soonest(fired)}"),
        fired=tuple(named.name for named in fired),
    )


def reasons(named: NamedRule, her: Her) -> tuple[str, ...]:
    """The answers, `<question>.<answer>`, that made this rule look."""
    return tuple(her.signals[signal] for signal in named.signals if signal in her.signals)


def held(named: NamedRule, her: Her) -> bool:
    return (not named.signals or her.says(*named.signals)) and named.holds(her)


def _first_wanted(fired: Iterable[NamedRule], her: Her) -> list[NamedRule]:
    """What cannot wait; then where she asked for help; then the rest, each in the order of the rules."""
    return sorted(fired, key=lambda named: (not named.first, not (named.first or _wanted(named, her))))


def _wanted(named: NamedRule, her: Her) -> bool:
    return any(her.wants_help(reason.partition(".")[0]) for reason in reasons(named, her))


def _soonest(fired: Iterable[NamedRule]) -> Contact:
    asked = {named.contact for named in fired}
    return next((contact for contact in Contact if contact in asked), Contact.NEXT)


def _suggestion(named: NamedRule, her: Her, check: Check) -> Suggestion:
    because = check.text(f"{reasons(named, her)[0]}.omdat")
    return Suggestion(named.name, check.text(f"tip.{named.tip}"), because, check.tips[named.tip].topic)
