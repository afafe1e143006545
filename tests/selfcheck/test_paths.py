"""Every path of the self-check: that it ends as it must, and that nobody is ranked anywhere."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.check.words import BANNED, LEVELS, found_in
from bot.content.load import load
from bot.content.opening import AMSTERDAM
from bot.content.render import Reader, render
from bot.model import Address, ChannelName, Form, Meaning, Say, Source
from bot.selfcheck import CHECK
from tests.conftest import ROOT
from tests.selfcheck.walking import ASKED, STARTS, Start, Walk, begun, finished

LIBRARY = load(ROOT)
ASKABLE = LIBRARY.checks[CHECK].questions
LANGUAGES = ("nl", "en", "tr", "ar", "pl", "uk")
NOW = datetime(2026, 6, 1, 12, tzinfo=AMSTERDAM)
TALK = {"levels": LEVELS, "banned": BANNED}


def choices_of_every_step() -> Iterator[tuple[str, str, str]]:
    """Question, answer, and whether she then wants help: every answer there is, once with each."""
    for question in ASKABLE.values():
        for answer in question.answers:
            hard = answer.signal and question.offers_help
            yield from ((question.id, answer.id, then) for then in (("ja", "nee", "_skip") if hard else ("",)))


@pytest.mark.parametrize("start", STARTS, ids=str)
def test_every_answer_of_every_question(start: Start) -> None:
    for question, answer, then in choices_of_every_step():
        walk = begun(start, LIBRARY)
        while walk.state.stack and walk.question != question:
            walk.taps(start.here if walk.question == "plek" else "_skip")
        if walk.state.stack:
            walk.taps(answer)
        ends_well(finished(walk, iter([then] if then else []), start))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(STARTS), st.data())
def test_any_answers(start: Start, data: st.DataObject) -> None:
    walk = begun(start, LIBRARY)
    for _ in range(40):
        if not walk.state.stack:
            break
        if data.draw(st.integers(0, 9)) == 0:
            walk.means(
                Meaning(Source.COMMAND, data.draw(st.sampled_from(["terug", "waarom", "herhaal", "zelfcheck"])), 1.0)
            )
        else:
            options = [one for one in walk.options() if walk.question != "plek" or one in (start.here, "_why")]
            walk.taps(data.draw(st.sampled_from(options or walk.options())))
    ends_well(finished(walk, iter(()), start))


def ends_well(walk: Walk) -> None:
    """The last words say whom to call; a warning sign in between had the last word instead."""
    assert walk.last
    told = [say.text for say in walk.last.says]
    if any(text.startswith("nood/") for text in told):
        assert told == ["nood/nood-geweld"]
    elif f"flows/{CHECK}#tips.zeg" in told:
        assert told[1].partition("#")[2] in ("zin.goed", "zin.moed")
        assert told[-1].startswith(f"{ASKED}contact.")
        assert dict(walk.last.says[-1].values)["altijd"] == f"@{ASKED}zin.altijd"
        assert sum("#tip." in text for text in told) <= 3
        assert all(dict(say.values)["omdat"].endswith(".omdat") for say in walk.last.says if "#tip." in say.text)
    nobody_is_ranked(walk)


def nobody_is_ranked(walk: Walk) -> None:
    for say in walk.says:
        for language in LANGUAGES:
            assert ranked(say.text, say.values, say.question is not None, language) == []
    for word in walk.kept.union(walk.counted):
        assert marked(word) == [], word


@cache
def marked(stored: str) -> list[str]:
    """Words of levels, in any language, in something kept or counted; also as a part of a name."""
    found = [word for language in LEVELS for word in found_in(stored.replace("_", " "), LEVELS[language])]
    return found + re.findall(r"score|level|total|colou?r|niveau|punten|groen|oranje", stored, re.IGNORECASE)


@cache
def ranked(text: str, values: tuple[tuple[str, str], ...], asks: bool, language: str) -> list[str]:
    """Words of levels and groups in what she reads, buttons included."""
    said = "\n".join(one.text for one in words_of(Say(text, values), language))
    if asks:
        buttons = (Say(one) for one in LIBRARY.texts if one.startswith(text.removesuffix(".vraag") + "."))
        said += "\n".join(one.text for button in buttons for one in words_of(button, language))
    return [word for lists in TALK.values() for word in found_in(said, lists.get(language, ()))]


def words_of(say: Say, language: str) -> Iterator[object]:
    for form in Form:
        yield from render(say, Reader(Address(ChannelName.CONSOLE, "x"), language, form, None, NOW), LIBRARY)


def test_the_words_searched_for_are_found() -> None:
    """The search itself can fail."""
    for language, word in (
        ("nl", "Dit is een hoog risico"),
        ("en", "your score"),
        ("tr", "risk grubu"),
        ("ar", "المستوى"),
    ):
        assert found_in(word, LEVELS[language])
    assert len(LEVELS) == 12
    assert found_in("Je betaalt geen eigen risico.", LEVELS["nl"]) == []
