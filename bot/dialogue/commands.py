"""What each command does, in any state. One table from intent to reaction; a new command is one line here."""

from collections.abc import Callable
from typing import Final

from bot.dialogue import (
    again,
    calling,
    checking,
    flow,
    hearing,
    kept,
    locking,
    menu,
    practices,
    safety,
    shared,
    topics,
)
from bot.dialogue.draft import Draft
from bot.model import EraseScreen, EventKind, Meaning, Say
from bot.summary import FLOW as SUMMARY

Reaction = Callable[[Draft, Meaning], Draft]
AGAIN: Final = ("herhaal", "makkelijker")  # of an urgent text it is the same
MOVES: Final = ("terug", "sla-over", "weet-niet", "waarom")  # about a question that is open


def stop(draft: Draft, meaning: Meaning | None = None) -> Draft:
    """No more messages, at once and without asking. What was under way stays, unless her PIN guards it."""
    draft = checking.page_closed(locking.let_go(draft.retiring())).with_state(stopped=True, unknown=0)
    return draft.noting(EventKind.STOPPED).saying_as(Say("ui#gestopt", once=True))


def ask_what_stops(draft: Draft, meaning: Meaning) -> Draft:
    """ "I don't want this anymore": the messages, or everything? Despair says it so too, so we never guess."""
    draft = draft.saying("ui#gestopt_met_vragen") if draft.state.stack else draft
    either = (menu.named_option(draft.library, name) for name in (menu.STOP, "nood-zelfdoding"))
    return menu.ask_which(draft.with_state(stack=(), asked=()), [option for option in either if option])


def begin(draft: Draft, meaning: Meaning) -> Draft:
    if draft.state.stopped:
        draft = draft.with_state(stopped=False).noting(EventKind.RESUMED).saying("ui#weer_begonnen")
        return flow.resume(draft) if draft.state.stack else menu.show(draft)
    return menu.welcome(draft.with_state(stack=(), asked=()))


def change_language(draft: Draft, meaning: Meaning) -> Draft:
    if not meaning.language or meaning.language == draft.state.language:
        return menu.ask_language(draft)
    return flow.resume(menu.choose_language(draft, meaning.language))


def go_back(draft: Draft, meaning: Meaning) -> Draft:
    if draft.state.stack:
        draft = flow.back(draft)
        return draft if draft.state.stack else menu.show(draft)
    return menu.show(draft.saying("ui#niets_terug"))


def skip(draft: Draft, meaning: Meaning) -> Draft:
    return flow.skip(draft) if draft.state.stack else menu.show(draft)


def explain(draft: Draft, meaning: Meaning) -> Draft:
    return flow.explain(draft) if draft.state.stack else menu.show(draft)


def erase_screen(draft: Draft, meaning: Meaning) -> Draft:
    """Quietly: question and page of her own are closed, the screen is emptied, the answer names no subject."""
    emptied = shared.unwanted(draft.retiring().with_state(stack=(), asked=()))
    return checking.page_closed(emptied).doing(EraseScreen()).saying("ui#wis_scherm")


def show_help(draft: Draft, meaning: Meaning) -> Draft:
    return menu.show(draft)


def yes_or_no(draft: Draft, meaning: Meaning) -> Draft:
    """To nothing that can be answered so: how the open question can be answered, else that she may ask."""
    question = draft.state.open
    if draft.state.stack and question and flow.is_asking(draft, question.id):
        return flow.refuse(draft)
    return flow.resume(draft.saying("ui#oke"))


def call_a_person(draft: Draft, meaning: Meaning) -> Draft:
    return draft.saying("ui#mens")


def not_yet(draft: Draft, meaning: Meaning) -> Draft:
    return menu.show(draft.saying("ui#kan_nog_niet"))


def _saying(text: str) -> Reaction:
    return lambda draft, meaning: draft.saying(text)


def _starting(name: str) -> Reaction:
    return lambda draft, meaning: flow.start(draft.retiring(), name)


def mourn(draft: Draft, meaning: Meaning) -> Draft:
    """She lost her baby: no question about a pregnancy may come back after this."""
    return flow.start(draft.retiring().with_state(stack=(), asked=()), "verlies")


# Commands that leave the open question as it is get it repeated afterwards; `LAST` ones have the last word.
REACTIONS: Final[dict[str, Reaction]] = {
    "herhaal": lambda draft, meaning: topics.say_again(draft),
    "makkelijker": lambda draft, meaning: again.simpler(draft),
    "meer": lambda draft, meaning: again.more(draft),
    "alleen-tekst": hearing.text_only,
    "mens": call_a_person,
    "wie-ben-jij": _saying("ui#wie_ben_ik"),
    "klacht": _saying("ui#klacht"),
    "andere-praktijk": practices.let_go,
    "geen-gehoor": lambda draft, meaning: safety.nobody_answers(draft),
    "bedankt": _saying("ui#bedankt"),
    "mijn-gegevens": kept.show_and_offer,
    "wie-leest-mee": kept.who_reads_along,
    "pauze": _saying("ui#geen_berichten"),
    "vaker": _saying("ui#geen_berichten"),
    "minder-vaak": _saying("ui#geen_berichten"),
}

LAST: Final[dict[str, Reaction]] = {
    "ja": yes_or_no,
    "nee": yes_or_no,
    "stop": stop,
    "stop-of-niet": ask_what_stops,
    "start": begin,
    "hulp": show_help,
    "zoek": _saying("ui#typ_je_vraag"),
    "taal": change_language,
    hearing.ASKS: hearing.read_aloud,
    "terug": go_back,
    "sla-over": skip,
    "weet-niet": skip,
    "waarom": explain,
    "wis-scherm": erase_screen,
    "wissen": _starting("wissen"),
    "verlies": mourn,
    "dag": _saying("ui#dag"),
    practices.CAME: practices.greet,
    calling.ASKS: calling.begin,
    "zelfcheck": checking.begin,
    "netwerkkaart": _starting("netwerkkaart"),
    "stopprogramma": not_yet,
    "samenvatting": _starting(SUMMARY),
    "intrekken": kept.withdraw,
    locking.FLOW: _starting(locking.FLOW),
    "hulp-in-de-buurt": not_yet,
}


def known(intent: str) -> bool:
    return intent in REACTIONS or intent in LAST


def react(draft: Draft, meaning: Meaning) -> Draft:
    """Do what the command asks, or ask her PIN first."""
    if meaning.intent in MOVES and flow.waits(draft):
        return flow.resume(draft)
    return locking.ask(draft, meaning.intent) if locking.guards(draft, meaning.intent) else done(draft, meaning)


def done(draft: Draft, meaning: Meaning) -> Draft:
    """It is done. A side remark in a flow is followed by the flow's question."""
    draft = draft.with_state(unknown=0)
    if meaning.intent in AGAIN and safety.was_last(draft.state):
        return safety.say_again(draft)
    if meaning.intent in LAST:
        return LAST[meaning.intent](draft, meaning)
    return flow.resume(REACTIONS[meaning.intent](draft, meaning))
