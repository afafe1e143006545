"""What a voice gets to say: no digit or symbol left, and no number changed."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words
from ruamel.yaml import YAML

from bot.content.load import load
from bot.content.spoken import spoken
from bot.content.spoken.tongues import TONGUES

PROJECT = Path(__file__).parents[2]
TABLE = YAML(typ="safe").load((Path(__file__).parent / "spoken/words.yaml").read_text("utf-8"))
WORDS = [(language, written, said) for language, pairs in TABLE.items() for written, said in pairs.items()]
LANGUAGES = st.sampled_from(sorted(TONGUES))
DIGIT_WORDS = {language: [spoken(str(digit), language).rstrip(".") for digit in range(10)] for language in TONGUES}
DUTCH = {spoken(f"{number}.", "nl").rstrip("."): f"{number:02}" for number in range(10, 100)}
PHONES = st.one_of(
    st.from_regex(r"0[89]00-[0-9]{4}", fullmatch=True),
    st.from_regex(r"06[- ]?[0-9]{8}", fullmatch=True),
    st.from_regex(r"0[1-7][0-9][- ][0-9]{7}", fullmatch=True),
    st.from_regex(r"0[1-7][0-9]{2}[- ][0-9]{6}", fullmatch=True),
    st.from_regex(r"06 [0-9]{2} [0-9]{2} [0-9]{2} [0-9]{2}", fullmatch=True),
)


@pytest.mark.parametrize(("language", "written", "said"), WORDS, ids=[f"{code} {text}" for code, text, _ in WORDS])
def test_said(language: str, written: str, said: str) -> None:
    assert spoken(written, language) == said


def test_every_language_has_its_words() -> None:
    assert TABLE.keys() == TONGUES.keys()


def test_an_unknown_language_is_read_all_the_same() -> None:
    assert spoken("Bel 112.", "xx") == spoken("Bel 112.", "nl")


@given(PHONES, LANGUAGES)
def test_a_phone_number_said_back_is_the_number_written(written: str, language: str) -> None:
    assert _digits_of(spoken(f"{written}.", language), language) == re.sub(r"\D", "", written)


@given(st.integers(0, 99_999), st.integers(0, 99), LANGUAGES)
def test_an_amount_said_back_is_the_amount_written(euros: int, cents: int, language: str) -> None:
    tongue = TONGUES[language]
    heard = spoken(f"€ {euros}{tongue.decimal}{cents:02}", language).rstrip(".")
    before, _, after = heard.partition(tongue.euro)
    assert _close(before) == _close(_counted(str(euros), language))
    assert _close(after) == _close(_counted(f"{cents:02}", language) if cents else "")


@given(st.from_regex(r"[1-9][0-9]{0,3}", fullmatch=True), st.from_regex(r"[0-9]{1,4}", fullmatch=True), LANGUAGES)
def test_a_decimal_said_back_is_the_decimal_written(before: str, after: str, language: str) -> None:
    tongue = TONGUES[language]
    for sign in ".,":
        thousands = len(after) == 3 and len(before) < 4
        clock = sign == "." and len(after) == 2 and int(before) < 24 and int(after) < 60
        if sign == tongue.thousands and (thousands or clock):
            continue
        expected = (
            f"{_counted(before, language)} {tongue.comma} {' '.join(DIGIT_WORDS[language][int(d)] for d in after)}"
        )
        assert _close(spoken(f"x {before}{sign}{after} y", language)) == _close(f"x {expected} y.")


@given(st.text(max_size=200), LANGUAGES)
def test_no_digit_symbol_or_hidden_mark_is_left(written: str, language: str) -> None:
    said = spoken(written, language)
    assert not re.search(r"[\d_%€&+=*#@<>|/\\^~\u2066-\u2069\u200e\u200f]", said)


@given(st.text(st.sampled_from("0123456789 .,:/-+%€x°eab()"), max_size=30), LANGUAGES)
def test_whatever_is_written_a_number_is_heard(written: str, language: str) -> None:
    assert bool(spoken(written, language)) >= any(sign.isdigit() for sign in written)


@pytest.mark.parametrize("piece", ["a.", "a-", "1.", "+1", "[ ]", "<a", "0 ", " - ", "Bel 112. "])
def test_ten_thousand_letters_take_less_than_a_second(piece: str) -> None:
    started = time.process_time()
    spoken(piece * (10_000 // len(piece)), "nl")
    assert time.process_time() - started < 1.0


def test_no_abbreviation_is_a_word_of_ours() -> None:
    """`No.` at the end of a sentence is no number: found in a real message."""
    texts = load(PROJECT)
    for language, tongue in TONGUES.items():
        made = texts.translations.get(language, {})
        said = [text.words for text in (texts.texts if language == "nl" else made).values()]
        words = set(re.findall(r"\w+", " ".join(said).lower()))
        assert not [known for known in tongue.abbreviations if known.removesuffix(".") in words]


def _counted(digits: str, language: str) -> str:
    """The number in words, straight from the library; digit by digit where it has none or a zero comes first."""
    if TONGUES[language].counts and (digits == "0" or not digits.startswith("0")):
        return str(num2words(int(digits), lang=language))
    return " ".join(DIGIT_WORDS[language][int(digit)] for digit in digits)


def _close(words: str) -> str:
    return re.sub(r"[\s,]", "", words)


def _digits_of(said: str, language: str) -> str:
    """Dial what is heard: Dutch pairs and hundreds, digits elsewhere."""
    words = said.rstrip(".").replace(",", " ").split()
    dialled = {word: str(digit) for digit, word in enumerate(DIGIT_WORDS[language])}
    if language == "nl":
        dialled |= DUTCH | {"achthonderd": "800", "negenhonderd": "900"}
    return "".join(dialled[word] for word in words)
