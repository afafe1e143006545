"""What came of her PIN: it is set, it opens what she asked for, or it was not right. Pure."""

from bot.dialogue import commands, flow, locking, menu, tries
from bot.dialogue.draft import Draft
from bot.model import Lock, Meaning, PinFailed, PinSet, PinTried, Source

PinResult = PinSet | PinTried | PinFailed


def told(draft: Draft, result: PinResult) -> Draft:
    """Nothing for who stopped meanwhile, or deleted everything: then she is not greeted any more."""
    if draft.state.stopped or not draft.state.greeted:
        return draft
    if isinstance(result, PinSet):
        return draft.with_state(lock=Lock(result.kept)).saying(locking.text("gezet"))
    if isinstance(result, PinFailed):
        return draft.saying(locking.text("mislukt"))
    return _opened(draft, result.opens) if result.right else _refused(draft, result.opens)


def _opened(draft: Draft, name: str) -> Draft:
    draft = locking.opened(tries.given_back(draft))
    if name == locking.GOES_ON:
        return flow.resume(draft) if draft.state.stack else menu.show(draft)
    return commands.done(draft, Meaning(Source.COMMAND, name, 1.0, form=draft.state.form))


def _refused(draft: Draft, name: str) -> Draft:
    """Once more, or no more today."""
    draft = draft.saying(locking.text("klopt_niet")) if tries.are_left(draft) else draft
    return locking.ask(draft, name)
