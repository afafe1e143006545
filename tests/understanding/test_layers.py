"""The order of recognition, and what reaches the engine."""

import pytest

from bot.content.schema import Library
from bot.model import OUT_OF_SCOPE, AnswerKind, Guess, Meaning, Option, Question, Reading, Sign, Source
from bot.ports import Understander
from bot.understanding.clean import KEPT
from bot.understanding.ears import Ears
from bot.understanding.judge import SURE, Evidence, judge
from bot.understanding.layers import LayeredUnderstander
from tests.understanding.conftest import TODAY

YES_NO = Question("flows/proef#vraag", 7, AnswerKind.YES_NO)
DAY = Question("flows/proef#uitgerekend.vraag", 8, AnswerKind.DATE)
PERIOD = Question("flows/proef#laatste_menstruatie.vraag", 8, AnswerKind.DATE)
NAME = Question("flows/proef#naam.vraag", 9, AnswerKind.TEXT)
TOPICS = Question("ui#keuze", 10, AnswerKind.CHOICE, (Option("a", "topics/kraamzorg#titel"), Option("b", "talen#tr")))


def understand(
    understander: Understander, text: str, question: Question | None = None, language: str = "nl"
) -> Meaning:
    return understander.interpret(understander.read(text), question, language, TODAY)


def test_a_warning_sign_comes_before_everything(understander: Understander) -> None:
    meaning = understand(understander, "ja, ik bloed", YES_NO)
    assert (meaning.source, meaning.intent, meaning.answer) == (Source.WARNING, "nood-bloedverlies", ())
    assert meaning.signs == (Sign("nood-bloedverlies", "nl"),)
    assert not meaning.stops
    assert understand(understander, "Ik bloed. STOP").stops


@pytest.mark.parametrize(
    ("text", "question", "source", "answer"),
    [
        ("ja", YES_NO, Source.ANSWER, ("ja",)),
        ("3 november", DAY, Source.DATE, ("2026-11-03",)),
        ("12 weken", DAY, Source.DATE, ("2026-12-14",)),
        ("12 weken", PERIOD, Source.DATE, ("2026-03-09",)),
        ("Fatma", NAME, Source.ANSWER, ("Fatma",)),
        ("hallo", NAME, Source.ANSWER, ("hallo",)),
        ("foliumzuur", NAME, Source.ANSWER, ("foliumzuur",)),
        ("kraamzorg", TOPICS, Source.ANSWER, ("a",)),
        ("Türkçe", TOPICS, Source.ANSWER, ("b",)),
        ("2", TOPICS, Source.ANSWER, ("b",)),
    ],
)
def test_answers(
    understander: Understander, text: str, question: Question, source: Source, answer: tuple[str, ...]
) -> None:
    meaning = understand(understander, text, question)
    assert (meaning.source, meaning.answer, meaning.instance) == (source, answer, question.instance)
    assert meaning.certainty == 1.0


@pytest.mark.parametrize(
    ("text", "question", "intent"),
    [
        ("stop", NAME, "stop"),
        ("terug", NAME, "terug"),
        ("stop", DAY, "stop"),
        ("stop", YES_NO, "stop"),
        ("weet ik niet", DAY, "weet-niet"),
        ("ja", None, "ja"),
        ("waarom vraag je dit?", YES_NO, "waarom"),
    ],
)
def test_commands(understander: Understander, text: str, question: Question | None, intent: str) -> None:
    meaning = understand(understander, text, question)
    assert (meaning.source, meaning.intent) == (Source.COMMAND, intent)


def test_a_language_is_asked_for(understander: Understander) -> None:
    meaning = understand(understander, "in het Turks graag", NAME)
    assert (meaning.source, meaning.intent, meaning.language) == (Source.COMMAND, "taal", "tr")


def test_asking_for_another_language_in_dutch_does_not_ask_for_dutch(understander: Understander) -> None:
    assert understand(understander, "andere taal", language="tr").language == ""
    assert understand(understander, "ik spreek geen nederlands", language="").language == ""
    assert understand(understander, "hollandaca bilmiyorum").language == "tr"


def test_the_language_of_her_words_is_passed_on(understander: Understander) -> None:
    assert understand(understander, "sigarayı nasıl bırakırım ben", language="nl").language == "tr"


@pytest.mark.parametrize("question", [None, YES_NO, DAY, NAME])
def test_a_question_in_between(understander: Understander, question: Question | None) -> None:
    meaning = understand(understander, "hoeveel foliumzuur moet ik slikken per dag?", question)
    assert meaning.intent == "foliumzuur"
    assert meaning.certainty >= SURE


@pytest.mark.parametrize("text", ["", "\u200b", "...", "\ud800"])
def test_nothing_said(understander: Understander, text: str) -> None:
    assert understand(understander, text).source == Source.NOTHING
    assert understand(understander, text, DAY).intent == OUT_OF_SCOPE
    assert understand(understander, "\u200b", NAME).source == Source.NOTHING


def test_a_reading_is_cut_but_scanned_to_its_end(understander: Understander) -> None:
    reading = understander.read("verhaal " * 2_000 + "en ik bloed")
    assert len(reading.text) <= KEPT
    assert reading.signs


def test_without_a_model_the_rest_still_works(ears: Ears, library: Library) -> None:
    deaf = LayeredUnderstander(ears, library, lambda _text: ())
    assert understand(deaf, "ik bloed").intent == "nood-bloedverlies"
    assert understand(deaf, "stop").intent == "stop"
    assert understand(deaf, "kraamzorg").intent == "kraamzorg"
    assert understand(deaf, "kraamzog").intent == "kraamzorg"
    assert understand(deaf, "2", TOPICS).answer == ("b",)
    assert understand(deaf, "xyzzy") == Meaning(Source.NOTHING)


def test_a_sign_only_the_model_sees_is_a_sign_when_it_is_sure(ears: Ears, library: Library) -> None:
    sure = LayeredUnderstander(ears, library, lambda _text: (Guess("nood-val", 0.7),))
    unsure = LayeredUnderstander(ears, library, lambda _text: (Guess("nood-val", 0.5),))
    assert understand(sure, "iets onbekends", NAME).signs == (Sign("nood-val", ""),)
    assert understand(unsure, "iets onbekends", NAME).answer == ("iets onbekends",)  # the model knows no answers
    asked = understand(unsure, "iets onbekends")
    assert (asked.signs, asked.doubt) == ((), Sign("nood-val", ""))
    assert asked.certainty < SURE


@pytest.mark.parametrize(
    ("text", "certainty", "stops"),
    [
        ("kappen met die berichtjes", 0.95, True),
        ("kappen met die berichtjes", 0.85, False),
        ("kappen met die onzin", 0.95, False),
    ],
)
def test_a_stop_in_other_words_needs_a_sure_model_and_a_word_that_says_so(
    ears: Ears, library: Library, text: str, certainty: float, stops: bool
) -> None:
    heard = LayeredUnderstander(ears, library, lambda _text: (Guess("stop", certainty),))
    meaning = understand(heard, text)
    assert meaning.intent == "stop"
    assert (meaning.certainty >= SURE) is stops


def test_several_questions_are_answered_most_urgent_first(ears: Ears, library: Library) -> None:
    meant = {"hoe zit het met a": "alcohol", "en hoe zit het met b": "kraamzorg", "mag d ook": "nood-val"}
    heard = LayeredUnderstander(
        ears, library, lambda text: (Guess(meant[text.strip()], 0.9),) if text.strip() in meant else ()
    )
    two = understand(heard, "hoe zit het met a? en hoe zit het met b?")
    assert (two.intent, two.also) == ("alcohol", ("kraamzorg",))
    three = understand(heard, "hoe zit het met a? mag d ook? en hoe zit het met b?")
    assert (three.intent, three.also) == ("nood-val", ("alcohol", "kraamzorg"))
    assert three.signs == (Sign("nood-val", ""),)


def test_taps_never_come_here() -> None:
    assert Reading("").signs == ()


@pytest.mark.parametrize(
    ("against", "believed"), [("alcohol", "alcohol"), ("kraamzorg", "kraamzorg"), (OUT_OF_SCOPE, "kraamzorg")]
)
def test_words_that_fit_need_no_model(against: str, believed: str) -> None:
    """Unless it is sure of another subject of ours; then the words are still a tap away. Exact words always win."""
    assert judge(Evidence((Guess("kraamzorg", 1.0),), (Guess(against, 0.99),))).intent == "kraamzorg"
    meaning = judge(Evidence((Guess("kraamzorg", 0.9),), (Guess(against, 0.99),)))
    assert meaning.intent == believed
    assert meaning.certainty >= 0.9
    assert "kraamzorg" in (meaning.intent, *(guess.intent for guess in meaning.others))


def test_a_warning_sign_is_never_a_button_under_an_answer() -> None:
    meaning = judge(Evidence((), (Guess("alcohol", 0.7), Guess("nood-vergiftiging", 0.2), Guess("drugs", 0.05))))
    assert [guess.intent for guess in meaning.others] == ["drugs"]


def test_words_and_model_agree() -> None:
    meaning = judge(Evidence((Guess("kraamzorg", 0.5),), (Guess("kraamzorg", 0.5), Guess("alcohol", 0.3))))
    assert (meaning.source, meaning.intent) == (Source.WORDS, "kraamzorg")
    assert meaning.certainty == pytest.approx(0.65)
    assert [guess.intent for guess in meaning.others] == ["alcohol"]  # sure, but one tap away


def test_in_doubt_others_are_offered() -> None:
    guesses = tuple(Guess(intent, 0.2) for intent in ("alcohol", "drugs", "misselijk", "out_of_scope", "seks"))
    meaning = judge(Evidence((), guesses))
    assert (meaning.source, meaning.intent) == (Source.MODEL, "alcohol")
    assert [guess.intent for guess in meaning.others] == ["drugs", "misselijk", "seks"]


def test_out_of_scope_with_a_near_miss() -> None:
    meaning = judge(Evidence((), (Guess(OUT_OF_SCOPE, 0.4), Guess("alcohol", 0.3), Guess("drugs", 0.05))))
    assert (meaning.source, meaning.intent) == (Source.NOTHING, OUT_OF_SCOPE)
    assert [guess.intent for guess in meaning.others] == ["alcohol"]


@pytest.mark.parametrize("intent", ["wissen", "wis-scherm", "verlies"])
def test_a_guess_never_deletes(intent: str) -> None:
    assert judge(Evidence((), (Guess(intent, 0.99),))).certainty < SURE


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("mijn zus had vorig jaar bloedverlies", "nood-bloedverlies"),
        ("my sister had bleeding years ago", "nood-bloedverlies"),
        ("ablamın geçen yıl kanaması vardı", "nood-bloedverlies"),
        ("السنة الماضية صار معي نزيف", "nood-bloedverlies"),
        ("rok temu krwawiłam", "nood-bloedverlies"),
        ("торік у мене була кровотеча", "nood-bloedverlies"),
        ("vorig jaar ook bloedverlies en nu weer", ""),
        ("mijn zus is bewusteloos", ""),
    ],
)
def test_then_and_other_people_are_asked_about(ears: Ears, library: Library, text: str, asked: str) -> None:
    """Without a model: the words alone tell. Where minutes count nothing is asked first."""
    meaning = understand(LayeredUnderstander(ears, library, lambda _text: ()), text)
    assert (meaning.doubt.id if meaning.doubt else "") == asked
    assert bool(meaning.signs) is (not asked)
