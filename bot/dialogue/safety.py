"""What happens when a warning sign is seen: fixed words and a number, before anything else, in any state."""

from bot.content.library import offered_languages
from bot.content.schema import Library
from bot.dialogue.draft import Draft
from bot.model import Care, EventKind, Lane, Meaning, Option, Say, Sign

CARE = "zorg"  # session answer: who looks after her
LAST_SIGN = "nood"  # session answer: the sign the care question belongs to
AT_MOST = 2  # urgent texts in one turn; more would bury the first
CARE_QUESTION = "ui#zorg_vraag"
PREFIX = "zorg."
CARE_OPTIONS = tuple(f"{PREFIX}{care}" for care in Care)


def answer_signs(draft: Draft, meaning: Meaning) -> Draft:
    """Say the urgent texts. Questions that were under way are let go: they are not what matters now."""
    draft = draft.retiring().with_state(stack=(), asked=(), unknown=0)
    for sign in meaning.signs[:AT_MOST]:
        draft = urgent_says(draft, sign.id, sign.language)
    return draft


def urgent_says(draft: Draft, sign: str, seen_in: str = "") -> Draft:
    """The urgent text in her language, and in the language her words showed when that is another one."""
    if not draft.state.language and seen_in and seen_in in offered_languages(draft.library):
        draft = draft.with_state(language=seen_in)
    hers = draft.state.language or seen_in or "nl"
    for language in dict.fromkeys((hers, seen_in or hers)):
        draft = draft.saying_as(Say(f"nood/{sign}", lane=Lane.URGENT, language=language))
    return draft.noting(EventKind.URGENT_ANSWERED, sign)


def ask_care(draft: Draft, sign: Sign) -> Draft:
    """Ask who cares for her, when that changes whom to call."""
    if draft.answer_to(CARE) or not _depends_on_care(draft.library, sign.id):
        return draft
    draft = draft.keeping(LAST_SIGN, f"{sign.id} {sign.language}")
    return draft.asking(CARE_QUESTION, [Option(option, f"ui#{option}") for option in CARE_OPTIONS])


def care_told(draft: Draft, meaning: Meaning) -> str:
    """Who cares for her, when this message answers that question; an old button of it stays good."""
    told = meaning.answer[0] if meaning.answer else ""
    asked = told in CARE_OPTIONS and draft.answer_to(LAST_SIGN)
    return told.removeprefix(PREFIX) if asked else ""


def answer_care(draft: Draft, care: str) -> Draft:
    """The same sign again, now with whom she can call."""
    sign, _, seen_in = draft.answer_to(LAST_SIGN).partition(" ")
    if draft.state.open and draft.state.open.id == CARE_QUESTION:
        draft = draft.retiring()
    language = "" if draft.state.language else seen_in
    say = Say(f"nood/{sign}", (("zorg", care),), lane=Lane.URGENT, language=language)
    return draft.keeping(CARE, care).saying_as(say)


def _depends_on_care(library: Library, sign: str) -> bool:
    """Whether knowing who cares for her changes whom she can call."""
    variants = (library.texts.get(f"nood/{sign}#{care}.dag") for care in Care)
    return len({text.words for text in variants if text}) > 1
