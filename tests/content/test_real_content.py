"""The real content: it loads, it passes the checker, and every text can be said in both forms within its budget."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from bot.cli.checking import names
from bot.content.check import check
from bot.content.facts import FACT_PREFIX, placeholders
from bot.content.library import is_fresh
from bot.content.load import load, survey
from bot.content.opening import AMSTERDAM
from bot.content.render import Reader, render
from bot.content.schema import Library
from bot.content.sms import sms_parts
from bot.model import Address, Care, ChannelName, Form, Say
from bot.understanding.commands import Commands
from bot.understanding.lists import word_files

PROJECT = Path(__file__).parents[2]
TODAY = datetime(2026, 11, 23, 10, tzinfo=AMSTERDAM)
NIGHT = datetime(2026, 11, 22, 3, tzinfo=AMSTERDAM)


@pytest.fixture(scope="module")
def real() -> Library:
    return load(PROJECT)


def readers(language: str, now: datetime = TODAY, care: Care | None = None) -> Iterator[Reader]:
    yield from (Reader(Address(ChannelName.SIMULATOR, "x"), language, form, care, now) for form in Form)


def say(library: Library, text_id: str) -> Say:
    """The text with a value for everything it asks for."""
    wanted = placeholders(library.texts[text_id].words) if text_id in library.texts else frozenset()
    return Say(text_id, tuple((name, "12") for name in sorted(wanted) if not name.startswith(FACT_PREFIX)))


def test_the_checker_finds_no_errors() -> None:
    found = check(survey(PROJECT), names(PROJECT), TODAY.date())
    assert [str(problem) for problem in found if not problem.warning] == []


def test_every_text_can_be_said_in_every_offered_language(real: Library) -> None:
    for language in real.offered:
        for text_id in real.texts:
            for reader in readers(language):
                assert all(message.text.strip() for message in render(say(real, text_id), reader, real)), text_id


def test_topics_fit_their_budget(real: Library) -> None:
    for topic in real.topics:
        for language in real.offered:
            for reader in readers(language):
                for message in render(Say(f"topics/{topic}"), reader, real):
                    most = real.languages[message.language].sms_parts
                    assert len(message.text) <= 4096
                    assert reader.form is Form.TELEGRAM or sms_parts(message.text) <= most, (topic, language)


def test_dutch_topics_come_in_one_message_by_sms_and_say_how_to_read_on(real: Library) -> None:
    sms = next(reader for reader in readers("nl") if reader.form is Form.SMS)
    for name, topic in real.topics.items():
        (message,) = render(Say(f"topics/{name}"), sms, real)
        assert message.text.endswith("\nMeer? Stuur MEER.") is ("sms" in topic.sections), name


WORD = {"nl": "MEER", "en": "MORE", "tr": "DEVAM", "ar": "المزيد", "pl": "WIĘCEJ", "uk": "БІЛЬШЕ"}


@pytest.mark.parametrize("language", WORD)
def test_the_word_that_a_held_back_rest_asks_for_brings_it(real: Library, language: str, tmp_path: Path) -> None:
    """By SMS a topic fits its budget, says in her language which word brings the rest, and that word is understood."""
    commands = Commands(word_files((PROJECT / "nlu" / "commands").glob("*.yml"), tmp_path / "commands.json"))
    sms = next(reader for reader in readers(language) if reader.form is Form.SMS)
    fresh = [name for name in real.topics if is_fresh(real, f"topics/{name}#sms", language)]
    for name in fresh:
        said = render(Say(f"topics/{name}"), sms, real)[-1].text
        assert WORD[language] in said.splitlines()[-1], name
        assert sms_parts(said) <= real.languages[language].sms_parts, name
    hint = render(Say("ui#meer_hint", (("woord", "@ui#woord.meer"),)), sms, real)[0].text
    assert WORD[language] in hint
    assert commands.find(WORD[language], language) == commands.find(WORD[language].lower()) == "meer"


def test_every_urgent_text_is_said_to_everybody_at_every_hour(real: Library) -> None:
    for sign in real.urgents:
        for language in real.languages:
            for care in (None, *Care):
                for now in (TODAY, NIGHT):
                    for reader in readers(language, now, care):
                        found = render(Say(f"nood/{sign}"), reader, real)
                        assert len(found) >= 2, sign
                        assert found[-1].text_id == f"nood/{sign}#belzin"


def test_urgent_texts_survive_the_date_of_every_fact(real: Library) -> None:
    later = datetime(2040, 1, 2, 12, tzinfo=AMSTERDAM)
    for sign in real.urgents:
        for language in real.offered:
            for now, then in zip(readers(language), readers(language, later), strict=True):
                assert render(Say(f"nood/{sign}"), now, real) == render(Say(f"nood/{sign}"), then, real)


def test_high_risk_topics_still_give_numbers_after_the_date_of_every_fact(real: Library) -> None:
    """What an urgent text gives as a number, no other text may hide."""
    later = datetime(2040, 1, 2, 12, tzinfo=AMSTERDAM)
    (message, *_) = render(Say("topics/huiselijk-geweld"), next(readers("nl", later)), real)
    assert real.facts["alarmnummer"].value in message.text


KEPT_DUTCH = re.compile(r"\([^)]*\)|\"[^\"]*\"|“[^”]*”|«[^»]*»|\{[^}]*\}")  # names and sentences that stay Dutch
ENOUGH_TO_TELL = 6  # words
KNOWN = ["nl", "en", "tr", "ar", "pl", "uk", "es", "fr", "fa"]  # what the identifier knows of our languages


def test_no_translation_is_still_dutch(real: Library) -> None:
    """As a language identifier hears it, beside the checker's list of words."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(KNOWN)
    heard = {
        (language, text_id): identifier.classify(words)[:2]
        for language in KNOWN[1:]
        for text_id, one in real.translations.get(language, {}).items()
        if not text_id.endswith(("zoekwoorden", "belzin"))
        and len((words := KEPT_DUTCH.sub(" ", one.words)).split()) >= ENOUGH_TO_TELL
    }
    assert len(heard) > 3000
    assert [where for where, (said, certainty) in heard.items() if said == "nl" and certainty > 0.8] == []
