"""Facts past their date: which sentences go, and which never."""

from dataclasses import replace
from datetime import date

import pytest

from bot.content.facts import fact_names, facts_to_hide, fill, is_out_of_date, placeholders, without_facts
from bot.content.schema import Library

GONE = frozenset({"dosis"})
DROPPED = [  # text, what is left when `dosis` may not be said
    ("Slik {feit:dosis}. Elke dag.", "Elke dag."),
    ("Bel ons. Slik {feit:dosis:spreek}.", "Bel ons."),
    ("Slik {feit:dosis}.", ""),
    ("Wil je zwanger worden? Slik {feit:dosis}. Begin nu. Nog niet? Wacht rustig.", "Nog niet? Wacht rustig."),
    ("Slik je meer dan {feit:dosis}? Stop en bel je huisarts.", ""),
    ("Bel nu. Slik je meer dan {feit:dosis}? Stop.", "Bel nu."),
    ("Eerst.\n\nSlik {feit:dosis}.\n\nDan.", "Eerst.\n\nDan."),
    ("Bel {feit:hulplijn}.", "Bel {feit:hulplijn}."),
]


@pytest.mark.parametrize(("text", "left"), DROPPED, ids=[row[0][:30] for row in DROPPED])
def test_sentences_with_a_hidden_fact_go(text: str, left: str) -> None:
    assert without_facts(text, GONE) == left


DATES = [(date(2026, 12, 31), False), (date(2027, 1, 1), False), (date(2027, 1, 2), True), (date(2025, 12, 31), True)]


@pytest.mark.parametrize(("today", "over"), DATES)
def test_first_and_last_day_count(library: Library, today: date, over: bool) -> None:
    assert is_out_of_date(library.facts["stopweek"], today) is over


def test_numbers_of_urgent_texts_never_hide(library: Library) -> None:
    words = "Bel {feit:alarmnummer} of {feit:hulplijn}. Slik {feit:dosis}."
    assert facts_to_hide(library, words, date(2030, 1, 1)) == {"hulplijn", "dosis"}
    assert facts_to_hide(library, words, date(2026, 6, 1)) == frozenset()


def test_a_fact_without_dates_never_hides(library: Library) -> None:
    assert not is_out_of_date(replace(library.facts["dosis"], valid_until=None), date(2099, 1, 1))


def test_placeholders_and_names() -> None:
    words = "{weken} weken, {feit:dosis}, {feit:dosis:spreek}"
    assert placeholders(words) == {"weken", "feit:dosis", "feit:dosis:spreek"}
    assert fact_names(words) == {"dosis"}
    assert fill(words, str.upper) == "WEKEN weken, FEIT:DOSIS, FEIT:DOSIS:SPREEK"
