"""Search by words over the real topics."""

from dataclasses import replace

import pytest

from bot.content.schema import Library
from bot.understanding.ears import Ears
from bot.understanding.search import Search


@pytest.mark.parametrize(
    ("text", "language", "topic"),
    [
        ("foliumzuur", "nl", "foliumzuur"),
        ("foliumzur", "nl", "foliumzuur"),
        ("kraamzorg", "tr", "kraamzorg"),
        ("waar haal ik de kinkhoestprik", "nl", "22-wekenprik"),
        ("schulden", "nl", "geld-en-schulden"),
        ("22 wekenprik", "nl", "22-wekenprik"),
    ],
)
def test_found(ears: Ears, text: str, language: str, topic: str) -> None:
    found = ears.search.find(text, language)
    assert found[0].intent == topic
    assert 0 < found[0].certainty <= 1


@pytest.mark.parametrize("text", ["", "ik de het", "xyzzy", "🤰", "fo", "woord " * 40])
def test_not_found(ears: Ears, text: str) -> None:
    assert ears.search.find(text, "nl") == ()


def test_at_most_three_and_best_first(ears: Ears) -> None:
    found = ears.search.find("zwanger roken alcohol", "nl")
    assert len(found) <= 3
    assert [guess.certainty for guess in found] == sorted((guess.certainty for guess in found), reverse=True)


def test_a_language_without_content(ears: Ears) -> None:
    assert ears.search.find("foliumzuur", "so")[0].intent == "foliumzuur"


def test_a_translation_that_is_not_there_yet_finds_the_dutch(library: Library) -> None:
    search = Search(replace(library, translations={"so": {}}), frozenset({"de"}))
    assert search.find("de alcohol", "so")[0].intent == "alcohol"
