"""Answers to the open question: numbers, labels, yes and no, several."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.model import AnswerKind, Option, Question
from bot.understanding.ears import Ears

LABELS = {
    "wens": ("Ik wil zwanger worden",),
    "zwanger": ("Hamileyim", "Ik ben zwanger"),
    "ja_graag": ("Ja, dat mag",),
    "nee": ("Nee, liever niet",),
    "_skip": ("Overslaan",),
}
SITUATION = (Option("wens", "a"), Option("zwanger", "b"), Option("_skip", "c"))
CONSENT = (Option("ja_graag", "d"), Option("nee", "e"), Option("weet_niet", "f"))
TWO_YES = (Option("ja_graag", "d"), Option("x", "d2"))


def asked(kind: AnswerKind, *options: Option) -> Question:
    return Question("flows/proef#vraag", 1, kind, options)


CHOICE = [
    ("1", "nl", ("wens",)),
    ("2.", "nl", ("zwanger",)),
    ("٢", "ar", ("zwanger",)),
    ("۲", "", ("zwanger",)),
    ("twee", "nl", ("zwanger",)),
    ("iki", "tr", ("zwanger",)),
    ("de tweede", "nl", ("zwanger",)),
    ("nummer 2 graag", "nl", ("zwanger",)),
    ("3", "nl", None),  # options that begin with _ have no number
    ("0", "nl", None),
    ("ik ben zwanger", "tr", ("zwanger",)),
    ("hamileyım", "tr", ("zwanger",)),
    ("ik bn zwanger", "nl", ("zwanger",)),
    ("overslaan", "nl", ("_skip",)),
    ("overslan", "nl", ("_skip",)),
    ("ja", "nl", None),
    ("iets heel anders", "nl", None),
    ("", "nl", None),
    ("woord " * 60, "nl", None),
]


UNUSABLE = ("-1", "- 1", "−1", "–1", "1-", "1 -", "1.5", "1,5", "-٢", "- 2 graag", "optie -1")


@pytest.mark.parametrize("text", UNUSABLE)
@pytest.mark.parametrize("kind", [AnswerKind.CHOICE, AnswerKind.YES_NO])
def test_a_number_that_nobody_can_choose(ears: Ears, text: str, kind: AnswerKind) -> None:
    question, labels = asked(kind, *SITUATION), {"wens": ("1",), "zwanger": ("2",)}
    assert ears.answers.find(text, question, "nl", labels) is None
    assert ears.answers.misses(text, question, "nl")
    assert ears.answers.find(text, asked(AnswerKind.NUMBER), "nl", {}) is None


@pytest.mark.parametrize("text", ["1", "1.", "1)", "(1)", "#1", "١", "optie 1", "optie-1", "nummer 1"])
def test_ways_to_write_one(ears: Ears, text: str) -> None:
    assert ears.answers.find(text, asked(AnswerKind.CHOICE, *SITUATION), "nl", LABELS) == ("wens",)


@pytest.mark.parametrize("text", ["-1", "1-, 2", "−1 en 2"])
def test_several_with_one_below_zero(ears: Ears, text: str) -> None:
    assert ears.answers.find(text, asked(AnswerKind.SEVERAL, *SITUATION), "nl", LABELS) is None


@pytest.mark.parametrize(("text", "language", "answer"), CHOICE)
def test_choice(ears: Ears, text: str, language: str, answer: tuple[str, ...] | None) -> None:
    assert ears.answers.find(text, asked(AnswerKind.CHOICE, *SITUATION), language, LABELS) == answer


@pytest.mark.parametrize(
    ("text", "language", "answer"),
    [
        ("ja", "nl", ("ja_graag",)),
        ("evet", "tr", ("ja_graag",)),
        ("nee", "nl", ("nee",)),
        ("hayır", "tr", ("nee",)),
        ("👍", "nl", ("ja_graag",)),
        ("👎👎", "nl", ("nee",)),
        ("👍👎", "nl", None),
        ("weet niet", "nl", ("weet_niet",)),
        ("misschien", "nl", ("weet_niet",)),
    ],
)
def test_yes_among_the_choices(ears: Ears, text: str, language: str, answer: tuple[str, ...] | None) -> None:
    assert ears.answers.find(text, asked(AnswerKind.CHOICE, *CONSENT), language, LABELS) == answer


def test_two_options_that_both_begin_with_yes(ears: Ears) -> None:
    labels = {"ja_graag": ("Ja, nu",), "x": ("Ja, later",)}
    assert ears.answers.find("ja", asked(AnswerKind.CHOICE, *TWO_YES), "nl", labels) is None


@pytest.mark.parametrize(
    ("text", "language", "answer"),
    [
        ("ja", "nl", ("ja",)),
        ("no", "pl", ("ja",)),
        ("no", "en", ("nee",)),
        ("nie", "pl", ("nee",)),
        ("لا", "ar", ("nee",)),
        ("✅", "nl", ("ja",)),
        ("weet ik niet", "nl", None),
        ("jas", "nl", None),
    ],
)
def test_yes_no(ears: Ears, text: str, language: str, answer: tuple[str, ...] | None) -> None:
    assert ears.answers.find(text, asked(AnswerKind.YES_NO), language, {}) == answer


def test_yes_no_with_options_of_its_own(ears: Ears) -> None:
    assert ears.answers.find("1", asked(AnswerKind.YES_NO, *CONSENT), "nl", LABELS) == ("ja_graag",)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1,2", ("wens", "zwanger")),
        ("1 en 2", ("wens", "zwanger")),
        ("2", ("zwanger",)),
        ("1,9", None),
        ("ik ben zwanger, ik wil zwanger worden", ("zwanger", "wens")),
        ("ik ben zwanger, ik heb honger", None),
        ("ik ben zwanger", ("zwanger",)),
        (",", None),
    ],
)
def test_several(ears: Ears, text: str, answer: tuple[str, ...] | None) -> None:
    assert ears.answers.find(text, asked(AnswerKind.SEVERAL, *SITUATION), "nl", LABELS) == answer


@pytest.mark.parametrize(
    ("text", "language", "answer"),
    [
        ("12", "nl", ("12",)),
        ("ik ben 12 weken", "nl", ("12",)),
        ("12+3", "nl", ("12",)),
        ("on iki", "tr", ("12",)),
        ("twaalf", "nl", ("12",)),
        ("on", "nl", ("10",)),
        ("veel", "nl", None),
    ],
)
def test_number(ears: Ears, text: str, language: str, answer: tuple[str, ...] | None) -> None:
    assert ears.answers.find(text, asked(AnswerKind.NUMBER), language, {}) == answer


@pytest.mark.parametrize("kind", [AnswerKind.DATE, AnswerKind.TEXT])
def test_dates_and_texts_are_for_another_layer(ears: Ears, kind: AnswerKind) -> None:
    assert ears.answers.find("1", asked(kind), "nl", {}) is None


AGES = [
    (language, said, answer)
    for language, table in YAML(typ="safe").load(Path(__file__).with_name("ages.yaml")).items()
    for answer, texts in table.items()
    for said in texts
]


@pytest.mark.parametrize(("language", "said", "answer"), AGES, ids=[f"{code}-{text!a}" for code, text, _ in AGES])
def test_old_enough(ears: Ears, language: str, said: str, answer: str) -> None:
    question = asked(AnswerKind.OLD_ENOUGH, Option("ja", "a"), Option("nee", "b"), Option("_skip", "c"))
    labels = {"ja": ("Ja",), "nee": ("Nee",), "_skip": ("Sla over",)}
    expected = None if answer == "opnieuw" else (answer,)
    assert ears.answers.find(said, question, language, labels) == expected
    if answer == "opnieuw":
        assert ears.answers.misses(said, question, language)


@pytest.mark.parametrize("text", ["ja", "ok", "mag wel", "klopt", "👍", "ja graag", "evet"])
def test_a_yes_to_a_list_ticks_nothing(ears: Ears, text: str) -> None:
    lines = asked(AnswerKind.SEVERAL, Option("tolk", "a"), Option("alleen", "b"), Option("verder", "c"))
    labels = {
        "tolk": ("Graag een tolk. Taal: Turks",),
        "alleen": ("Ja, ik wil je even alleen spreken",),
        "verder": ("Verder",),
    }
    assert ears.answers.find(text, lines, "nl", labels) is None


@pytest.mark.parametrize(("text", "language"), [("klaar", "nl"), ("bitti", "tr"), ("done", "en"), ("انتهيت", "ar")])
@pytest.mark.parametrize("done", ["verder", "klaar"])
def test_done_with_a_list(ears: Ears, text: str, language: str, done: str) -> None:
    lines = asked(AnswerKind.SEVERAL, Option("tolk", "a"), Option(done, "c"))
    assert ears.answers.find(text, lines, language, {}) == (done,)
