"""What happens when a warning sign is seen: fixed words and a number, before anything else, in any state."""

from bot.content.library import offered_languages
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
    """The urgent text in her language, and in the language her words showed when that is another one."""
    if not draft.state.language and seen_in and seen_in in offered_languages(draft.library):
        draft = draft.with_state(language=seen_in)
    hers = draft.state.language or seen_in or "nl"
    for language in dict.fromkeys((hers, seen_in or hers)):
        draft = draft.saying_as(Say(f"nood/{sign}", lane=Lane.URGENT, language=language))
    return draft.noting(EventKind.URGENT_ANSWERED, sign)


def answer_care(draft: Draft, care: str) -> Draft:
    """She told who cares for her: the same sign again, now with whom she can call."""
    sign = draft.answer_to(LAST_SIGN)
    draft = draft.retiring().keeping(CARE, care)
    return draft.saying_as(Say(f"nood/{sign}", (("zorg", care),), lane=Lane.URGENT)) if sign else draft


def _asking_care(draft: Draft, sign: str) -> Draft:
    if draft.answer_to(CARE) or not _depends_on_care(draft.library, sign):
        return draft
    options = tuple(Option(f"zorg.{care}", f"ui#zorg.{care}") for care in Care)
    return draft.keeping(LAST_SIGN, sign).asking(CARE_QUESTION, options)


def _depends_on_care(library: Library, sign: str) -> bool:
    """Whether knowing who cares for her changes whom she can call."""
    variants = (library.texts.get(f"nood/{sign}#{care}.dag") for care in Care)
    return len({text.words for text in variants if text}) > 1
