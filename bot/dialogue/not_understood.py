"""What we cannot read, have no text about, or did not understand: said kindly, asked again, in the end a person."""

from typing import Final

from bot.dialogue import flow, learning, menu
from bot.dialogue.draft import Draft
from bot.model import EventKind, IncomingKind, Meaning, Option

MAY_BE: Final = {"roken-stoppen": menu.STOP}  # "I want to stop": smoking, or our messages?


def not_read(draft: Draft, kind: IncomingKind) -> Draft:
    """Who speaks to us may not type easily: with what she can tap or send by number."""
    draft = draft.saying(f"ui#soort.{kind}")
    return menu.show(draft) if kind is IncomingKind.VOICE and not draft.state.stack else flow.resume(draft)


def not_written(draft: Draft) -> Draft:
    """We know what she asks and have no text about it yet: say so, and who can answer."""
    draft = draft.with_state(unknown=0).saying("ui#nog_geen_uitleg")
    return flow.resume(draft) if draft.state.stack else menu.show(draft)


def not_on_the_list(draft: Draft, meaning: Meaning) -> Draft:
    """A number that no option has: the list again, once."""
    question = draft.state.open
    if question is None or draft.state.unknown or draft.state.stack:
        return ask_again(draft, meaning)
    draft = draft.noting(EventKind.NOT_UNDERSTOOD).with_state(unknown=1).saying("ui#kies_uit")
    return draft.asking(question.id, question.options, question.kind)


def ask_again(draft: Draft, meaning: Meaning) -> Draft:
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
    if options := near(draft, meaning):
        return menu.ask_which(draft, options[:3])
    return draft.saying("ui#niet_begrepen")


def near(draft: Draft, meaning: Meaning) -> list[Option]:
    """What she may mean, best first, as far as it has a button."""
    best = meaning.intent
    guessed = (best, MAY_BE.get(best, ""), *(guess.intent for guess in meaning.others))
    return [option for name in dict.fromkeys(guessed) if (option := menu.named_option(draft.library, name))]
