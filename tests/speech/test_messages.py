"""Nothing we say is without sound, or without a reason why."""

import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.library import offered_languages
from bot.content.load import load
from bot.content.opening import AMSTERDAM
from bot.content.schema import Library
from bot.speech.ahead import ahead
from bot.speech.kept import Kept
from bot.speech.ladder import engines
from bot.speech.making import script_of
from bot.speech.messages import Message, Why, messages
from bot.speech.recordings import Recordings
from bot.speech.studio import Studio, how_of
from tests.conftest import ROOT

NOW = datetime(2026, 11, 23, 10, tzinfo=AMSTERDAM)
LANGUAGES = ("nl", "en", "tr", "ar", "pl", "uk")
TEXT_ID = re.compile(r"(?:ui|(?:topics|nood|flows|checks)/[\w-]+)#[\w.-]+")


@cache
def content() -> Library:
    return load(ROOT)


@cache
def said(language: str) -> tuple[Message, ...]:
    return messages(content(), language, NOW)


def test_these_are_the_offered_languages(library: Library) -> None:
    assert set(LANGUAGES) == set(offered_languages(library))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_words_that_can_be_said_or_a_reason(language: str) -> None:
    for message in said(language):
        if message.part is None:
            assert message.why in Why, message.id
            assert message.spoken == ""
        else:
            assert script_of(message.part.words, message.part.language).said, message.id
            assert "{" not in message.part.words, message.id
            assert not any(sign.isdigit() for sign in message.spoken), message.id
            assert how_of(message.part).personal is False


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_urgent_text_has_its_sentence_for_the_phone_slow_and_loud(language: str) -> None:
    ahead = {message.id: message.part for message in said(language)}
    for sign in content().urgents:
        part = ahead[f"nood/{sign}@belzin"]
        assert part
        assert (part.language, part.slow, part.loud) == ("nl", True, True)


def test_dutch_has_no_reason_but_hers() -> None:
    assert {message.why for message in said("nl")} == {None, Why.HERS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_somebody_to_say_it_on_any_machine(language: str, tmp_path: Path) -> None:
    """Of all messages, not a sample: who would speak, and under which key it is kept."""
    made = Studio(content(), engines(tmp_path), Recordings(tmp_path), Kept(tmp_path))
    for message in said(language):
        if message.part:
            assert made.plan(message.part), message.id


def test_where_nobody_speaks_it_is_said_of_every_message(tmp_path: Path) -> None:
    dumb = replace(content(), languages={code: replace(one, voices=()) for code, one in content().languages.items()})
    made = Studio(dumb, {}, Recordings(tmp_path), Kept(tmp_path))
    tally = ahead(made, said("tr"), online=False, told=lambda: None)
    assert (tally.messages, tally.made) == (len(said("tr")), 0)
    assert tally.silent.keys() == {message.id for message in said("tr")}
    assert all(tally.silent.values())


@given(data=st.data())
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_message_is_heard_on_any_machine(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    message = data.draw(st.sampled_from([m for m in said(language) if m.part and len(m.part.words) < 200]))
    folder = tmp_path_factory.getbasetemp() / "property"
    made = Studio(content(), engines(folder), Recordings(folder / "recorded"), Kept(folder / "speech"))
    assert message.part is not None
    sound = made.part(message.part)
    assert sound.language == message.part.language
    assert sound.marks


def test_what_conversations_reach_is_among_the_messages() -> None:
    """So that the list cannot quietly leave out a kind of text."""
    files = (ROOT / "tests" / "conversations").rglob("*.yaml")
    reached = {found for file in files for found in TEXT_ID.findall(file.read_text("utf-8"))} & content().texts.keys()
    known = {message.part.text_id for message in said("nl") if message.part} | {message.id for message in said("nl")}
    assert len(reached) > 100
    assert {text_id for text_id in reached - known if not text_id.endswith(("#sms", "#antwoord"))} == {
        "ui#ja"
    }  # a button
