"""The practice whose poster she came by: remembered by its code, and let go when she says so."""

from dataclasses import replace
from datetime import date
from typing import Final

from bot.content.urgent import PRACTICE_NAME, PRACTICE_NUMBER, URGENT
from bot.dialogue import flow, menu
from bot.dialogue.draft import Draft
from bot.model import EventKind, Meaning, Say, Turn
from bot.practice import Practice

CAME: Final = "praktijk"  # what a poster's link or keyword means; nobody says it in other words
CAME_BY: Final = "ui#praktijk.gekomen"
CAME_BY_WITHOUT_NUMBER: Final = "ui#praktijk.zonder_nummer"


def came_by(draft: Draft, meaning: Meaning) -> Draft:
    """Remember it. After a stop only the link does, for it begins again; a word on a poster does not."""
    if not meaning.practice or (draft.state.stopped and not meaning.resumes):
        return draft
    return draft.with_state(practice=meaning.practice)


def greet(draft: Draft, meaning: Meaning) -> Draft:
    """Say which practice it is, and that she can say it is not hers."""
    if draft.state.stopped:
        draft = draft.with_state(stopped=False).noting(EventKind.RESUMED).saying("ui#weer_begonnen")
    draft = draft.saying(CAME_BY)
    return flow.resume(draft) if draft.state.stack else menu.show(draft)


def let_go(draft: Draft, meaning: Meaning) -> Draft:
    text = "ui#praktijk.weg" if draft.state.practice else "ui#praktijk.geen"
    return draft.with_state(practice="").saying(text)


def named(turn: Turn, practice: Practice | None, today: date) -> Turn:
    """The turn with its practice's name and number in the texts that give them.

    None: it is unknown or was removed. A number nobody confirmed for long is not said: the usual words stand alone.
    """
    if not any(_gives(say) for say in turn.says):
        return turn
    says = (_worded(say, practice, today) if _gives(say) else say for say in turn.says)
    return replace(turn, says=tuple(say for say in says if say))


def _gives(say: Say) -> bool:
    return say.text == CAME_BY or (say.text.startswith(URGENT) and "#" not in say.text)


def _worded(say: Say, practice: Practice | None, today: date) -> Say | None:
    if practice is None:
        return None if say.text == CAME_BY else say
    name, number = (PRACTICE_NAME, practice.name), (PRACTICE_NUMBER, practice.shown_number)
    if practice.is_confirmed(today):
        return replace(say, values=(*say.values, name, number))
    return replace(say, text=CAME_BY_WITHOUT_NUMBER, values=(name,)) if say.text == CAME_BY else say
