"""Learning from messages we did not understand: only with her consent, and never near a warning sign. Pure."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Final

from bot.content.urgent import URGENT
from bot.dialogue import menu
from bot.dialogue.draft import Draft
from bot.model import OUT_OF_SCOPE, Conversation, KeepForLearning, Meaning, Option, Reading, Turn

LEARN: Final = "meeleren"  # the purpose, the flow that asks for it, and the answer that tells she was asked
GUESSES: Final = 3
WHIFF: Final = 0.1  # all warning signs of a sentence together; from here on her message is not kept


def button(draft: Draft) -> list[Option]:
    """Opens the flow that asks her, or lets her end it. Not right after a warning sign."""
    option = menu.named_option(draft.library, LEARN)
    return [option] if option and _is_calm(draft.state) else []


def offer(draft: Draft) -> list[Option]:
    """The button, for who was not asked yet."""
    asked = LEARN in draft.state.consents or draft.answer_to(LEARN)
    return [] if asked else button(draft)


def keep(draft: Draft, meaning: Meaning) -> Draft:
    """What she said was not understood: it may be kept, when she agreed and nothing in it or before it is urgent."""
    guessed = tuple(dict.fromkeys((meaning.intent, *(guess.intent for guess in meaning.others))))
    if LEARN not in draft.state.consents or not _is_calm(draft.state):
        return draft
    return draft.doing(KeepForLearning(tuple(name for name in guessed if name != OUT_OF_SCOPE)[:GUESSES]))


def worded(turn: Turn, reading: Reading, urgents: Collection[str], mask: Callable[[str], str]) -> Turn:
    """The turn with her masked words in it; without the task when no words are left, or they may be a warning sign."""
    tasks = [task for task in turn.tasks if isinstance(task, KeepForLearning)]
    if not tasks:
        return turn
    text = "" if _may_be_sign(reading, urgents) else mask(reading.text)
    told = replace(tasks[0], text=text, language=reading.language or turn.conversation.language)
    others = tuple(task for task in turn.tasks if not isinstance(task, KeepForLearning))
    return replace(turn, tasks=(*others, told) if told.text else others)


def _is_calm(state: Conversation) -> bool:
    """No warning sign was answered in this conversation, and we are not asking about one."""
    return not state.signs and not (state.open and state.open.id.startswith(URGENT))


def _may_be_sign(reading: Reading, urgents: Collection[str]) -> bool:
    chances = (sum(guess.certainty for guess in part.guesses if guess.intent in urgents) for part in reading.parts)
    return bool(reading.signs) or any(chance >= WHIFF for chance in chances)
