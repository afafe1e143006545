"""What happens when a warning sign is seen: fixed words and a number, before anything else, in any state."""

from collections.abc import Iterable
from dataclasses import replace

from bot.content.library import DUTCH, offered_languages, translation
from bot.content.schema import Library
from bot.content.urgent import CHECK, URGENT
from bot.dialogue import menu
from bot.dialogue.draft import Draft
from bot.model import SURE, Care, Conversation, EventKind, Lane, Meaning, Option, Say, Sign

DESPAIR = "nood-zelfdoding"
CARE = "zorg"  # session answer: who looks after her
AT_MOST = 2  # urgent texts in one turn; more would bury the first
# After these a flow under way is let go.
ENDS_FLOWS = (
    "nood-112",
    "nood-baby-komt",
    "nood-vergiftiging",
    "nood-geweld",
    "nood-zelfdoding",
    "nood-na-bevalling",
    "nood-baby-ziek",
)
CARE_QUESTION = "ui#zorg_vraag"
PREFIX = "zorg."
CARE_OPTIONS = tuple(f"{PREFIX}{care}" for care in Care)


def answer_signs(draft: Draft, meaning: Meaning) -> Draft:
    """Say the urgent texts. A flow that was under way waits quietly: it is not asked again until she goes on herself.

    After birth, death, violence or 112 it is let go: "when are you due?" would be wrong or cruel then.
    """
    draft = draft.retiring().with_state(unknown=0)
    if any(sign.id in ENDS_FLOWS for sign in meaning.signs):
        draft = draft.with_state(stack=(), asked=())
    answered = meaning.signs[:AT_MOST]  # they come most urgent first
    for sign in answered:
        draft = urgent_says(draft, sign.id, sign.language)
    return draft.with_state(signs=answered, last=f"{URGENT}{answered[0].id}" if answered else draft.state.last, page=0)


def ask_whether(draft: Draft, meaning: Meaning, doubt: Sign) -> Draft:
    """It may be a warning sign: one tap tells. The first line says whom to call, whatever she answers.

    No brings what she asked, if that was clear. Asked already, and she says something like it again: then it is one.
    """
    text = f"{URGENT}{doubt.id}#{CHECK}"
    if text not in draft.library.texts or (draft.state.open and draft.state.open.id == text):
        return ask_care(answer_signs(draft, replace(meaning, signs=(doubt,))))
    asked = meaning.intent if meaning.intent in draft.library.topics and meaning.certainty >= SURE else menu.OTHER
    draft = draft.asking(text, [Option(doubt.id, "ui#ja"), Option(asked, "ui#nee")])
    draft = draft.noting(EventKind.URGENT_DOUBTED, doubt.id)
    question = replace(draft.says[-1], language=_spoken(draft, doubt.language), lane=Lane.URGENT)
    return replace(draft, says=(*draft.says[:-1], question)).with_state(unknown=0)


def doubt_confirmed(draft: Draft, meaning: Meaning) -> Sign | None:
    """The sign we asked about, when this message says yes to it; also for who stopped, or was never greeted."""
    told = meaning.answer[0] if meaning.answer else ""
    asked = draft.state.open is not None and draft.state.open.id == f"{URGENT}{told}#{CHECK}"
    return Sign(told, "") if asked else None


def say_again(draft: Draft) -> Draft:
    """The urgent texts once more, and who cares for her while we do not know; what is under way goes on waiting."""
    return ask_care(_saying_again(draft, draft.state.signs).retiring())


def _saying_again(draft: Draft, signs: Iterable[Sign]) -> Draft:
    for sign in signs:
        draft = draft.saying(f"{URGENT}{sign.id}", lane=Lane.URGENT, language=_spoken(draft, sign.language))
    return draft


def was_last(state: Conversation) -> bool:
    """Nothing was explained after the urgent texts."""
    return state.last.startswith(URGENT)


def nobody_answers(draft: Draft) -> Draft:
    """She cannot reach whom we told her to call: keep calling, and 112. Without a sign: a person to call.

    Where no midwife or hospital has to be called, only the same words again: they have the number that always answers.
    """
    if same := [sign for sign in draft.state.signs if _calls_no_midwife(draft.library, sign.id)]:
        return _saying_again(draft, same)
    return draft.saying("ui#blijf_bellen" if draft.state.signs else "ui#mens", lane=Lane.URGENT)


def urgent_says(draft: Draft, sign: str, seen_in: str = "") -> Draft:
    """The urgent text in her language, and in the language her words showed when that is another one."""
    offered = offered_languages(draft.library)
    if not draft.state.language and seen_in in offered:
        draft = draft.with_state(language=seen_in)
    hers = draft.state.language or seen_in or DUTCH
    also = seen_in if seen_in in offered or _only_concept(draft, sign, seen_in) else hers
    chosen = dict.fromkeys((hers, also))
    for language in dict.fromkeys(each for one in chosen for each in _with_dutch(draft, sign, one)):
        draft = draft.saying_as(Say(f"{URGENT}{sign}", lane=Lane.URGENT, language=language))
    return draft.noting(EventKind.URGENT_ANSWERED, sign)


def _with_dutch(draft: Draft, sign: str, language: str) -> tuple[str, ...]:
    """This language; Dutch below it when a computer made its words and nobody read them: one of the two is right."""
    return (language, DUTCH) if _only_concept(draft, sign, language) else (language,)


def _only_concept(draft: Draft, sign: str, language: str) -> bool:
    """Whether we have urgent words in a language that is not offered."""
    has_words = translation(draft.library, f"{URGENT}{sign}#titel", language) is not None
    return has_words and language not in offered_languages(draft.library)


def ask_care(draft: Draft) -> Draft:
    """Ask who cares for her, when that changes whom to call."""
    signs = _by_care(draft)
    return _asking(draft, signs[0].language) if signs and not draft.answer_to(CARE) else draft


def ask_care_again(draft: Draft) -> Draft:
    """She said something else: once more, for it decides whom to call. A second time we let it go."""
    seen_in = draft.state.signs[0].language if draft.state.signs else ""
    draft = draft.with_state(unknown=draft.state.unknown + 1).noting(EventKind.NOT_UNDERSTOOD)
    return _asking(draft.saying("ui#kies_uit", language=_spoken(draft, seen_in)), seen_in)


def waits_for_care(state: Conversation) -> bool:
    """We asked who cares for her, once; her answer decides whom to call."""
    return state.open is not None and state.open.id == CARE_QUESTION and not state.unknown


def _asking(draft: Draft, seen_in: str) -> Draft:
    draft = draft.asking(CARE_QUESTION, [Option(option, f"ui#{option}") for option in CARE_OPTIONS])
    question = replace(draft.says[-1], language=_spoken(draft, seen_in))
    return replace(draft, says=(*draft.says[:-1], question))


def seen_in(draft: Draft, sign: str) -> str:
    """The language in which it was answered last, while we know no other; empty when we do."""
    return next((_spoken(draft, one.language) for one in draft.state.signs if one.id == sign), "")


def _spoken(draft: Draft, seen_in: str) -> str:
    """The language of her sign while we know no other; empty when we do."""
    return "" if draft.state.language else seen_in


def care_told(draft: Draft, meaning: Meaning) -> str:
    """Who cares for her, when this message answers that question; an old button of it stays good."""
    told = meaning.answer[0] if meaning.answer else ""
    return told.removeprefix(PREFIX) if told in CARE_OPTIONS and _by_care(draft) else ""


def answer_care(draft: Draft, care: str) -> Draft:
    """The same signs again, now with whom she can call."""
    if draft.state.open and draft.state.open.id == CARE_QUESTION:
        draft = draft.retiring()
    for sign in _by_care(draft):
        for language in _with_dutch(draft, sign.id, _spoken(draft, sign.language)):
            draft = draft.saying(f"{URGENT}{sign.id}", ("zorg", care), lane=Lane.URGENT, language=language)
    return draft.keeping(CARE, care)


def _by_care(draft: Draft) -> list[Sign]:
    """The signs answered last for which it matters who cares for her."""
    known = (sign for sign in draft.state.signs if sign.id in draft.library.urgents)
    return [sign for sign in known if _depends_on_care(draft.library, sign.id)]


def _calls_no_midwife(library: Library, sign: str) -> bool:
    """112 or the police whoever cares for her; or 113, though who else can be called differs by day and night."""
    return f"{URGENT}{sign}#altijd" in library.texts or sign == DESPAIR


def _depends_on_care(library: Library, sign: str) -> bool:
    """Whether knowing who cares for her changes whom she can call."""
    variants = (library.texts.get(f"{URGENT}{sign}#{care}.dag") for care in Care)
    return len({text.words for text in variants if text}) > 1
