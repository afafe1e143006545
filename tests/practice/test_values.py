"""What becomes of what somebody types about a practice: taken, made the same, or refused."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.errors import PracticeRefused
from bot.practice import (
    CONFIRMED_FOR,
    Practice,
    Practices,
    code_from,
    code_of_name,
    keyword_from,
    name_from,
    number_from,
    shown,
)
from tests.practice.conftest import OLD, WIEG

READERS: dict[str, Callable[[str], object]] = {
    "number": lambda typed: [number_from(typed), Practice("x", "x", number_from(typed), date.max).shown_number],
    "code": code_from,
    "code_of_name": code_of_name,
    "keyword": keyword_from,
    "name": name_from,
}
CASES = [
    (kind, str(typed), becomes)
    for kind, rows in YAML(typ="safe", pure=True).load(Path(__file__).parent / "cases.yaml").items()
    for typed, becomes in rows.items()
]


@pytest.mark.parametrize(("kind", "typed", "becomes"), CASES, ids=[f"{kind} {typed!a}" for kind, typed, _ in CASES])
def test_what_is_typed(kind: str, typed: str, becomes: object) -> None:
    if becomes is not None:
        assert str(READERS[kind](typed)) == str(becomes)
        return
    with pytest.raises(PracticeRefused):
        READERS[kind](typed)


@given(st.text(max_size=40))
def test_whatever_is_typed_a_number_is_dutch_or_refused(typed: str) -> None:
    try:
        number = number_from(typed)
    except PracticeRefused:
        return
    shown = Practice("x", "x", number, date.max).shown_number
    assert number_from(shown) == number
    assert shown[0] == "0"


@given(st.from_regex(r"0(?:[1-57]\d{8}|6[1-58]\d{7}|8[58]\d{7}|800\d{4}|800\d{7})", fullmatch=True).filter(str.isascii))
def test_a_shown_number_dials_the_same(typed: str) -> None:
    practice = Practice("x", "x", number_from(typed), date.max)
    assert practice.shown_number.replace(" ", "") == typed


def test_confirmed_for_a_year() -> None:
    assert WIEG.is_confirmed(WIEG.checked_on + CONFIRMED_FOR)
    assert not WIEG.is_confirmed(WIEG.checked_on + CONFIRMED_FOR + timedelta(days=1))


FOUND = [
    ("WIEG24", WIEG),
    ("wieg24", WIEG),
    (" Wieg 24! ", WIEG),
    ("wiég24", WIEG),
    ("wieg", None),
    ("wieg24 ik bloed", None),
    ("wieg24" + "!" * 40, None),
    ("", None),
]


@pytest.mark.parametrize(("text", "practice"), FOUND)
def test_a_keyword_is_the_whole_message(practices: Practices, text: str, practice: Practice | None) -> None:
    assert practices.of_message(text) == practice


@pytest.mark.parametrize(
    ("start", "practice"), [("p-de-wieg", WIEG), ("P-De-Wieg", WIEG), ("de-wieg", None), ("p-", None), ("p-oud", OLD)]
)
def test_a_link(practices: Practices, start: str, practice: Practice | None) -> None:
    assert practices.of_link(start) == practice


def test_renewed_as_a_whole() -> None:
    known = Practices([WIEG])
    known.renew([OLD])
    assert (known.of_code("de-wieg"), known.of_message("wieg24")) == (None, None)
    assert known.of_code("oud") == known.of_message("vroeger1") == OLD
    assert Practices().of_message("") is None


@pytest.mark.parametrize(
    ("number", "seen"),
    [("+31101234567", "010 123 45 67"), ("+3197010123456", "+3197010123456"), ("+447700900123", "+447700900123")],
)
def test_a_number_that_is_of_no_practice_is_shown_too(number: str, seen: str) -> None:
    assert shown(number) == seen
