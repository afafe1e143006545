"""Her own page: the questions of the self-check that are not asked in this chat, one by one and apart from it. Pure.

What is said there goes to her page only. Of what happens there nothing but her answers comes back into the chat.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from bot.content.parse.check_flow import FITS
from bot.content.questions import HELP, OWNER
from bot.content.scene import literal
from bot.content.schema import Library
from bot.dialogue import flow
from bot.dialogue.checking import HERE, PLACE
from bot.dialogue.draft import Draft
from bot.model import ClosePage, Conversation, Form, Frame, OnPage, PageOpened, Say, Turn
from bot.selfcheck import AWAITED, CHECK, CHECK_FLOWS, LINKED, private

AROUND, QUESTIONS = CHECK_FLOWS
AFTER: Final = "tips"  # the step after the questions: what she hears of her answers
_PART: Final = ".vraag"


def offered(draft: Draft, opened: PageOpened) -> Draft:
    """Her link, unless there is none. Who stopped or emptied her screen meanwhile hears nothing; it opens nothing."""
    text = draft.library.checks[CHECK].text
    if draft.state.stopped or AWAITED not in draft.state.answers:
        return draft.without_answer(AWAITED).doing(ClosePage())
    draft = draft.without_answer(AWAITED)
    if not opened.link:  # the first was promised for later; a new one she asked for
        return draft.saying(text("zin.geen_link")) if LINKED in draft.state.answers else draft
    draft = draft.keeping(LINKED, "ja").saying(text("zin.eigen_pagina"))
    # In a message of its own and without marks of direction, which would become part of it.
    link = (("link", literal(opened.link)),)
    return draft.saying_as(Say(text("zin.link"), link, language="nl", until=opened.until))


def turn(conversation: Conversation, on: OnPage, library: Library, today: date) -> Turn:
    """What her page says next, as `Turn.aside`; nothing for who stopped, or at a step that is not asked there."""
    steps = _steps(library)
    if conversation.stopped or not steps or (on.step and on.step not in steps):
        return Turn(conversation)
    apart = Draft(_apart(conversation, on.step or f"{steps[0]}{FITS}"), library, today)
    given = on.given if on.step and on.given != flow.BACK else ""
    done = flow.answer(apart, (given,)) if given else flow.run(apart)
    answers = {**done.state.answers}
    answers.pop(PLACE)
    if PLACE in conversation.answers:
        answers[PLACE] = conversation.answers[PLACE]
    return Turn(replace(conversation, answers=answers), events=done.events, aside=done.says)


def step_asked(say: Say) -> str:
    """The step whose question this is; empty: it asks nothing that is answered on the page."""
    owner, _, part = say.question.id.partition("#") if say.question else ("", "", "")
    return part.removesuffix(_PART) if owner == f"{OWNER}{CHECK}" and part.endswith(_PART) else ""


def _steps(library: Library) -> tuple[str, ...]:
    """What may be asked there: each delicate question, and whether she wants help with it."""
    questions = library.checks[CHECK].questions
    return tuple(step for one in private(questions.values()) for step in (one, f"{one}{HELP}"))


def _apart(conversation: Conversation, step: str) -> Conversation:
    """The chat as it is, but for what is under way in it: that waits untouched."""
    return replace(
        conversation,
        form=Form.TELEGRAM,
        stack=(Frame(AROUND, AFTER), Frame(QUESTIONS, step)),
        asked=(),
        open=None,
        answers={**conversation.answers, PLACE: HERE},
    )
