"""What happens when a warning sign is seen: fixed words and a number, before anything else, in any state."""

from bot.content.schema import Library
from bot.dialogue.draft import Draft
from bot.model import Care, EventKind, Lane, Meaning, Option, Say

CARE = "zorg"  # session answer: who looks after her
LAST_SIGN = "nood"  # session answer: the sign the care question belongs to
AT_MOST = 2  # urgent texts in one turn; more would bury the first
CARE_QUESTION = "ui#zorg_vraag"


def answer_signs(draft: Draft, meaning: Meaning) -> Draft:
    """Say the urgent texts; ask who cares for her when that changes whom to call."""
    for sign in meaning.signs[:AT_MOST]:
        draft = urgent_says(draft, sign.id, sign.language)
    return _asking_care(draft, meaning.signs[0].id)


def urgent_says(draft: Draft, sign: str, seen_in: str = "") -> Draft:
    """The urgent text in her language, and in the language her words showed when that is another one we speak."""
    if not draft.state.language:
        draft = draft.with_state(language=seen_in or "nl")
    draft = draft.saying_as(Say(f"nood/{sign}", lane=Lane.URGENT))
    if seen_in and seen_in != draft.state.language and _speaks(draft.library, seen_in):
        draft = draft.saying_as(Say(f"nood/{sign}", lane=Lane.URGENT, language=seen_in))
    return draft.noting(EventKind.URGENT_ANSWERED, sign)


def answer_care(draft: Draft, care: str) -> Draft:
    """She told who cares for her: the same sign again, now with whom she can call."""
    sign = draft.answer_to(LAST_SIGN)
    draft = draft.retiring().keeping(CARE, care)
    return draft.saying_as(Say(f"nood/{sign}", (("zorg", care),), lane=Lane.URGENT)) if sign else draft


def _asking_care(draft: Draft, sign: str) -> Draft:
    known = draft.answer_to(CARE) or "altijd" in draft.library.urgents[sign].sections
    if known:
        return draft
    options = tuple(Option(f"zorg.{care}", f"ui#zorg.{care}") for care in Care)
    return draft.keeping(LAST_SIGN, sign).asking(CARE_QUESTION, options)


def _speaks(library: Library, language: str) -> bool:
    return language == "nl" or f"ui#belzin_vertaald" in library.translations.get(language, {})
