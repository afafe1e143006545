"""Text from anywhere becomes text that is safe to read."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ports import Understander
from bot.understanding.clean import KEPT, SCANNED, clean, cut
from bot.understanding.words import fold, sentences, tokens, without_arabic_prefix


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x00b", "ab"),
        ("\ud800hoi\udfff", "hoi"),
        ("\u202ehoi\u2069", "hoi"),
        ("ho\u200bi\ufeff", "hoi"),
        ("  veel \t spaties  ", "veel spaties"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("a\x07b\x85c\u2028d", "a b c d"),
        ("👩\u200d🍼", "👩\u200d🍼"),
        ("a\u200db", "ab"),
        ("ﬁets ①", "fiets 1"),
        ("", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(alphabet=st.characters(), max_size=200))
def test_clean_twice_is_clean_once(text: str) -> None:
    once = clean(text)
    once.encode("utf-8")
    assert clean(once) == once


def test_length_is_bounded() -> None:
    assert len(clean("\ufdfa" * 300_000)) <= SCANNED
    assert len(cut("a" * 9_000)) == KEPT
    assert cut("👩\u200d🍼", 2) == "👩"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("AĞRI", "agri"),
        ("İstanbul", "istanbul"),
        ("łóżko", "lozko"),
        ("weeën", "ween"),
        ("heeeeel", "heel"),
        ("can't", "cant"),
        ("أُمٌّ", "ام"),
        ("٣", "3"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_tokens_and_sentences() -> None:
    assert tokens("Ik, jij: 3x 🩸!") == ["ik", "jij", "3x", "🩸"]
    assert list(sentences("Een. Twee, nog\ntwee? Drie\n\nvier 3.5 x")) == [
        "Een",
        " Twee, nog\ntwee",
        " Drie",
        "vier 3.5 x",
    ]
    assert without_arabic_prefix("البيبي") == "بيبي"
    assert without_arabic_prefix("baby") == "baby"


HOSTILE = ["bloed" * 20_000, "bloed " * 16_000, "a" * 100_000, "ا" * 100_000, "🤰" * 50_000, "baby niet " * 10_000]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:10])
def test_a_huge_message_is_read_in_seconds(text: str, understander: Understander) -> None:
    started = time.thread_time()
    understander.read(text)
    assert time.thread_time() - started < 10
