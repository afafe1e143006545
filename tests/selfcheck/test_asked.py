"""What is asked of whom, in which order, and what comes before the first question."""

from dataclasses import replace

import pytest

from bot.content.schema import Library
from bot.model import Form, Meaning, Source
from bot.selfcheck import CHECK, private
from tests.selfcheck.walking import ASKED, STARTS, Start, Walk, begun, finished


@pytest.mark.parametrize("start", STARTS, ids=str)
def test_delicate_questions_only_where_she_wants_them(library: Library, start: Start) -> None:
    walk = finished(begun(start, library), iter(()), start)
    asked = {text.removeprefix(ASKED).removesuffix(".vraag") for text in walk.asked if text.startswith(ASKED)}
    delicate = asked & set(private(library.checks[CHECK].questions.values()))
    wanted = start.form is Form.TELEGRAM and start.here == "hier"
    assert bool(delicate) == wanted
    told = [say.text for say in walk.last.says] if walk.last else []
    assert told.count(f"{ASKED}zin.meer_vragen") == (0 if wanted else 1)
    if start.form is Form.SMS:
        assert f"{ASKED}plek.vraag" not in walk.asked


@pytest.mark.parametrize("start", [one for one in STARTS if one.form is Form.TELEGRAM and one.here == "hier"], ids=str)
def test_between_twelve_and_sixteen_questions(library: Library, start: Start) -> None:
    walk = finished(begun(start, library), iter(()), start)
    asked = [text for text in walk.asked if text.startswith(ASKED) and text.endswith(".vraag")]
    assert 12 <= len([text for text in asked if text != f"{ASKED}plek.vraag"]) <= 16, asked


def test_skipping_comes_first_where_it_is_delicate(library: Library) -> None:
    start = STARTS[0]
    walk = begun(start, library)
    first = {}
    while walk.state.stack:
        first[walk.question] = walk.options()[0]
        walk.taps("hier" if walk.question == "plek" else "_skip")
    delicate = set(private(library.checks[CHECK].questions.values())) & first.keys()
    assert {question for question, option in first.items() if option == "_skip"} == delicate


def test_questions_differ_by_situation_and_trimester(library: Library) -> None:
    def asks(start: Start) -> set[str]:
        walk = finished(begun(start, library), iter(()), start)
        return {text.removeprefix(ASKED).removesuffix(".vraag") for text in walk.asked if text.startswith(ASKED)}

    wish, partner = asks(Start("kinderwens")), asks(Start("partner"))
    first, second, third = (asks(Start("zwanger", weeks)) for weeks in (8, 20, 30))
    assert "zorg" in first & second & third
    assert "zorg" not in wish | partner
    assert {"samen"} == partner - wish - first - second - third
    assert ("foliumzuur" in first & wish, "kraamzorg" in second & third, "bij_je" in third) == (True, True, True)
    assert not {"foliumzuur", "bij_je"} & second
    assert not {"kraamzorg", "bij_je"} & (first | wish)


def test_a_complaint_comes_before_all_questions(library: Library) -> None:
    walk = Walk(library, Start("zwanger", 20).conversation())
    walk.means(Meaning(Source.COMMAND, "zelfcheck", 1.0))
    walk.taps("ja")
    assert walk.question == "klacht"
    walk.taps("ja")
    assert [say.text for say in walk.says][-2:] == [f"flows/{CHECK}#bel_nu.zeg", f"flows/{CHECK}#na_bellen.vraag"]
    walk.taps("nee")
    assert walk.says[-1].text == f"flows/{CHECK}#tot_later.zeg"
    assert walk.state.stack == ()


def test_under_sixteen_nothing_is_kept_and_nothing_asked(library: Library) -> None:
    for answer in ("nee", "_skip"):
        walk = Walk(library, Start("").conversation())
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


def test_going_back_before_the_first_question_reaches_the_one_before_it(library: Library) -> None:
    walk = begun(Start("zwanger", 20), library)
    walk.means(Meaning(Source.COMMAND, "terug", 1.0))
    assert walk.question == "klacht"
    walk.taps("nee")
    assert walk.question == "goed"


def test_a_new_self_check_forgets_the_last_one(library: Library) -> None:
    start = Start("kinderwens")
    walk = finished(begun(start, library), iter(["mensen", "niemand", "ja"]), start)
    assert walk.state.answers["check.steun"] == "niemand"
    walk.means(Meaning(Source.COMMAND, "zelfcheck", 1.0))
    assert not any(key.startswith("check.") for key in walk.state.answers)
    assert walk.state.open
    assert walk.state.open.id != "flows/zelfcheck#leeftijd.vraag"


@pytest.mark.parametrize(("language", "told"), [("pl", True), ("nl", False), ("ar", False)])
def test_who_has_no_translation_is_told_so_first(library: Library, language: str, told: bool) -> None:
    none_yet = {**library.translations, "pl": {}}  # as if not one word were Polish yet
    untranslated = replace(library, translations=none_yet)
    walk = Walk(untranslated, replace(Start("kinderwens").conversation(), language=language))
    walk.means(Meaning(Source.COMMAND, "zelfcheck", 1.0))
    assert (walk.says[0].text == "ui#niet_vertaald") == told
