"""What of a turn is heard: when she asks, or always when she chose so. The words are on her screen first. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.content.schema import Library
from bot.content.urgent import ALOUD, phone_sentence_id
from bot.dialogue import calling, flow, menu, safety
from bot.dialogue.draft import Draft
from bot.model import EraseScreen, Forget, Form, Hears, Lane, Meaning, Say, Turn

ASKS: Final = "voorlezen"  # the command
FLOW: Final = "geluid"  # asks her when she wants it
DELICATE: Final = (
    *("checks/", "flows/zelfcheck#", "flows/pincode#", "flows/gedeeld#", "flows/samenvatting#", "flows/privacy#"),
    *("nood/nood-geweld", "nood/nood-zelfdoding"),
)

PASSES: Final = ("ui#verder_met",)  # said between two things; the data it would cost are hers


def read_aloud(draft: Draft, meaning: Meaning) -> Draft:
    """What was said last is heard; a question under way after it. The first time she says when she wants it."""
    if draft.state.form is Form.SMS:
        return flow.resume(calling.heard_by_phone(draft, meaning))
    if safety.was_last(draft.state):
        return _urgent_again(draft)
    if draft.state.last:
        draft = draft.saying_as(Say(draft.state.last, lane=Lane.SOUND))  # heard only: she has the words
    if draft.state.stack:
        return flow.resume(draft)
    if draft.state.hears and draft.state.open and not draft.state.last:
        return draft.saying_as(Say(draft.state.open.id, question=draft.state.open, lane=Lane.SOUND))
    if draft.state.hears is None:
        return flow.start(draft.retiring(), FLOW)
    button = menu.named_option(draft.library, FLOW)
    return menu.go_on(draft, [button] if button else [])


def aloud(draft: Draft, meaning: Meaning) -> Draft | None:
    """She tapped under an urgent text: its Dutch sentence, slow and loud, for who answers the phone. Nothing else
    changes, whatever is under way; also for who stopped. None: she tapped something else.
    """
    sign = (meaning.answer or ("",))[0].removeprefix(ALOUD)
    sentence = phone_sentence_id(sign)
    if meaning.answer != (f"{ALOUD}{sign}",) or sentence not in draft.library.texts:
        return None
    return draft.saying_as(Say(sentence, lane=Lane.SOUND, language=safety.seen_in(draft, sign), wanted=True))


def text_only(draft: Draft, meaning: Meaning) -> Draft:
    return draft.with_state(hears=Hears.NEVER).saying("ui#alleen_tekst")


def _urgent_again(draft: Draft) -> Draft:
    """Read and heard once more, and then the Dutch sentence, slow and loud, for who answers the phone."""
    sentences = tuple(phone_sentence_id(sign.id) for sign in draft.state.signs)
    draft = safety.say_again(draft)
    for sentence in sentences:
        draft = draft.saying(sentence, lane=Lane.SOUND) if sentence in draft.library.texts else draft
    return draft


def voiced(turn: Turn, library: Library, *, asked: bool = False) -> Turn:
    """The turn with what is heard of it, behind its words. `asked`: all of it, and she is told when that fails."""
    if turn.conversation.form is Form.SMS or turn.conversation.stopped or _leaves_nothing(turn):
        return turn
    chosen = asked or turn.conversation.hears is Hears.ALWAYS
    words = tuple(say for say in turn.says if say.lane is not Lane.SOUND)
    heard = _heard(turn.says) if chosen else ()
    sounds = [replace(say, lane=Lane.SOUND, picture="") for say in heard if asked or not _is_delicate(say, library)]
    if asked and sounds:
        sounds[0] = replace(sounds[0], wanted=True)
    return replace(turn, says=(*words, *sounds)) if sounds else turn


def _leaves_nothing(turn: Turn) -> bool:
    return any(isinstance(task, Forget | EraseScreen) for task in turn.tasks)


def _heard(says: tuple[Say, ...]) -> Iterator[Say]:
    """In the order said. Not what is said at most once, or fades: a code is for her eyes."""
    return (say for say in says if not (say.once or say.until or say.text in PASSES))


def _is_delicate(say: Say, library: Library) -> bool:
    """Never aloud of ourselves: who sits beside her would hear it."""
    kind, _, name = say.text.partition("#")[0].partition("/")
    topic = library.topics.get(name) if kind == "topics" else None
    return topic.delicate if topic else say.text.startswith(DELICATE)
