"""Every path of the self-check: what is asked, that it ends as it must, and that nobody is ranked anywhere."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.check.words import BANNED, LEVELS, found_in
from bot.content.load import load
from bot.content.opening import AMSTERDAM
from bot.content.render import Reader, render
from bot.content.schema import Library
from bot.model import Address, ChannelName, Form, Meaning, Say, Sign, Source
from bot.selfcheck import CHECK, private
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


@pytest.mark.parametrize("start", STARTS, ids=str)
def test_delicate_questions_only_where_she_wants_them(start: Start) -> None:
    walk = finished(begun(start, LIBRARY), iter(()), start)
    asked = {text.removeprefix(ASKED).removesuffix(".vraag") for text in walk.asked if text.startswith(ASKED)}
    delicate = asked & set(private(ASKABLE.values()))
    wanted = start.form is Form.TELEGRAM and start.here == "hier"
    assert bool(delicate) == wanted
    told = [say.text for say in walk.last.says] if walk.last else []
    assert told.count(f"{ASKED}zin.meer_vragen") == (0 if wanted else 1)
    if start.form is Form.SMS:
        assert f"{ASKED}plek.vraag" not in walk.asked


@pytest.mark.parametrize("start", [one for one in STARTS if one.form is Form.TELEGRAM and one.here == "hier"], ids=str)
def test_between_twelve_and_sixteen_questions(start: Start) -> None:
    walk = finished(begun(start, LIBRARY), iter(()), start)
    asked = [text for text in walk.asked if text.startswith(ASKED) and text.endswith(".vraag")]
    assert 12 <= len([text for text in asked if text != f"{ASKED}plek.vraag"]) <= 16, asked


def test_skipping_comes_first_where_it_is_delicate() -> None:
    start = STARTS[0]
    walk = begun(start, LIBRARY)
    first = {}
    while walk.state.stack:
        first[walk.question] = walk.options()[0]
        walk.taps("hier" if walk.question == "plek" else "_skip")
    delicate = set(private(ASKABLE.values())) & first.keys()
    assert {question for question, option in first.items() if option == "_skip"} == delicate


def test_questions_differ_by_situation_and_trimester() -> None:
    def asks(start: Start) -> set[str]:
        walk = finished(begun(start, LIBRARY), iter(()), start)
        return {text.removeprefix(ASKED).removesuffix(".vraag") for text in walk.asked if text.startswith(ASKED)}

    wish, partner = asks(Start("kinderwens")), asks(Start("partner"))
    first, second, third = (asks(Start("zwanger", weeks)) for weeks in (8, 20, 30))
    assert "zorg" in first & second & third
    assert "zorg" not in wish | partner
    assert {"samen"} == partner - wish - first - second - third
    assert ("foliumzuur" in first & wish, "kraamzorg" in second & third, "bij_je" in third) == (True, True, True)
    assert not {"foliumzuur", "bij_je"} & second
    assert not {"kraamzorg", "bij_je"} & (first | wish)


@pytest.mark.parametrize("sign", ["nood-bloedverlies", "nood-zelfdoding", "nood-geweld", "nood-112"])
@pytest.mark.parametrize("at", [0, 3, 9])
def test_urgent_words_in_the_middle_act_at_once(sign: str, at: int) -> None:
    start = Start("zwanger", 20)
    walk = begun(start, LIBRARY)
    for _ in range(at):
        walk.taps(start.here if walk.question == "plek" else "_skip")
    question = walk.question
    turn = walk.means(Meaning(Source.WARNING, sign, 1.0, signs=(Sign(sign, "nl"),)))
    assert turn.says[0].text == f"nood/{sign}"
    assert not any(say.text.startswith(ASKED) for say in turn.says)
    walk.means(Meaning(Source.ANSWER, "", 1.0, answer=("zorg.ziekenhuis",)))
    walk.means(Meaning(Source.COMMAND, "zelfcheck", 1.0))
    goes_on = sign == "nood-bloedverlies"
    assert (walk.question == question) == goes_on


def test_not_safe_at_home_is_answered_at_once_and_the_questions_stop() -> None:
    start = Start("zwanger", 20)
    walk = begun(start, LIBRARY)
    while walk.question != "veilig":
        walk.taps(start.here if walk.question == "plek" else "_skip")
    turn = walk.taps("nee")
    assert [say.text for say in turn.says] == ["nood/nood-geweld"]
    assert (walk.state.stack, walk.state.open) == ((), None)


def test_a_complaint_comes_before_all_questions() -> None:
    walk = Walk(LIBRARY, Start("zwanger", 20).conversation())
    walk.means(Meaning(Source.COMMAND, "zelfcheck", 1.0))
    walk.taps("ja")
    assert walk.question == "klacht"
    walk.taps("ja")
    assert [say.text for say in walk.says][-2:] == [f"flows/{CHECK}#bel_nu.zeg", f"flows/{CHECK}#na_bellen.vraag"]
    walk.taps("nee")
    assert walk.says[-1].text == f"flows/{CHECK}#tot_later.zeg"
    assert walk.state.stack == ()


def test_under_sixteen_nothing_is_kept_and_nothing_asked() -> None:
    for answer in ("nee", "_skip"):
        walk = Walk(LIBRARY, Start("").conversation())
        walk.means(Meaning(Source.COMMAND, "zelfcheck", 1.0))
        walk.taps(answer)
        assert walk.says[-1].text == f"flows/{CHECK}#jong.zeg"
        assert dict(walk.state.answers) == {}
        assert walk.state.stack == ()


def test_no_judgement_is_promised_before_the_first_question(library: Library) -> None:
    walk = begun(Start("kinderwens"), library)
    order = [say.text for say in walk.says]
    assert order.index(f"flows/{CHECK}#welkom.zeg") < order.index(f"{ASKED}goed.vraag")
    assert "Ik kies tips bij jouw antwoorden. Ik geef geen oordeel." in library.texts[f"flows/{CHECK}#welkom.zeg"].words


def test_going_back_before_the_first_question_reaches_the_one_before_it() -> None:
    walk = begun(Start("zwanger", 20), LIBRARY)
    walk.means(Meaning(Source.COMMAND, "terug", 1.0))
    assert walk.question == "klacht"
    walk.taps("nee")
    assert walk.question == "goed"


def test_a_new_self_check_forgets_the_last_one() -> None:
    start = Start("kinderwens")
    walk = finished(begun(start, LIBRARY), iter(["mensen", "niemand", "ja"]), start)
    assert walk.state.answers["check.steun"] == "niemand"
    walk.means(Meaning(Source.COMMAND, "zelfcheck", 1.0))
    assert not any(key.startswith("check.") for key in walk.state.answers)
    assert walk.state.open
    assert walk.state.open.id != "flows/zelfcheck#leeftijd.vraag"


@pytest.mark.parametrize(("language", "told"), [("pl", True), ("nl", False), ("ar", False)])
def test_who_has_no_translation_is_told_so_first(language: str, told: bool) -> None:
    library = replace(LIBRARY, translations={**LIBRARY.translations, "pl": {}})  # as if not one word were Polish yet
    walk = Walk(library, replace(Start("kinderwens").conversation(), language=language))
    walk.means(Meaning(Source.COMMAND, "zelfcheck", 1.0))
    assert (walk.says[0].text == "ui#niet_vertaald") == told


def test_a_warning_sign_on_the_way_is_a_complaint_of_now() -> None:
    """Nobody who bled an hour ago is sent to her next appointment."""
    walk = begun(Start("zwanger", 20), LIBRARY)
    walk.means(Meaning(Source.WARNING, "nood-bloedverlies", 1.0, signs=(Sign("nood-bloedverlies", "nl"),)))
    walk.means(Meaning(Source.COMMAND, "zelfcheck", 1.0))
    finished(walk, iter(()), Start("zwanger", 20))
    assert walk.says[-1].text == f"{ASKED}contact.zwanger.vandaag"
