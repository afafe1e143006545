"""How often her PIN may be tried: so many times a day, spent before it is compared. Pure."""

from dataclasses import replace
from typing import Final

from bot.dialogue.draft import Draft
from bot.model import Lock

TRIES: Final = 5  # a day


def spent(draft: Draft) -> Draft:
    """One try less, before it is compared: tries at once never share one."""
    lock = draft.state.lock
    return draft.with_state(lock=Lock(lock.kept, _tried(draft) + 1, draft.today)) if lock else draft


def given_back(draft: Draft) -> Draft:
    """It was right."""
    lock = draft.state.lock
    return draft.with_state(lock=replace(lock, tries=0)) if lock else draft


def are_left(draft: Draft) -> bool:
    return draft.state.lock is not None and _tried(draft) < TRIES


def _tried(draft: Draft) -> int:
    lock = draft.state.lock
    return lock.tries if lock and lock.day == draft.today else 0
