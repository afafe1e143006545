"""What is kept of her: told when she asks, with who can read it, and let go when she takes back her consent."""

from typing import Final

from bot.dialogue import checking, flow, learning, menu, shared
from bot.dialogue.draft import Draft
from bot.dialogue.rules import ACTIONS, KEEP, SHARES
from bot.dialogue.told import own, text
from bot.model import Meaning

SHOWN_ANSWERS: Final = {
    **{key: f"ui#gegevens.{key}" for key in ("situatie", "uitgerekend", "zorg")},
    "netwerk": "flows/netwerkkaart#titel",
}


def show(draft: Draft) -> Draft:
    """What we know of her: kinds of answers, never the answers themselves – somebody else may be reading."""
    kept = KEEP in draft.state.consents
    known = [name for key, name in SHOWN_ANSWERS.items() if draft.answer_to(key)]
    if any(key.startswith(own("")) for key in draft.state.answers):
        known.append(text("titel"))
    names = " ".join(f"@{name}" for name in known or ["ui#gegevens.niets"])
    draft = draft.saying("ui#gegevens.bewaard" if kept else "ui#gegevens.alleen_gesprek", ("antwoorden", names))
    draft = draft.saying(checking.GONE_SOON) if checking.has_answers(draft.state) else draft
    draft = draft.saying("ui#gegevens.praktijk") if draft.state.practice else draft
    return draft.saying("ui#gegevens.meeleren") if learning.LEARN in draft.state.consents else draft


def show_and_offer(draft: Draft, meaning: Meaning) -> Draft:
    """What is kept of her, and the button with which she lets us learn from her, or ends that."""
    draft, button = show(draft), learning.button(draft)
    draft = draft.saying(text("deelt.zeg")) if SHARES in draft.state.consents else draft
    return draft if draft.state.stack or not button else menu.go_on(draft, button)


def who_reads_along(draft: Draft, meaning: Meaning) -> Draft:
    """How private this channel is, what we keep, and who opened what she shared."""
    draft = shared.ask_who(draft)
    said = flow.start(draft.with_state(stack=()), "privacy")  # by itself: what is under way goes on after it
    return show(said.with_state(stack=draft.state.stack))


def withdraw(draft: Draft, meaning: Meaning) -> Draft:
    """Takes back all she consented to, and says what that does."""
    agreed, draft = draft.state.consents, checking.page_closed(draft)
    if SHARES in agreed:
        draft = ACTIONS["stop_delen"](shared.without_notice(draft)).saying(text("gestopt.zeg"))
    if KEEP in agreed:
        draft = ACTIONS["trek_toestemming_in"](draft).saying("ui#toestemming_weg")
    if learning.LEARN in agreed:
        draft = ACTIONS["stop_meeleren"](draft).saying("flows/meeleren#gestopt.zeg")
    return draft if agreed else draft.saying(text("niets_gegeven.zeg"))
