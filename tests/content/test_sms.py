"""SMS parts, letters, pages; sentences and paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.sentences import paragraphs, questions_with_answers, sentences
from bot.content.sms import Room, costly_letters, numbered, pages, plain_letters, sms_parts

PARTS = [  # text, parts: the same as the provider's own calculator counts
    ("", 0),
    ("a" * 160, 1),
    ("a" * 161, 2),
    ("a" * 306, 2),
    ("a" * 307, 3),
    ("€" * 80, 1),
    ("€" * 81, 2),
    ("[" * 80 + "a", 2),
    ("é" * 160, 1),
    ("ë" * 70, 1),
    ("ë" * 71, 2),
    ("ş" * 134, 2),
    ("ş" * 135, 3),
    ("ş" * 66 + "😀" + "ş" * 66, 3),
    ("ا" * 70, 1),
    ("`", 1),
]


@pytest.mark.parametrize(("text", "parts"), PARTS, ids=[f"{len(text)} x {text[:1]}" for text, _ in PARTS])
def test_parts(text: str, parts: int) -> None:
    assert sms_parts(text) == parts


def test_costly_letters_are_named_once_in_order() -> None:
    assert costly_letters("Çok şık ş één Ö") == ("ş", "ı")


PLAIN = [
    ("‘Bel’ – nu…", "'Bel' - nu..."),
    ("Één “woord”", 'Één "woord"'),  # É is GSM-7
    ("Heb je ideeën – bel", "Heb je ideeën – bel"),  # nothing is saved: the ë stays, and so does the dash
    ("gewoon", "gewoon"),
]


@pytest.mark.parametrize(("text", "plain"), PLAIN)
def test_plain_letters(text: str, plain: str) -> None:
    assert plain_letters(text) == plain


def test_numbered_choices() -> None:
    assert numbered("Kies:", ["Ja", "Nee"]) == "Kies:\n1 Ja\n2 Nee"
    assert numbered("Kies:", []) == "Kies:"


def test_what_fits_stays_as_it_is() -> None:
    assert pages("Bel nu.\n\nNu.", Room(1, "Stuur MEER.")) == ("Bel nu.\n\nNu.",)


def test_pages_break_at_sentences_and_point_to_the_next() -> None:
    text = " ".join(f"Dit is zin nummer {number} van het verhaal." for number in range(10))
    found = pages(text, Room(1, "Stuur MEER."))
    assert len(found) > 2
    assert all(page.endswith(".\nStuur MEER.") for page in found[:-1])
    assert not found[-1].endswith("MEER.")
    assert " ".join(page.removesuffix("\nStuur MEER.") for page in found) == text


def test_a_short_wording_says_that_there_is_more() -> None:
    assert pages("Bel nu.", Room(1, "Stuur MEER.", goes_on=True)) == ("Bel nu.\nStuur MEER.",)
    assert pages("Bel. " * 30 + "Nu.", Room(1, "Stuur MEER.", goes_on=True))[-1] == "Bel. Nu.\nStuur MEER."


@given(
    st.lists(st.text(st.sampled_from("abc dëş.?!\n€"), max_size=90), max_size=12),
    st.integers(min_value=1, max_value=3),
    st.booleans(),
)
def test_every_page_fits_and_no_word_is_lost(parts: list[str], most: int, goes_on: bool) -> None:
    text = ". ".join(parts).strip()
    words = [word[:30] for word in text.split()]
    text = " ".join(words)
    found = pages(text, Room(most, "MEER", goes_on))
    assert found[-1].endswith("MEER") is goes_on
    assert all(sms_parts(page) <= most for page in found)
    assert " ".join(page.removesuffix("\nMEER") for page in found).split() == words


SENTENCES = [
    ("Bel nu. Wacht niet! Kan dat? Ja", ["Bel nu.", "Wacht niet!", "Kan dat?", "Ja"]),
    ('Zeg: "Help." Blijf.', ['Zeg: "Help."', "Blijf."]),
    (
        "Bel 0800-2000. Kijk op zwangerwijzer.nl of vraag het.",
        ["Bel 0800-2000.", "Kijk op zwangerwijzer.nl of vraag het."],
    ),
    ("هل تنزفين؟ اتصلي الآن. شكرا", ["هل تنزفين؟", "اتصلي الآن.", "شكرا"]),
    ("En iyisi 16. haftadan önce. Bugün 16. Ara.", ["En iyisi 16. haftadan önce.", "Bugün 16.", "Ara."]),
    ("ደውል። ሕጂ።", ["ደውል።", "ሕጂ።"]),
    ("", []),
]


@pytest.mark.parametrize(("line", "expected"), SENTENCES)
def test_sentences(line: str, expected: list[str]) -> None:
    assert sentences(line) == expected


def test_a_question_goes_with_what_follows_it() -> None:
    assert questions_with_answers("Slik dit. Ziek? Koorts? Bel nu. Wacht niet. Beter? Stop.") == [
        ["Slik dit."],
        ["Ziek?", "Koorts?", "Bel nu.", "Wacht niet."],
        ["Beter?", "Stop."],
    ]


def test_paragraphs() -> None:
    assert paragraphs("een\ntwee\n\n\ndrie\n") == ["een\ntwee", "drie"]
