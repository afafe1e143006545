"""What a rule of the self-check is, and where all of them are kept: `RULES`, in the order suggestions are offered."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.selfcheck.answers import Her

Holds = Callable[[Her], bool]


class Contact(StrEnum):
    """When she talks with her midwife or doctor, soonest first. There is no "not needed"."""

    TODAY = "vandaag"
    THIS_WEEK = "deze_week"
    NEXT = "volgende"


@dataclass(frozen=True, slots=True)
class NamedRule:
    """One rule: the signals it looks for, the suggestion it gives (none: only when to call), when to call."""

    name: str
    signals: tuple[str, ...]
    tip: str
    contact: Contact
    first: bool  # before everything she asked help for
    says: str  # for midwives
    holds: Holds


RULES: dict[str, NamedRule] = {}


def rule(
    *signals: str, tip: str = "", contact: Contact = Contact.NEXT, first: bool = False
) -> Callable[[Holds], Holds]:
    """Registers the function under its name; its docstring is what midwives read."""

    def named(holds: Holds) -> Holds:
        says = " ".join((holds.__doc__ or "").split())
        RULES[holds.__name__] = NamedRule(holds.__name__, signals, tip, contact, first, says, holds)
        return holds

    return named
