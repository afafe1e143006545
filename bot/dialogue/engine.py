"""The core promise: `advance(conversation, meaning, library, today) -> Turn`. No clock, no network, no database.

Order (house.md §2): a tapped button → warning signs → the open question → commands → topics → not understood.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from bot.content.library import offered_languages
from bot.content.schema import Library
from bot.dialogue import (
    calling,
    changed,
    commands,
    flow,
    hearing,
    learning,
    locking,
    menu,
    own_page,
    practices,
    replies,
    safety,
    shared,
    topics,
    unlocking,
    waiting,
)
from bot.dialogue.draft import Draft
from bot.model import (
    OUT_OF_SCOPE,
    SURE,
    Conversation,
    EventKind,
    IncomingKind,
    Meaning,
    NotCalled,
    OnPage,
    Option,
    PageOpened,
    Result,
    Sign,
    Source,
    Turn,
)

YES_NO: Final = ("ja", "nee")  # answer neither who cares for her nor anything else
AFTER_STOP: Final = ("wissen", "wis-scherm", "mens", "taal")
PLAIN: Final = 0.9  # so sure that she asks something new, and does not answer who cares for her
AT_ONCE: Final = ("stop", "wis-scherm")  # no greeting first: somebody may be looking
MAY_BE: Final = {"roken-stoppen": menu.STOP}  # "I want to stop": smoking, or our messages?
WELCOMED: Final = ("start", "hulp", "taal")  # the greeting is the answer


def advance(conversation: Conversation, meaning: Meaning, library: Library, today: date) -> Turn:
    """Decide what the companion says next. Pure."""
    if isinstance(meaning.result, OnPage):
        return own_page.turn(conversation, meaning.result, library, today)
    draft = changed.mended(Draft(conversation, library, today).with_state(form=meaning.form))
    if meaning.kind is IncomingKind.BLOCKED:
        return _left(draft, meaning).turn()
    if meaning.result:
        return _came_of(draft, meaning.result).turn()
    draft = locking.tidied(draft)
    if meaning.intent in library.urgents and meaning.certainty >= SURE and not meaning.signs:
        meaning = replace(meaning, signs=(Sign(meaning.intent, meaning.language),))  # the model saw what no lexicon has
    turn = _decide(practices.came_by(menu.with_language(draft, meaning), meaning), meaning).turn()
    return hearing.voiced(turn, library, asked=meaning.intent == hearing.ASKS and _is_command(meaning))


def _came_of(draft: Draft, result: Result) -> Draft:
    if isinstance(result, PageOpened):
        return own_page.offered(draft, result)
    if isinstance(result, NotCalled):
        return calling.failed(draft, result)
    return unlocking.told(draft, result) if isinstance(result, unlocking.PinResult) else shared.told(draft, result)


def _decide(draft: Draft, meaning: Meaning) -> Draft:
    if sign := safety.doubt_confirmed(draft, meaning):
        meaning = replace(meaning, signs=(sign,))
    if meaning.signs:
        return _urgent(draft, meaning)
    if sentence := hearing.aloud(draft, meaning):
        return sentence
    if meaning.doubt:
        return safety.ask_whether(draft, meaning, meaning.doubt)
    if care := safety.care_told(draft, meaning):
        return safety.answer_care(draft, care)  # also for who stopped, or was never greeted
    if not draft.state.stopped and waiting.is_answered(draft, meaning):
        return waiting.take(draft, meaning.answer)
    if safety.waits_for_care(draft.state) and (meaning.intent in YES_NO or not _is_clear(draft, meaning, PLAIN)):
        return safety.ask_care_again(draft)
    if draft.state.stopped and not meaning.resumes and not _heard_though_stopped(draft, meaning):
        return _quiet(draft)
    return _answer(draft, meaning) if draft.state.greeted else _first(draft, meaning)


def _heard_though_stopped(draft: Draft, meaning: Meaning) -> bool:
    """What stays hers after STOP: deleting (also the yes to it), withdrawing, the screen, a person, her language."""
    deleting = any(frame.flow == "wissen" for frame in draft.state.stack)
    withdraws = meaning.intent == "intrekken" and bool(draft.state.consents)
    return meaning.intent in AFTER_STOP or withdraws or (deleting and bool(meaning.answer))


def _quiet(draft: Draft) -> Draft:
    """She is told once how to begin again; then we keep the silence she asked for."""
    told = draft.state.unknown > 0
    return draft if told else draft.with_state(unknown=1).saying("ui#je_bent_gestopt")


def _left(draft: Draft, meaning: Meaning) -> Draft:
    """She blocked us or her carrier took her STOP: nothing more from us, but a sign in the same words is answered."""
    draft = draft.with_state(stopped=True, open=None).noting(EventKind.STOPPED)
    return safety.answer_signs(draft, meaning) if meaning.signs else draft


def _urgent(draft: Draft, meaning: Meaning) -> Draft:
    draft = safety.answer_signs(draft, meaning)
    return commands.stop(draft) if meaning.stops else topics.offer(safety.ask_care(draft), meaning.others)


def _first(draft: Draft, meaning: Meaning) -> Draft:
    """Her first message: who we are, and her question answered at once."""
    if meaning.intent in AT_ONCE:
        return commands.react(draft, meaning)
    if draft.state.waiting:
        return _choosing_first(draft, meaning)
    if not draft.state.language:
        waiting = meaning.intent if _is_question(draft, meaning) else "start"
        return menu.ask_language(draft.with_state(waiting=waiting))
    if meaning.intent in WELCOMED or not _is_question(draft, meaning):
        return menu.welcome(draft)
    return _answer(menu.welcome(draft, with_menu=False), meaning)


def _choosing_first(draft: Draft, meaning: Meaning) -> Draft:
    """We asked her language and remember what she came with. Whatever she says, we go on; in Dutch if need be."""
    chosen = (meaning.answer or ("",))[0].removeprefix(menu.LANGUAGE)
    if chosen == menu.ALL_LANGUAGES:
        return menu.ask_language(draft, everything=True)
    code = chosen if chosen in offered_languages(draft.library) else draft.state.language or "nl"
    asks = meaning.source is not Source.TAP and meaning.intent not in WELCOMED and _is_question(draft, meaning)
    wanted = meaning if asks else Meaning(Source.COMMAND, draft.state.waiting, 1.0, form=draft.state.form)
    draft = draft.retiring().with_state(language=code, waiting="").noting(EventKind.LANGUAGE_CHOSEN, code)
    return _first(draft, wanted)


def _answer(draft: Draft, meaning: Meaning) -> Draft:
    if meaning.kind not in (IncomingKind.TEXT, IncomingKind.TAP):
        return _not_read(draft.saying(f"ui#soort.{meaning.kind}"), meaning.kind)
    if meaning.source is Source.TAP:
        return replies.tapped(draft, meaning)
    if meaning.source is Source.ANSWER and not meaning.answer:
        return _not_on_the_list(draft, meaning)
    if meaning.source in (Source.ANSWER, Source.DATE) and draft.state.open:
        return replies.replied(draft, draft.state.open, meaning.answer)
    if _is_command(meaning):
        return commands.react(draft, meaning)
    if _is_flow(draft, meaning) and locking.guards(draft, meaning.intent):
        return locking.ask(draft, meaning.intent)
    if _is_flow(draft, meaning):
        return flow.start(draft.retiring(), meaning.intent)
    topic = topics.about(draft.library, meaning.intent)
    if topic and meaning.certainty >= SURE:
        return flow.resume(topics.tell_all(draft, topic, meaning))
    if meaning.intent != OUT_OF_SCOPE and meaning.certainty >= SURE:
        return _not_written(draft)
    return _not_understood(draft, meaning)


def _not_read(draft: Draft, kind: IncomingKind) -> Draft:
    """Who speaks to us may not type easily: with what she can tap or send by number."""
    return menu.show(draft) if kind is IncomingKind.VOICE and not draft.state.stack else flow.resume(draft)


def _not_written(draft: Draft) -> Draft:
    """We know what she asks and have no text about it yet: say so, and who can answer."""
    draft = draft.with_state(unknown=0).saying("ui#nog_geen_uitleg")
    return flow.resume(draft) if draft.state.stack else menu.show(draft)


def _not_on_the_list(draft: Draft, meaning: Meaning) -> Draft:
    """A number that no option has: the list again, once."""
    question = draft.state.open
    if question is None or draft.state.unknown or draft.state.stack:
        return _not_understood(draft, meaning)
    draft = draft.noting(EventKind.NOT_UNDERSTOOD).with_state(unknown=1).saying("ui#kies_uit")
    return draft.asking(question.id, question.options, question.kind)


def _not_understood(draft: Draft, meaning: Meaning) -> Draft:
    """Once: ask again, or offer near guesses. Twice in a row: the menu and a person; only consent waits."""
    if draft.state.stack and draft.state.open is None:
        return flow.resume(draft)  # after an urgent text her flow waits; whatever she says now goes on with it
    draft = draft.noting(EventKind.NOT_UNDERSTOOD).with_state(unknown=draft.state.unknown + 1)
    draft = learning.keep(draft, meaning)
    if draft.state.unknown >= 2 and not flow.asks_consent(draft):
        draft = draft.with_state(stack=(), asked=()).saying("ui#niet_begrepen_mens")
        return menu.show(draft, also=learning.offer(draft))
    if draft.state.stack:
        return flow.refuse(draft)
    if near := _near(draft, meaning):
        return menu.ask_which(draft, near[:3])
    return draft.saying("ui#niet_begrepen")


def _near(draft: Draft, meaning: Meaning) -> list[Option]:
    """What she may mean, best first, as far as it has a button."""
    best = meaning.intent
    guessed = (best, MAY_BE.get(best, ""), *(guess.intent for guess in meaning.others))
    return [option for name in dict.fromkeys(guessed) if (option := menu.named_option(draft.library, name))]


def _is_clear(draft: Draft, meaning: Meaning, least: float = SURE) -> bool:
    """A command, a tap, a flow, or a question we have a text for."""
    told = bool(topics.about(draft.library, meaning.intent)) and meaning.certainty >= least
    return told or _is_command(meaning) or _is_flow(draft, meaning) or meaning.kind is not IncomingKind.TEXT


def _is_command(meaning: Meaning) -> bool:
    """Said or tapped, not guessed: a guess never stops, deletes or mourns; it is asked about."""
    return commands.known(meaning.intent) and meaning.certainty >= SURE


def _is_flow(draft: Draft, meaning: Meaning) -> bool:
    """Her words were the title of a flow."""
    return meaning.source is Source.COMMAND and meaning.intent in draft.library.flows


def _is_question(draft: Draft, meaning: Meaning) -> bool:
    return _is_clear(draft, meaning) or bool(_near(draft, meaning))
