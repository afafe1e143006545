"""Answers and taps: what they answer, what they open, and what an old button still does."""

from bot.content.questions import OWNER
from bot.dialogue import commands, flow, locking, menu, safety, topics
from bot.dialogue.draft import Draft
from bot.model import Meaning, Question, Sign, Source


def replied(draft: Draft, question: Question, values: tuple[str, ...]) -> Draft:
    """An answer to the open question: the flow's, or whatever the option opens."""
    if not (question.id.startswith(("flows/", OWNER)) and question.id.endswith(".vraag")):
        return _open_option(draft, values[0], question.id)
    if flow.is_asking(draft, question.id):
        return flow.answer(draft, values)
    return _go_on(draft.retiring().saying("ui#opnieuw"))


def tapped(draft: Draft, meaning: Meaning) -> Draft:
    question = draft.state.open
    if question and meaning.instance == question.instance and _offered(question, meaning.answer):
        return replied(draft, question, meaning.answer)
    asked = next((a for a in draft.state.asked if a.instance == meaning.instance), None)
    if asked and draft.state.stack and asked.flow == draft.state.stack[-1].flow:
        return flow.correct(draft, asked, meaning.answer)
    if meaning.answer[0] in draft.library.topics:
        return flow.resume(topics.tell(draft, meaning.answer[0]))
    return _stale(draft)


def _offered(question: Question, values: tuple[str, ...]) -> bool:
    return {option.id for option in question.options}.issuperset(values)


def _stale(draft: Draft) -> Draft:
    """An old button never deletes, stops or shares; it brings the question of now."""
    return _go_on(draft.saying("ui#oude_knop"))


def _go_on(draft: Draft) -> Draft:
    """With the flow's question, or with the menu."""
    return flow.run(draft) if draft.state.stack else menu.show(draft)


def _open_option(draft: Draft, option: str, asked: str) -> Draft:
    """What a menu option opens. Its id says what it is."""
    if asked.endswith("#uitleg.vraag"):
        topic = asked.removeprefix("topics/").removesuffix("#uitleg.vraag")
        return topics.answer_teach_back(draft, topic, option)
    if option == menu.ALL_LANGUAGES:
        return menu.ask_language(draft, everything=True)
    if option.startswith(menu.LANGUAGE):
        return flow.resume(menu.choose_language(draft, option.removeprefix(menu.LANGUAGE)))
    if option.startswith(menu.GROUP):
        return menu.open_group(draft, option)
    if option.startswith(topics.TEACH):
        return topics.ask_teach_back(draft, option.removeprefix(topics.TEACH))
    return _open_named(draft, option)


def _open_named(draft: Draft, option: str) -> Draft:
    if locking.guards(draft, option):
        return locking.ask(draft, option)
    if option in draft.library.topics:
        return flow.resume(topics.tell(draft, option))
    if option in draft.library.urgents:
        return safety.ask_care(safety.answer_signs(draft, Meaning(Source.TAP, signs=(Sign(option, ""),))))
    if commands.known(option):  # before flows: a command may do more than begin the flow of its name
        return commands.react(draft, Meaning(Source.TAP, option, 1.0, form=draft.state.form))
    if option in draft.library.flows:
        return flow.start(draft.retiring(), option)
    if option == menu.OTHER:
        return draft.retiring().saying("ui#typ_je_vraag")
    return _stale(draft)
