"""Commands, and STOP above all: it ends messages, and never catches somebody who wants to quit smoking."""

from pathlib import Path

import pytest

from bot.errors import ContentBroken
from bot.understanding.commands import Commands
from bot.understanding.ears import Ears
from bot.understanding.intents import ACTIONS
from bot.understanding.lists import word_files
from tests.understanding.conftest import NLU
from tests.understanding.sentences import Sentence, sentences


@pytest.mark.parametrize("sentence", sentences("stop"), ids=str)
def test_stop(ears: Ears, sentence: Sentence) -> None:
    assert (ears.commands.find(sentence.text, sentence.language) == "stop") is (sentence.intent == "stop")


@pytest.mark.parametrize("sentence", sentences("stop"), ids=str)
def test_stop_without_knowing_the_language(ears: Ears, sentence: Sentence) -> None:
    assert (ears.commands.find(sentence.text) == "stop") is (sentence.intent == "stop")


@pytest.mark.parametrize("sentence", sentences("stop"), ids=str)
def test_what_may_be_a_stop_is_asked_and_despair_is_heard(ears: Ears, sentence: Sentence) -> None:
    """`ik wil dit niet meer` is asked about; `ik wil niet meer` is a warning sign, whatever stands around it."""
    asked = ears.commands.find(sentence.text, sentence.language) == "stop-of-niet"
    assert asked is (sentence.intent == "stop-of-niet")
    signs = [sign.id for sign in ears.signs.find(sentence.text)]
    assert sentence.intent != "despair" or signs == ["nood-zelfdoding"]
    assert not asked or not signs


@pytest.mark.parametrize("sentence", sentences("urgent_and_stop", "nl"), ids=str)
def test_stop_beside_something_else(ears: Ears, sentence: Sentence) -> None:
    assert ears.commands.stops(sentence.text) is (sentence.intent == "stops")


@pytest.mark.parametrize(
    ("text", "language", "action"),
    [
        ("no", "pl", "ja"),
        ("no", "en", "nee"),
        ("no", "nl", "nee"),
        ("nie", "pl", "nee"),
        ("dag", "nl", "dag"),
        ("test", "nl", ""),
        ("hullp", "nl", ""),
        ("wat kun je alemaal", "nl", "hulp"),
        ("wis alle", "nl", ""),
        ("aub wis alles dank u", "nl", "wissen"),
        ("bedankt", "nl", "bedankt"),
        ("stuur mij geen berichten meer na zondag", "nl", "stop"),
        ("👍", "", "ja"),
        ("👎", "tr", "nee"),
        ("...", "nl", ""),
        ("", "nl", ""),
        ("program rzucania palenia", "pl", "stopprogramma"),
        ("program rzucania palenja", "pl", "stopprogramma"),
        ("program rzucania palenia koszt", "pl", ""),  # a word more is no typing error
        ("stop " * 100, "nl", "stop"),
        ("ik wil " * 100, "nl", ""),
    ],
)
def test_commands(ears: Ears, text: str, language: str, action: str) -> None:
    assert ears.commands.find(text, language) == action


@pytest.mark.parametrize(
    ("text", "resumes"),
    [
        *((text, True) for text in ("START", "/start", "start aub", "weer beginnen", "BAŞLA", "start again", "ابدأ")),
        *((text, True) for text in ("بداية", "ZACZNIJ", "hoi, begin", "tekrar başla", "restart")),
        *((text, False) for text in ("hoi", "hallo", "merhaba", "مرحبا", "hello", "cześć", "menu", "stat", "")),
        ("hoe begin ik met stoppen met roken", False),
    ],
)
def test_only_an_explicit_word_resumes(ears: Ears, text: str, resumes: bool) -> None:
    assert ears.commands.resumes(text) is resumes
    assert not resumes or ears.commands.find(text) == "start"


def test_a_beginning_is_enough_where_the_list_says_so(tmp_path: Path) -> None:
    (tmp_path / "nl.yml").write_text("hulp: [help mij ...]", encoding="utf-8")
    commands = Commands(word_files(tmp_path.glob("*.yml"), tmp_path / "kept"))
    assert commands.find("help mij met mijn vraag") == "hulp"
    assert commands.find("wie kan help mij zeggen") == ""


def test_a_command_we_do_not_know(tmp_path: Path) -> None:
    (tmp_path / "nl.yml").write_text("dans: [dans]", encoding="utf-8")
    with pytest.raises(ContentBroken, match="dans"):
        Commands(word_files(tmp_path.glob("*.yml"), tmp_path / "kept"))


def test_every_action_of_the_domain_is_known_and_said_in_dutch() -> None:
    dutch = (NLU / "commands" / "nl.yml").read_text(encoding="utf-8")
    assert {"stop", "wissen", "mens", "meer", "stop-of-niet"} <= ACTIONS
    assert all(f"\n{action}:" in dutch for action in ACTIONS)
