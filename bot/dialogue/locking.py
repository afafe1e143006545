"""Her own PIN, if she chose one: what it guards, and asking for it. The comparing is done after the commit."""

from dataclasses import replace
from typing import Final

from bot.content.questions import flow_owner
from bot.dialogue import flow, tries
from bot.dialogue.draft import Draft
from bot.model import Conversation, Frame
from bot.selfcheck import CHECK, CHECK_FLOWS, LINKED

FLOW: Final = "pincode"
OPENS: Final = "open:"  # the step that asks for it; what it opens stands behind the colon
GOES_ON: Final = "verder"  # it opens what was under way
GUARDED: Final = frozenset({"mijn-gegevens", "wie-leest-mee", "netwerkkaart", "samenvatting", FLOW})
SHUTS: Final = GUARDED | set(CHECK_FLOWS)  # after a silence these go on only with the PIN


def text(step: str) -> str:
    return f"flows/{FLOW}#{step}.zeg"


def guards(draft: Draft, name: str) -> bool:
    """Whether the PIN has to come before this command or flow."""
    if name == CHECK:  # a new one shows nothing; one that waits, or goes on on her page, would show what she answered
        waits = any(frame.flow in CHECK_FLOWS for frame in draft.state.behind)
        return waits or (draft.state.lock is not None and LINKED in draft.state.answers)
    return draft.state.lock is not None and name in GUARDED


def ask(draft: Draft, name: str) -> Draft:
    """Ask for it, on top of what is under way; after too many tries no more today.

    What it guards is not gone on with: else skipping the PIN would show it.
    """
    draft = _without_guarded(draft.retiring())
    others = draft.state.stack
    if not tries.are_left(draft):
        return flow.resume(draft.saying(text("vol")))
    return flow.run(draft.with_state(stack=(*others, Frame(FLOW, f"{OPENS}{name}")), unknown=0))


def let_go(draft: Draft) -> Draft:
    """What her PIN guards is no longer under way; without a PIN everything goes on."""
    return _without_guarded(draft).with_state(behind=())


def _without_guarded(draft: Draft) -> Draft:
    if draft.state.lock is None:
        return draft
    return draft.with_state(stack=tuple(frame for frame in draft.state.stack if frame.flow not in GUARDED))


# --- After a silence ---


def shut(conversation: Conversation) -> Conversation:
    """She was silent for so long that somebody else may have her phone: what her PIN guards waits behind it.

    The PIN stands where that stood, to be asked when we would go on; what else is under way stays as it is.
    """
    waits = tuple(frame for frame in conversation.stack if _shuts(frame))
    if conversation.lock is None or not waits:
        return conversation
    asks = () if any(map(_asks, conversation.stack)) else (Frame(FLOW, f"{OPENS}{GOES_ON}"),)
    place = conversation.stack.index(waits[0])
    before, after = conversation.stack[:place], conversation.stack[place:]
    left = (*before, *asks, *(frame for frame in after if not _shuts(frame)))
    question = conversation.open
    shown = question and question.id.startswith(tuple(f"{flow_owner(frame.flow)}#" for frame in waits))
    behind = (*conversation.behind, *waits)
    return replace(conversation, stack=left, behind=behind, open=None if shown else question)


def opened(draft: Draft) -> Draft:
    """Her PIN was right: what waited behind it is under way again."""
    return draft.with_state(stack=(*draft.state.stack, *draft.state.behind), behind=())


def tidied(draft: Draft) -> Draft:
    """Nothing waits behind a PIN that is not asked for any more, and none is asked for where nothing waits."""
    if not any(map(_asks, draft.state.stack)):
        return draft.with_state(behind=())
    if draft.state.behind:
        return draft
    return draft.with_state(stack=tuple(one for one in draft.state.stack if one.step != f"{OPENS}{GOES_ON}"))


def _asks(frame: Frame) -> bool:
    return frame.flow == FLOW and frame.step.startswith(OPENS)


def _shuts(frame: Frame) -> bool:
    return frame.flow in SHUTS and not _asks(frame)
