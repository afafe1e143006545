"""Values that are worded where they are read."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.content import values
from bot.content.joined import joined
from bot.content.scene import Scene, filled, literal
from bot.content.schema import Library, Text
from bot.errors import ContentBroken
from bot.model import Form

TODAY = date(2026, 6, 1)
DAY = values.day(date(2026, 11, 3))


def said(library: Library, words: str, value: str, language: str = "nl") -> str:
    return filled(Scene(library, language, Form.SMS, TODAY, {"x": value}), words, language)


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "3 november 2026"), ("tr", "3 Kasım 2026"), ("ar", "3 نوفمبر 2026")]
)
def test_a_day_in_her_language(library: Library, language: str, words: str) -> None:
    assert said(library, "{x}", DAY, language) == words


def test_a_moment_is_told_in_dutch_time(library: Library) -> None:
    assert said(library, "tot {x}", values.clock(datetime(2026, 7, 1, 12, 5, tzinfo=UTC))) == "tot 14:05"


@pytest.mark.parametrize(("language", "words"), [("nl", "Turks"), ("tr", "Türkçe"), ("en", "Türkçe")])
def test_a_language_for_the_midwife_and_for_herself(library: Library, language: str, words: str) -> None:
    assert said(library, "{x}", values.language("tr"), language) == words


def test_an_unknown_language_is_an_error(library: Library) -> None:
    with pytest.raises(ContentBroken):
        said(library, "{x}", values.language("xx"))


def test_lines_have_their_own_values_and_literal_words_stay_literal(library: Library) -> None:
    place = library.texts["ui#ja"].place
    ours = {name: Text(name, words, place) for name, words in (("t#a", "Eerst {wat}."), ("t#b", "Dan dit."))}
    there = replace(library, texts={**library.texts, **ours})
    hers = "@t#b {feit:alarmnummer} {x} ]\n[1]"
    both = [("t#a", (("wat", literal(hers)),)), ("t#b", ())]
    assert said(there, "Dit:{x}", values.lines(both)) == f"Dit:\n- Eerst {hers}.\n- Dan dit."
    assert said(there, "Dit:{x}", values.lines(both, numbered=True)) == f"Dit:\n1. Eerst {hers}.\n2. Dan dit."


def test_no_lines_leave_no_blank_line(library: Library) -> None:
    assert said(library, "Dit:{x}\nKlopt het?", values.lines([])) == "Dit:\nKlopt het?"


@pytest.mark.parametrize(
    ("language", "texts", "words"),
    [
        (
            "nl",
            ["Dichtbij", "'s Nachts bellen", "✋ Helpt met klussen"],
            "Dichtbij, 's nachts bellen, ✋ helpt met klussen",
        ),
        ("nl", ["Bellen is veilig", "Altijd"], "Bellen is veilig, altijd"),
        ("tr", ["Yakın", "İşlere yardım eder", "Işık"], "Yakın, işlere yardım eder, ışık"),
        ("tr", ["Aramak güvenli", "SMS olmasın"], "Aramak güvenli, SMS olmasın"),
        ("en", ["Close", "I listen", "Ik"], "Close, I listen, ik"),
        ("ar", ["قريب", "اتصال في الليل"], "قريب، اتصال في الليل"),
        ("nl", ["Dichtbij"], "Dichtbij"),
        ("nl", ["a", "112", ""], "a, 112, "),
    ],
)
def test_only_the_first_of_a_list_keeps_its_capital(language: str, texts: list[str], words: str) -> None:
    assert joined(texts, "، " if language == "ar" else ", ", language) == words
