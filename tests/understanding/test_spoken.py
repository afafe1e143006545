"""Answers in people's own words, and that a "not" is never lost on the way."""

from pathlib import Path

import pytest

from bot.errors import ContentBroken
from bot.model import AnswerKind, Meaning, Option, Question, Source
from bot.ports import Understander
from bot.understanding.lists import word_files
from bot.understanding.spoken import Spoken
from tests.understanding.conftest import TODAY

CARE = Question(
    "ui#zorg_vraag",
    1,
    AnswerKind.CHOICE,
    tuple(Option(f"zorg.{care}", f"ui#zorg.{care}") for care in ("heeft_verloskundige", "ziekenhuis", "niemand")),
)
SITUATION = Question(
    "flows/kennismaking#situatie.vraag",
    2,
    AnswerKind.CHOICE,
    tuple(
        Option(name, f"flows/kennismaking#situatie.{name}") for name in ("kinderwens", "zwanger", "partner", "kijken")
    ),
)
OTHERS = Question(
    "flows/netwerkkaart#meer.vraag",
    3,
    AnswerKind.CHOICE,
    tuple(Option(name, f"flows/netwerkkaart#meer.{name}") for name in ("vader", "broer", "familie", "partner", "meer")),
)

STRENGTH = Question(
    "checks/zelfcheck#goed.vraag",
    3,
    AnswerKind.CHOICE,
    tuple(Option(name, f"checks/zelfcheck#goed.{name}") for name in ("mensen", "gezond", "zin", "anders")),
)

MORE = Question("flows/samenvatting#eigen.vraag", 4, AnswerKind.OWN_WORDS)


def answer(understander: Understander, text: str, question: Question, language: str = "nl") -> Meaning:
    return understander.interpret(understander.read(text), question, language, TODAY)


@pytest.mark.parametrize(
    ("meant", "texts"),
    [
        ("niemand", "nog niemand|niemand|geen|nee nog niet|ik heb geen verloskundige|nog geen verloskundige"),
        ("niemand", "ik heb nog gen verloskundige|nobody yet|no one|I don't have a midwife|no midwife yet|none"),
        ("niemand", "henüz yok|ebem yok|kimse yok|henüz kimse yok|ما عندي قابلة|ما حدا|لا أحد|ما في حدا"),
        ("niemand", "jeszcze nikt|nie mam położnej|jeszcze nie mam położnej|nikt"),
        ("heeft_verloskundige", "verloskundige|vk|ik heb al een verloskundige|bij de verloskundge|vroedvrouw"),
        ("heeft_verloskundige", "midwife|I have a midwife|ebem var|ebe|عندي قابلة|القابلة|położna|mam położną"),
        ("ziekenhuis", "gynaecoloog|in het ziekenhuis|ik loop bij de gyneacoloog|ziekenhuis|hospital|the gynecologist"),
        ("ziekenhuis", "hastanede|kadın doğum doktoru|بالمستشفى|دكتورة نسائية|w szpitalu|ginekolog"),
    ],
)
def test_who_cares_for_her(understander: Understander, meant: str, texts: str) -> None:
    heard = {text: answer(understander, text, CARE).answer for text in texts.split("|")}
    assert heard == dict.fromkeys(texts.split("|"), (f"zorg.{meant}",))


@pytest.mark.parametrize(
    ("meant", "texts"),
    [
        ("zwanger", "zwanger|ik ben zwanger|in verwachting|pregnant|hamileyim|ben hamileyim|حامل|jestem w ciąży"),
        ("kinderwens", "ik wil een baby|zwanger worden|ik ben niet zwanger|bebek istiyorum|بدي بيبي|chcę mieć dziecko"),
        ("partner", "partner|vader|ik ben de vader|mijn vrouw is zwanger|my wife is pregnant|eşim hamile|mąż"),
        ("kijken", "ik kijk even|just looking|sadece bakıyorum|tylko patrzę"),
    ],
)
def test_how_it_is_for_her(understander: Understander, meant: str, texts: str) -> None:
    heard = {text: answer(understander, text, SITUATION).answer for text in texts.split("|")}
    assert heard == dict.fromkeys(texts.split("|"), (meant,))


@pytest.mark.parametrize(
    ("meant", "texts"),
    [("vader", "papa|vader|dad|baba|اب|ojciec|тато"), ("partner", "mijn man|husband|koca|زوج|mąż|чоловік")],
)
def test_her_father_is_not_her_partner(understander: Understander, meant: str, texts: str) -> None:
    heard = {text: answer(understander, text, OTHERS).answer for text in texts.split("|")}
    assert heard == dict.fromkeys(texts.split("|"), (meant,))


@pytest.mark.parametrize(
    "text",
    [
        "hoe vind ik een verloskundige",
        "ik wil een verloskundige",
        "wat kost een verloskundige",
        "ja",
        "nee",
        "huisarts",
    ],
)
def test_a_question_about_care_is_no_answer(understander: Understander, text: str) -> None:
    assert answer(understander, text, CARE).answer == ()


@pytest.mark.parametrize("text", ["nog niemand en ik bloed", "ziekenhuis, ik heb zo'n buikpijn"])
def test_a_sign_in_an_answer_is_a_sign(understander: Understander, text: str) -> None:
    assert answer(understander, text, CARE).source is Source.WARNING


@pytest.mark.parametrize(
    ("text", "missed"), [("9", True), ("٩", True), ("nummer 7", True), ("2", False), ("112", False)]
)
def test_a_number_that_is_not_on_the_list(understander: Understander, text: str, missed: bool) -> None:
    meaning = answer(understander, text, CARE)
    assert (meaning.source is Source.ANSWER and not meaning.answer) is missed


def test_a_number_without_a_list(understander: Understander) -> None:
    name = Question("flows/proef#naam.vraag", 3, AnswerKind.TEXT)
    assert answer(understander, "9", name).answer == ("9",)


@pytest.mark.parametrize(
    "broken",
    ["around: [geen]", "a: [ja]\nb: [ja]", "around: [ik]\na: [ik]", "a: ja"],
    ids=["a word that turns it round", "the same for two answers", "nothing left", "no list"],
)
def test_a_broken_list_is_named(tmp_path: Path, broken: str) -> None:
    (tmp_path / "nl.yml").write_text(broken, encoding="utf-8")
    with pytest.raises(ContentBroken, match=r"nl\.yml"):
        Spoken(word_files(tmp_path.glob("*.yml"), tmp_path / "kept"), {"geen"})


@pytest.mark.parametrize(
    ("meant", "texts"),
    [
        ("mensen", "Zus en moeder|mijn zus|mijn kinderen|my mother|annem|أختي وأمي"),
        ("anders", "mijn geloof en mijn werk|bidden|tuinieren met mijn opa|dua etmek|الصلاة"),
    ],
)
def test_what_gives_her_strength_in_her_own_words_is_no_subject_of_ours(
    understander: Understander, meant: str, texts: str
) -> None:
    answers = {text: answer(understander, text, STRENGTH, "") for text in texts.split("|")}
    assert {text: each.answer for text, each in answers.items()} == dict.fromkeys(answers, (meant,))


@pytest.mark.parametrize(
    "text",
    ["wat kost kraamzorg?", "hoe stop ik met roken", "stoppen met roken", "niks", "niets geeft kracht", "..", "stop"],
)
def test_a_question_a_command_or_nothing_is_no_strength(understander: Understander, text: str) -> None:
    assert answer(understander, text, STRENGTH).answer == ()


def test_something_else_is_heard_only_where_it_is_offered(understander: Understander) -> None:
    assert answer(understander, "mijn geloof en mijn werk", SITUATION).answer == ()


@pytest.mark.parametrize("text", ["klaar", "Ik ben klaar.", "nee", "done", "bitti", "انتهيت"])
def test_that_she_is_done_is_no_word_for_her_midwife(understander: Understander, text: str) -> None:
    assert answer(understander, text, MORE, "").answer == ("_skip",)


@pytest.mark.parametrize("text", ["Ik ben klaar voor de bevalling, denk ik", "Mijn kamer is klaar"])
def test_who_tells_what_is_done_is_heard(understander: Understander, text: str) -> None:
    assert answer(understander, text, MORE).answer == (text,)
