"""What people type is shown as typed, without what nobody can see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.harmless import harmless, reads_right_to_left

CASES = [
    ("gewoon", "gewoon"),
    ("a\x00b\x07c", "abc"),
    ("een\r\ntwee\rdrie\u2028vier\x85vijf", "een\ntwee\ndrie\nvier\nvijf"),
    ("tab\tblijft", "tab\tblijft"),
    ("\u202e05-06\u202c", "05-06"),
    ("\u206605-06-2027\u2069 \u200f", "05-06-2027"),
    ("\ud83d\ude00", "😀"),  # two halves, as some channels send them
    ("half \ud83d weg \ude00.", "half � weg �."),
    ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs the joiner
    ("\ufeffverborgen\U000e0041\u200b", "verborgen"),
    ("<script>#panic()</script>", "<script>#panic()</script>"),
    ("\x00 \u202e", ""),
    ("e\u0301" + "a\u0301\u0300" * 2, "e\u0301a\u0301\u0300a\u0301\u0300"),
    ("a" + "\u0301\u0489" * 999, "a" + "\u0301\u0489" * 2),
]


@pytest.mark.parametrize(("typed", "shown"), CASES)
def test_only_the_invisible_goes(typed: str, shown: str) -> None:
    assert harmless(typed) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_what_remains_can_be_written_and_is_left_alone(text: str) -> None:
    once = harmless(text)
    once.encode()
    assert harmless(once) == once
    assert not any(letter < " " and letter not in "\n\t" for letter in once)


@pytest.mark.parametrize(("text", "rtl"), [("أنا 25", True), ("12 أنا", True), ("ik أنا", False), ("112", False)])
def test_direction_is_that_of_the_first_letter(text: str, rtl: bool) -> None:
    assert reads_right_to_left(text) is rtl
