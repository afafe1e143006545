"""Answers and what comes of them, as a table; and that every rule can be read by a midwife."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.content.questions import KEPT
from bot.content.schema import Library
from bot.pregnancy import TERM_DAYS
from bot.selfcheck import CHECK, RULES, listen, outcome, private
from bot.summary import Part

TODAY = date(2026, 6, 1)
CASES: list[dict[str, Any]] = YAML(typ="safe").load((Path(__file__).parent / "cases.yaml").read_text("utf-8"))
NOT_OF_CHECK = ("situatie", "zorg", "uitgerekend")


def answers_of(her: Mapping[str, Any]) -> dict[str, str]:
    """As they are kept in a conversation."""
    due = TODAY + timedelta(days=TERM_DAYS - 7 * her["weken"]) if "weken" in her else None
    known = {"uitgerekend": due.isoformat()} if due else {}
    told = {key: value for key, value in her.items() if key != "weken"}
    return known | {key if key in NOT_OF_CHECK else f"{KEPT}{key}": value for key, value in told.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_comes_of_answers(library: Library, case: Mapping[str, Any]) -> None:
    check = library.checks[CHECK]
    found = outcome(listen(answers_of(case["her"]), check, TODAY), check)
    assert [one.tip.partition("#tip.")[2] for one in found.suggestions] == case.get("tips", [])
    assert list(found.fired) == case.get("fired", [])
    assert found.contact == check.text(f"contact.{case['call']}")
    assert list(found.strengths) == [check.text(f"{part}.kracht") for part in case.get("good", [])]


def test_every_rule_is_tried() -> None:
    fired = {name for case in CASES for name in case.get("fired", [])}
    assert sorted(RULES.keys() - fired) == []


@pytest.mark.parametrize("name", RULES)
def test_a_midwife_can_read_it(name: str) -> None:
    said = RULES[name].says
    assert re.search(r"\bKWE-(?:0[1-9]|10)\b", said), said
    assert "Volgt " in said
    assert max(len(sentence.split()) for sentence in re.split(r"[.:;] ", said)) <= 25


def test_private_questions_are_those_about_violence_mood_substances_and_money(library: Library) -> None:
    found = private(library.checks[CHECK].questions.values())
    assert found == ("eerder", "gevoel", "geld", "roken", "alcohol", "drugs", "omgeving", "veilig")


def test_what_she_told_line_by_line(library: Library) -> None:
    from bot.selfcheck import told

    her = {"situatie": "zwanger", "zorg": "ziekenhuis", "steun": "niemand", "steun_hulp": "ja", "plek": "hier"}
    lines = told(answers_of(her | {"geld": "krap", "geld_hulp": "nee", "roken": "nee", "werk": "speelt_niet"}), library)
    assert [(Part(line.part), line.id, line.words.partition("#")[2], line.sensitive) for line in lines] == [
        (Part.HELP, "check.steun_hulp", "steun.kort", False),
        (Part.STRENGTH, "zorg", "zorg.ziekenhuis.kracht", False),
        (Part.STRENGTH, "check.roken", "roken.nee.kracht", True),
        (Part.SELF_CHECK, "check.steun", "steun.niemand.omdat", False),
        (Part.SELF_CHECK, "check.werk", "werk.speelt_niet", False),
        (Part.SELF_CHECK, "check.geld", "geld.krap.omdat", True),
    ]
    for line in lines:
        assert {line.question, line.answer, line.words} <= library.texts.keys()


def test_nothing_told_without_a_check(library: Library) -> None:
    from dataclasses import replace

    from bot.selfcheck import told

    assert told({"check.geld": "krap"}, replace(library, checks={})) == ()
