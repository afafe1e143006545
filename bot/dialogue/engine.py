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
    locking,
    menu,
    not_understood,
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
        return not_understood.not_read(draft, meaning.kind)
    if meaning.source is Source.TAP:
        return replies.tapped(draft, meaning)
    if meaning.source is Source.ANSWER and not meaning.answer:
        return not_understood.not_on_the_list(draft, meaning)
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
        return not_understood.not_written(draft)
    return not_understood.ask_again(draft, meaning)


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
    return _is_clear(draft, meaning) or bool(not_understood.near(draft, meaning))
