"""Her own PIN: chosen, asked for, changed, or taken off again. The digits go into a task and nowhere else.

No step is returned to: going back from the question for her PIN, or an old button, would lead past it.
"""

import re
from typing import Final

from bot.dialogue import tries
from bot.dialogue.draft import Draft
from bot.dialogue.rules import is_zestien, says_old_enough
from bot.dialogue.scripts.script import Beat, Here, Script, Went
from bot.model import SetPin, TryPin

_DIGITS: Final = re.compile(r"[0-9]{4}")
_BETWEEN: Final = re.compile(r"[\s.\-]+")
NOTHING: Final = "ui#oke"  # is said when nothing changes
_ROWS: Final = ("0123456789", "9876543210")


def digits(typed: str) -> str:
    """The four digits she typed, in any script; empty when it is something else."""
    plain = "".join(str(int(one)) if one.isdecimal() else one for one in _BETWEEN.sub("", typed))
    return plain if _DIGITS.fullmatch(plain) else ""


def is_guessed_soon(pin: str) -> bool:
    """All alike, or in a row: what somebody tries first."""
    return len(set(pin)) == 1 or any(pin in row for row in _ROWS)


def _begin(draft: Draft) -> str:
    """Who has one gets here through it."""
    if draft.state.lock:
        return "anders"
    return "kies" if is_zestien(draft.state, draft.today) else "leeftijd"


def _age(here: Here, given: tuple[str, ...]) -> Went:
    """Younger, or not said: no PIN is kept."""
    return (says_old_enough(here.draft), "kies") if given == ("ja",) else (here.draft, "te_jong")


def _is_pin(here: Here, typed: str) -> bool:
    return bool(digits(typed))


def _is_new(here: Here, typed: str) -> bool:
    return bool(digits(typed)) and not is_guessed_soon(digits(typed))


def _chosen(here: Here, given: tuple[str, ...]) -> Went:
    return here.draft.doing(SetPin(digits(given[0]))) if given else here.draft.saying(NOTHING), ""


def _tried(here: Here, given: tuple[str, ...]) -> Went:
    """Skipped, nothing opens; nor when the question stood there since before the last try."""
    if not given:
        return here.draft.saying(NOTHING), ""
    if not tries.are_left(here.draft):
        return here.draft, "vol"
    return tries.spent(here.draft).doing(TryPin(digits(given[0]), here.about)), ""


def _changed(here: Here, given: tuple[str, ...]) -> Went:
    if given == ("weg",):
        return here.draft.with_state(lock=None), "weg"
    return (here.draft, "kies") if given == ("nieuw",) else (here.draft.saying(NOTHING), "")


def _end(here: Here, given: tuple[str, ...]) -> Went:
    return here.draft, ""


SCRIPT: Final = Script(
    beats={
        "leeftijd": Beat(_age, returns=False),
        "te_jong": Beat(_end),
        "kies": Beat(_chosen, fits=_is_new, returns=False),
        "open": Beat(_tried, fits=_is_pin, returns=False),
        "vol": Beat(_end),
        "anders": Beat(_changed, returns=False),
        "weg": Beat(_end),
    },
    texts=frozenset({"gezet.zeg", "klopt_niet.zeg", "mislukt.zeg"}),
    begin=_begin,
)
