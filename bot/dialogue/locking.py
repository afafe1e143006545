"""Her own PIN, if she chose one: what it guards, and asking for it. The comparing is done after the commit."""

from typing import Final

from bot.dialogue import flow, tries
from bot.dialogue.draft import Draft
from bot.model import Frame

FLOW: Final = "pincode"
OPENS: Final = "open:"  # the step that asks for it; what it opens stands behind the colon
GUARDED: Final = frozenset({"mijn-gegevens", "wie-leest-mee", "netwerkkaart", "samenvatting", FLOW})


def text(step: str) -> str:
    return f"flows/{FLOW}#{step}.zeg"


def guards(draft: Draft, name: str) -> bool:
    """Whether the PIN has to come before this command or flow."""
    return draft.state.lock is not None and name in GUARDED


def ask(draft: Draft, name: str) -> Draft:
    """Ask for it, on top of what is under way; after too many tries no more today.

    What it guards is not gone on with: else skipping the PIN would show it.
    """
    draft = let_go(draft.retiring())
    others = draft.state.stack
    if not tries.are_left(draft):
        return flow.resume(draft.saying(text("vol")))
    return flow.run(draft.with_state(stack=(*others, Frame(FLOW, f"{OPENS}{name}")), unknown=0))


def let_go(draft: Draft) -> Draft:
    """What her PIN guards is no longer under way; without a PIN everything goes on."""
    if draft.state.lock is None:
        return draft
    return draft.with_state(stack=tuple(frame for frame in draft.state.stack if frame.flow not in GUARDED))
