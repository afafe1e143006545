"""The self-check: from her answers to what goes well, at most three suggestions, and when to call. Pure.

Nothing here counts, ranks or labels her: there is no level, score, total or colour. Suggestions come from named rules
(`rules.py`), each of which a midwife can read. Whether this needs a medical-device review is an open question.
"""

from bot.selfcheck import rules as _rules  # noqa: F401 - registers them
from bot.selfcheck.answers import (
    AWAITED,
    CHECK,
    CHECK_FLOWS,
    COMPLAINT,
    LINKED,
    Her,
    Situation,
    is_kept_here,
    listen,
    private,
    situation,
)
from bot.selfcheck.named import RULES, Contact, NamedRule
from bot.selfcheck.outcome import MOST, Outcome, Suggestion, outcome
from bot.selfcheck.telling import Told, ToldPart, told

__all__ = [
    "AWAITED",
    "CHECK",
    "CHECK_FLOWS",
    "COMPLAINT",
    "LINKED",
    "MOST",
    "RULES",
    "Contact",
    "Her",
    "NamedRule",
    "Outcome",
    "Situation",
    "Suggestion",
    "Told",
    "ToldPart",
    "is_kept_here",
    "listen",
    "outcome",
    "private",
    "situation",
    "told",
]
