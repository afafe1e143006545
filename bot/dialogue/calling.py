"""BEL: calling her back, and how often. Whether it is safe now is asked in `scripts/telephone.py`. Pure."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.dialogue import flow
from bot.dialogue.draft import Draft
from bot.dialogue.scripts.telephone import GOES
from bot.model import Lane, Meaning, NotCalled, Say, Turn
from bot.phone import FLOW, text

ASKS: Final = "bel"  # the command
BETWEEN: Final = timedelta(minutes=10)
A_DAY: Final = 3
DAY: Final = timedelta(days=1)
WORTH: Final = timedelta(minutes=5)  # that it was safe; later nobody is called


def begin(draft: Draft, meaning: Meaning) -> Draft:
    """On her own number she can be called; elsewhere she hears which number to call, or that there is none."""
    if not meaning.line:
        return flow.resume(draft.saying(text("geen_lijn.zeg")).saying("ui#mens"))
    if not meaning.can_be_called:
        return flow.resume(draft.saying(text("zelf.zeg"), ("nummer", meaning.line)))
    return flow.start(draft.retiring(), FLOW)


def heard_by_phone(draft: Draft, meaning: Meaning) -> Draft:
    """By SMS nothing sounds: she can be called, where there is a line."""
    if meaning.line and meaning.can_be_called:
        return draft.saying(text("horen.zeg"))
    return draft.saying("ui#geluid_kan_nog_niet")


def failed(draft: Draft, result: NotCalled) -> Draft:
    """Her telephone could not be rung; who stopped meanwhile is left alone."""
    return draft if draft.state.stopped else draft.saying(text("mislukt.zeg"), ("nummer", result.line))


def arranged(turn: Turn, now: datetime) -> Turn:
    """The turn with its call good for some minutes; or without it, when she was called often enough."""
    if not any(say.lane is Lane.CALL for say in turn.says):
        return turn
    earlier = tuple(at for at in turn.conversation.called if now - at < DAY)
    if len(earlier) >= A_DAY or any(now - at < BETWEEN for at in earlier):
        return replace(turn, says=tuple(_too_often(say) for say in turn.says if say.lane is not Lane.CALL))
    says = (replace(say, until=now + WORTH) if say.lane is Lane.CALL else say for say in turn.says)
    return replace(turn, says=tuple(says), conversation=replace(turn.conversation, called=(*earlier, now)))


def _too_often(say: Say) -> Say:
    return replace(say, text=text("te_vaak.zeg")) if say.text == text(f"{GOES}.zeg") else say
