"""Who sends a voice message is answered kindly, in her language, with what she can do without typing."""

from dataclasses import replace

import pytest

from bot.content.library import offered_languages, wording
from bot.content.schema import Library
from bot.dialogue.engine import advance
from bot.model import Conversation, Form, Frame, IncomingKind, Meaning, Source
from tests.storage.talk import NOON

SPOKE = Meaning(Source.NOTHING, kind=IncomingKind.VOICE)


@pytest.mark.parametrize("form", Form)
def test_she_hears_who_to_call_and_what_she_can_tap(library: Library, form: Form) -> None:
    for language in offered_languages(library):
        before = Conversation(language=language, greeted=True, form=form)
        turn = advance(before, replace(SPOKE, form=form), library, NOON.date())
        told, menu = turn.says
        assert (told.text, menu.text) == ("ui#soort.voice", "ui#menu")
        assert menu.question
        assert len(menu.question.options) > 2
        words = wording(library, told.text, language)
        assert words.language == language
        assert "{feit:alarmnummer}" in words.words


def test_what_is_under_way_comes_back(library: Library) -> None:
    asked = Conversation(language="nl", greeted=True, stack=(Frame("kennismaking", "situatie"),))
    turn = advance(asked, SPOKE, library, NOON.date())
    assert [say.text for say in turn.says] == ["ui#soort.voice", "ui#verder_met", "flows/kennismaking#situatie.vraag"]


def test_who_stopped_is_told_once_how_to_begin_again(library: Library) -> None:
    turn = advance(Conversation(language="nl", greeted=True, stopped=True), SPOKE, library, NOON.date())
    assert [say.text for say in turn.says] == ["ui#je_bent_gestopt"]
