"""Everything that content may name: @rule (als), @check (moet), @action (doe). A midwife can read each docstring."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.content.questions import KEPT
from bot.dialogue.draft import Draft
from bot.dialogue.learning import LEARN
from bot.dialogue.safety import urgent_says
from bot.model import (
    ClosePage,
    Conversation,
    EventKind,
    Forget,
    Form,
    Hears,
    KeepConsent,
    RevokeShares,
    Sign,
    WithdrawConsent,
)
from bot.pregnancy import is_plausible_due_date
from bot.summary import FLOW as SUMMARY

Rule = Callable[[Conversation, date], bool]
Check = Callable[[str, date], bool]
Action = Callable[[Draft], Draft]

RULES: dict[str, Rule] = {}
CHECKS: dict[str, Check] = {}
ACTIONS: dict[str, Action] = {}

SHARES = "delen"  # the purpose of consent to share a summary; it is asked anew for every share
TELLS = "gelezen"  # that we write to her when it was opened
KEEP = "bewaren"  # the purpose of consent to keep her answers longer than the session
OF_NOW = (KEPT, f"{SUMMARY}.")  # beginnings of keys: what she told about this pregnancy
PREGNANCY_ANSWERS = ("situatie", "uitgerekend")
OLD_ENOUGH = "zestien"  # she said that she is 16 or older; asked once, for as long as anything of hers is kept


def rule(function: Rule) -> Rule:
    RULES[function.__name__] = function
    return function


def check(function: Check) -> Check:
    CHECKS[function.__name__] = function
    return function


def action(function: Action) -> Action:
    ACTIONS[function.__name__] = function
    return function


@rule
def via_sms(conversation: Conversation, today: date) -> bool:
    """Zij praat met ons per sms."""
    return conversation.form is Form.SMS


@rule
def weken_bekend(conversation: Conversation, today: date) -> bool:
    """Wij weten wanneer zij is uitgerekend."""
    return bool(conversation.answers.get("uitgerekend"))


@rule
def mag_bewaren(conversation: Conversation, today: date) -> bool:
    """Zij vond al goed dat wij haar antwoorden bewaren."""
    return KEEP in conversation.consents


@rule
def mag_meeleren(conversation: Conversation, today: date) -> bool:
    """Zij vindt het goed dat wij leren van berichten die wij niet begrijpen."""
    return LEARN in conversation.consents


@rule
def is_zestien(conversation: Conversation, today: date) -> bool:
    """Zij zei al dat zij 16 jaar of ouder is; anders bewaren wij niets en vragen wij nergens toestemming voor."""
    return OLD_ENOUGH in conversation.answers or bool(conversation.consents) or conversation.lock is not None


def says_old_enough(draft: Draft) -> Draft:
    """She said so; it is not asked again."""
    return draft.keeping(OLD_ENOUGH, "ja")


@check
def uitgerekende_datum(value: str, today: date) -> bool:
    """Een datum waarop iemand die nu zwanger is, uitgerekend kan zijn."""
    return is_plausible_due_date(date.fromisoformat(value), today)


@action
def geef_toestemming(draft: Draft) -> Draft:
    """Zij vindt het goed dat wij haar antwoorden bewaren. De tekst die zij zag, hoort erbij."""
    return agreed(draft, KEEP)


@action
def laat_meeleren(draft: Draft) -> Draft:
    """Zij vindt het goed dat wij leren van berichten die wij niet begrijpen. De tekst die zij zag, hoort erbij."""
    return agreed(draft, LEARN)


@action
def meld_openen(draft: Draft) -> Draft:
    """Zij wil een kort bericht als haar samenvatting is geopend. In dat bericht staat niets over gezondheid."""
    return agreed(draft, TELLS)


@action
def meld_openen_niet(draft: Draft) -> Draft:
    """Zij wil geen bericht als haar samenvatting is geopend."""
    return withdrawn(draft, TELLS) if TELLS in draft.state.consents else draft


def agreed(draft: Draft, purpose: str, items: tuple[str, ...] = ()) -> Draft:
    """She said yes to the question that is open; `items` is what it is about."""
    question = draft.state.open
    consented = draft.with_state(consents=tuple(sorted({*draft.state.consents, purpose})))
    kept = consented.doing(KeepConsent(purpose, question.instance if question else 0, items))
    return kept.noting(EventKind.CONSENT_GIVEN, purpose)


@action
def lees_altijd_voor(draft: Draft) -> Draft:
    """Zij wil onze berichten horen, behalve wat gevoelig is."""
    return draft.with_state(hears=Hears.ALWAYS)


@action
def lees_voor_op_verzoek(draft: Draft) -> Draft:
    """Zij wil onze berichten horen als zij erom vraagt."""
    return draft.with_state(hears=Hears.ASKED)


@action
def lees_nooit_voor(draft: Draft) -> Draft:
    """Zij wil alleen tekst."""
    return draft.with_state(hears=Hears.NEVER)


@action
def trek_toestemming_in(draft: Draft) -> Draft:
    """Zij wil niet meer dat wij haar antwoorden bewaren."""
    return withdrawn(draft, KEEP)


@action
def stop_meeleren(draft: Draft) -> Draft:
    """Zij wil niet dat wij leren van berichten die wij niet begrijpen. Zei zij eerder ja, dan stopt het nu."""
    return withdrawn(draft, LEARN) if LEARN in draft.state.consents else draft


@action
def stop_delen(draft: Draft) -> Draft:
    """Zij wil niet meer delen: wat zij deelde kan niemand meer openen, en berichten daarover komen niet meer."""
    if SHARES in draft.state.consents:
        draft = withdrawn(draft.doing(RevokeShares()), SHARES).noting(EventKind.SHARE_ENDED)
    return meld_openen_niet(draft)


def withdrawn(draft: Draft, purpose: str) -> Draft:
    without = tuple(kept for kept in draft.state.consents if kept != purpose)
    draft = draft.with_state(consents=without).doing(WithdrawConsent(purpose))
    return draft.noting(EventKind.CONSENT_WITHDRAWN, purpose)


@action
def wis_alles(draft: Draft) -> Draft:
    """Alles van haar verdwijnt: antwoorden, taal, nummer en de sleutel waarmee het verzegeld was."""
    state, here = draft.state, draft.state.stack[-1:]
    blank = Conversation(
        language=state.language, form=state.form, stack=here, test=state.test, pretend_today=state.pretend_today
    )
    return replace(draft, state=blank).doing(Forget()).noting(EventKind.FORGOTTEN)


@action
def vergeet_zwangerschap(draft: Draft) -> Draft:
    """Na een verlies: wij vergeten dat zij zwanger was, en wat zij bij de zelfcheck en de samenvatting zei.

    Haar eigen pagina met vragen gaat dicht.
    """
    known = draft.state.answers.items()
    left = {key: value for key, value in known if key not in PREGNANCY_ANSWERS and not key.startswith(OF_NOW)}
    return draft.with_state(answers=left).doing(ClosePage())


@action
def nood_bloedverlies(draft: Draft) -> Draft:
    """Bloed, pijn of koorts bij een verlies: meteen zeggen wie zij kan bellen."""
    return urgent_says(draft, "nood-bloedverlies").with_state(signs=(Sign("nood-bloedverlies", ""),))
