"""What came of sharing, told to her: the code or link once, who opened it, that it did not work. Pure."""

from bot.content import values
from bot.content.scene import literal
from bot.dialogue import flow
from bot.dialogue.draft import Draft
from bot.dialogue.rules import SHARES, TELLS, withdrawn
from bot.dialogue.told import own, text
from bot.model import EventKind, Handed, ListOpenings, NotHanded, Opening, Result, RevokeShares, Say, SeenBy, Way
from bot.model import Values as Filled

ASK_NOTICE = "gedeeld"  # the flow that asks whether she wants to hear that it was opened
WAY = "manier"  # there from her choice until she was told the code or link
MARKS = ("gekozen", "zeker", "nagelezen", WAY)
SHOWN = 5  # openings named; more would not fit an SMS


def told(draft: Draft, result: Result) -> Draft:
    """Tell her. Whoever stopped hears nothing, and a share nobody got the code of is ended."""
    if isinstance(result, Handed):
        return _handed(draft, result)
    if draft.state.stopped:
        return draft
    if isinstance(result, NotHanded):
        failed = text("te_vaak.zeg" if result.too_often else "mislukt.zeg")
        return draft.saying(failed).noting(EventKind.NOT_SHARED)
    if isinstance(result, SeenBy):
        return _tried(_seen(draft, result.openings), result.wrong_pins)
    if TELLS not in draft.state.consents:
        return draft
    return withdrawn(draft, TELLS).saying(text("gelezen.zeg"))  # she agreed to one short message


def _handed(draft: Draft, handed: Handed) -> Draft:
    """Once: it is not kept. When she withdrew or stopped meanwhile, it ends unseen."""
    if draft.state.stopped or SHARES not in draft.state.consents:
        return draft.doing(RevokeShares()).noting(EventKind.SHARE_ENDED)
    if not draft.answer_to(own(WAY)):
        return draft  # she emptied her screen meanwhile: nobody gets what opens it, and it ends by itself
    draft = (_coded if handed.way is Way.NOW else _linked)(draft, handed).noting(EventKind.SHARED, handed.way)
    for name in MARKS:
        draft = draft.without_answer(own(name))
    return flow.start(draft, ASK_NOTICE)


def _coded(draft: Draft, handed: Handed) -> Draft:
    filled = (("code", literal(handed.code)), ("pagina", _plainly(handed.page)), ("tijd", values.clock(handed.until)))
    return draft.saying_as(Say(text("code.zeg"), filled, until=handed.until))


def _plainly(address: str) -> str:
    """As she reads it to somebody, and as somebody types it."""
    return literal(address.removeprefix("https://"))


def _linked(draft: Draft, handed: Handed) -> Draft:
    """The link in a message of its own, to be sent on; without marks of direction, which would become part of it."""
    draft = draft.saying_as(Say(text("link.zeg"), (("link", literal(handed.link)),), language="nl"))
    draft = draft.saying(text("link_uitleg.zeg"), ("datum", values.day(handed.until.date())))
    return draft.saying(text("pin.zeg"), ("pin", literal(handed.pin)))


def _seen(draft: Draft, openings: tuple[Opening, ...]) -> Draft:
    if not openings:
        return draft.saying(text("niemand_keek.zeg"))
    return draft.saying(text("kijkers.zeg"), ("regels", values.lines(map(_opening, openings[:SHOWN]))))


def _tried(draft: Draft, wrong: int) -> Draft:
    """How often somebody typed a wrong PIN: it may be her midwife's finger, or somebody who guesses."""
    return draft.saying(text("verkeerde_pin.zeg"), ("n", str(wrong))) if wrong else draft


def _opening(opening: Opening) -> tuple[str, Filled]:
    when = (("datum", values.day(opening.at.date())), ("tijd", values.clock(opening.at)))
    if not opening.reader:
        return text("kijker_zonder_naam.zeg"), when
    return text("kijker.zeg"), (*when, ("naam", literal(opening.reader)))


def unwanted(draft: Draft) -> Draft:
    """Nothing of a share that is being made comes onto her screen."""
    return draft.without_answer(own(WAY))


def without_notice(draft: Draft) -> Draft:
    """Nothing is left of which she could hear that it was opened: it is not asked any more."""
    if not any(frame.flow == ASK_NOTICE for frame in draft.state.stack):
        return draft
    return draft.retiring().with_state(stack=tuple(one for one in draft.state.stack if one.flow != ASK_NOTICE))


def ask_who(draft: Draft) -> Draft:
    """Who opened it is looked up after the commit; she only waits for it when she shared something."""
    return draft.doing(ListOpenings()) if SHARES in draft.state.consents else draft
