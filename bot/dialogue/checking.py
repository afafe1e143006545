"""The self-check as it is talked through: whom a question is for, where it is asked, what she is told at the end."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.content.library import DUTCH, is_fresh
from bot.content.questions import HELP, KEPT, OWNER
from bot.dialogue import flow, menu, safety
from bot.dialogue.draft import Draft
from bot.dialogue.rules import action, rule, says_old_enough
from bot.model import AnswerKind, ClosePage, Conversation, Form, Meaning, OpenPage, Option, Sign, Source
from bot.pregnancy import weeks_pregnant
from bot.selfcheck import (
    AWAITED,
    CHECK,
    CHECK_FLOWS,
    COMPLAINT,
    LINKED,
    Outcome,
    Situation,
    is_kept_here,
    listen,
    outcome,
    private,
    situation,
)

PLACE: Final = f"{KEPT}plek"
HERE: Final = "hier"
GONE_SOON: Final = f"{OWNER}{CHECK}#zin.twee_dagen"
SECOND, THIRD = 14, 28  # weeks in which a trimester begins (EDD-06, from memory; it only chooses questions)


@rule
def wil_zwanger_worden(conversation: Conversation, today: date) -> bool:
    """Zij wil zwanger worden."""
    return situation(conversation.answers) is Situation.WISH


@rule
def is_zwanger(conversation: Conversation, today: date) -> bool:
    """Zij is zwanger."""
    return situation(conversation.answers) is Situation.PREGNANT


@rule
def is_partner(conversation: Conversation, today: date) -> bool:
    """Wij praten met de partner."""
    return situation(conversation.answers) is Situation.PARTNER


@rule
def situatie_onbekend(conversation: Conversation, today: date) -> bool:
    """Wij weten niet of het gaat om kinderwens, een zwangerschap of een partner."""
    return situation(conversation.answers) is Situation.UNKNOWN


@rule
def zwanger_zonder_datum(conversation: Conversation, today: date) -> bool:
    """Zij is zwanger, en wij weten niet wanneer zij is uitgerekend."""
    return is_zwanger(conversation, today) and not conversation.answers.get("uitgerekend")


@rule
def eerste_trimester(conversation: Conversation, today: date) -> bool:
    """Zij is zwanger en nog geen veertien weken; of wij weten de weken niet."""
    return is_zwanger(conversation, today) and _weeks(conversation.answers, today) < SECOND


@rule
def tweede_trimester(conversation: Conversation, today: date) -> bool:
    """Zij is veertien tot achtentwintig weken zwanger."""
    return is_zwanger(conversation, today) and SECOND <= _weeks(conversation.answers, today) < THIRD


@rule
def derde_trimester(conversation: Conversation, today: date) -> bool:
    """Zij is achtentwintig weken of langer zwanger."""
    return is_zwanger(conversation, today) and _weeks(conversation.answers, today) >= THIRD


@rule
def zorg_bekend(conversation: Conversation, today: date) -> bool:
    """Zij vertelde al wie er voor haar zorgt."""
    return bool(conversation.answers.get(safety.CARE))


@rule
def niet_hier(conversation: Conversation, today: date) -> bool:
    """Per sms of WhatsApp, of zij wil persoonlijke vragen liever niet in deze chat: die stellen wij dan niet."""
    return conversation.form is Form.SMS or conversation.answers.get(PLACE) != HERE


@action
def oud_genoeg(draft: Draft) -> Draft:
    """Zij zei dat zij 16 jaar of ouder is; dat onthouden wij zolang het gesprek duurt."""
    return says_old_enough(draft)


@rule
def kreeg_link(conversation: Conversation, today: date) -> bool:
    """Zij kreeg na een zelfcheck al een link naar een eigen pagina, en haar antwoorden zijn er nog."""
    return LINKED in conversation.answers


@action
def begin_opnieuw(draft: Draft) -> Draft:
    """Zij begint de zelfcheck opnieuw: wat zij eerder antwoordde, vergeten wij."""
    return draft.with_state(answers={key: value for key, value in draft.state.answers.items() if not is_kept_here(key)})


@action
def nieuwe_link(draft: Draft) -> Draft:
    """Zij wil een nieuwe link. Haar antwoorden van de pagina vergeten wij: wie haar telefoon heeft, leest ze niet."""
    asked = private(draft.library.checks[CHECK].questions.values())
    there = {f"{KEPT}{name}{tail}" for name in asked for tail in ("", HELP)}
    left = {key: value for key, value in draft.state.answers.items() if key not in there}
    return _page_wanted(draft.with_state(answers=left))


def _page_wanted(draft: Draft) -> Draft:
    """Its link comes in a turn of its own; until then she may think better of it."""
    return draft.keeping(AWAITED, "ja").doing(OpenPage())


def page_closed(draft: Draft) -> Draft:
    """Her page opens no more, a link on its way is not shown, and nobody who has her phone is offered a new one."""
    return draft.without_answer(LINKED).without_answer(AWAITED).doing(ClosePage())


@action
def nood_geweld(draft: Draft) -> Draft:
    """Het is thuis niet veilig: meteen zeggen wie zij kan bellen. De vragen stoppen."""
    return safety.answer_signs(draft, Meaning(Source.TAP, signs=(Sign("nood-geweld", ""),)))


@action
def zeg_tips(draft: Draft) -> Draft:
    """Wat goed gaat, hooguit drie tips met de reden in haar woorden, en wanneer zij belt. Daarmee eindigt het."""
    check = draft.library.checks[CHECK]
    found = outcome(listen(_told(draft.state), check, draft.today), check)
    draft = _strengths(draft, found)
    for one in found.suggestions:
        draft = draft.saying(one.tip, ("omdat", f"@{one.because}"))
    if not found.suggestions:
        draft = draft.saying(check.text("zin.geen_tip"))
    if niet_hier(draft.state, draft.today) and private(check.questions.values()):
        draft = _page_wanted(draft.saying(check.text("zin.meer_vragen")))
    return _whom_to_call(draft.saying(check.text("zin.meelezen")), found)


def begin(draft: Draft, meaning: Meaning) -> Draft:
    """Begin, with nothing left of an earlier time; or go on where she was, if need be by a new link."""
    if draft.state.stack and draft.state.stack[-1].flow in CHECK_FLOWS:
        return flow.run(draft)
    draft = draft if kreeg_link(draft.state, draft.today) else begin_opnieuw(draft)
    stack = tuple(frame for frame in draft.state.stack if frame.flow not in CHECK_FLOWS)
    asked = tuple(one for one in draft.state.asked if one.flow not in CHECK_FLOWS)
    draft = draft.retiring().with_state(stack=stack, asked=asked)
    if not is_fresh(draft.library, f"flows/{CHECK}#welkom.zeg", draft.state.language or DUTCH):
        draft = draft.saying("ui#niet_vertaald")
    return flow.start(draft, CHECK)


def has_answers(conversation: Conversation) -> bool:
    """She answered something in the self-check, and that is still here."""
    return any(is_kept_here(key) for key in conversation.answers)


def _told(conversation: Conversation) -> Mapping[str, str]:
    """Her answers; a warning sign in this conversation is a complaint of now, whichever question it came in."""
    return {**conversation.answers, COMPLAINT: "ja"} if conversation.signs else conversation.answers


def _weeks(answers: Mapping[str, str], today: date) -> int:
    """Weeks pregnant; unknown counts as early."""
    due = answers.get("uitgerekend", "")
    return weeks_pregnant(date.fromisoformat(due), today) if due else 0


def _strengths(draft: Draft, found: Outcome) -> Draft:
    check = draft.library.checks[CHECK]
    if not found.strengths:
        return draft.saying(check.text("zin.moed"))
    return draft.saying(check.text("zin.goed"), ("krachten", " ".join(f"@{text}" for text in found.strengths)))


def _whom_to_call(draft: Draft, found: Outcome) -> Draft:
    """The last words, with buttons to read on where nothing else waits."""
    always = (("altijd", f"@{draft.library.checks[CHECK].text('zin.altijd')}"),)
    topics = dict.fromkeys(one.topic for one in found.suggestions if one.topic)
    options = [option for topic in topics if (option := menu.named_option(draft.library, topic))]
    if draft.state.form is Form.SMS or len(draft.state.stack) > 1:
        return draft.saying(found.contact, *always)
    return draft.asking(found.contact, [*options, Option(menu.HELP, "ui#menu_kort")], AnswerKind.CHOICE, always)
