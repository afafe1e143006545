"""A whole message as it is heard: by whom, in which language, and how she answers."""

from dataclasses import replace

import pytest

from bot.content.schema import Library, Text
from bot.content.spoken import Means, Utterance, belzin_spoken, message_spoken, spoken
from bot.errors import ContentBroken
from bot.model import AnswerKind, Care, Option, Question, Say
from tests.content.reading import reader

WORDS = {
    "ui#voorlezen.tik": "Tik op: {keuzes}.",
    "ui#voorlezen.of": "of",
    "ui#voorlezen.stuur": "Stuur {nummer} voor {keuze}.",
    "ui#voorlezen.toets": "Toets {nummer} voor {keuze}.",
    "ui#waarom": "Waarom vraag je dit?",
    "ui#naam": "Naam: {naam}.",
    "ui#praktijk.nummer": "Nummer van {praktijk}: {nummer}",
    "ui#praktijk.nummer_kort": "Verloskundige: {nummer}",
}
YES, NO, WHY = Option("ja", "ui#ja"), Option("nee", "ui#nee"), Option("_waarom", "ui#waarom")
NAMED = Option("anna", "ui#naam", (("naam", "Anna"),))
TICKED, UNTICKED = Option("a", "ui#ja", ticked=True), Option("b", "ui#nee", ticked=False)
ASKED = [  # means, options → what is heard after the question
    (Means.BUTTONS, (YES,), ["Tik op: Ja."]),
    (Means.BUTTONS, (YES, NO, WHY), ["Tik op: Ja, no, of Waarom vraag je dit."]),
    (Means.NUMBERS, (YES, NO, WHY), ["Stuur één voor Ja.", "Stuur twee voor no."]),
    (Means.KEYS, (WHY, YES), ["Toets één voor Ja."]),
    (Means.BUTTONS, (TICKED, UNTICKED), ["Tik op: gekozen: Ja, of niet gekozen: no."]),
    (Means.NUMBERS, (), []),
    (Means.BUTTONS, (), []),
]


@pytest.fixture
def heard(library: Library) -> Library:
    place = library.texts["ui#ja"].place
    return replace(
        library, texts={**library.texts, **{name: Text(name, words, place) for name, words in WORDS.items()}}
    )


def asking(*options: Option, text: str = "ui#vraag_na") -> Say:
    return Say(text, question=Question(text, 1, AnswerKind.CHOICE, options))


def said(parts: tuple[Utterance, ...]) -> list[str]:
    return [spoken(part.words, part.language) for part in parts]


@pytest.mark.parametrize(("means", "options", "choices"), ASKED)
def test_the_choices_are_said(heard: Library, means: Means, options: tuple[Option, ...], choices: list[str]) -> None:
    parts = message_spoken(asking(*options), reader(), heard, means)
    assert said(parts) == ["Vraag je verloskundige hoe het nu is.", *choices]
    assert [part.text_id for part in parts] == ["ui#vraag_na", *("" for _ in choices)]
    assert not any(part.personal or part.slow or part.loud for part in parts)


@pytest.mark.parametrize("means", Means)
def test_her_own_words_on_a_choice_stay_on_this_machine(heard: Library, means: Means) -> None:
    question, choice = message_spoken(asking(NAMED), reader(), heard, means)
    assert not question.personal
    assert choice.personal
    assert "Anna" in choice.words


def test_a_text_with_a_value_of_hers_is_personal_and_has_no_recording(heard: Library) -> None:
    say = Say("ui#gegevens", (("antwoorden", "Anna"),))
    assert message_spoken(say, reader(), heard, Means.BUTTONS) == (
        Utterance("Dit bewaar ik: Anna.\nAlles weg? Stuur WISSEN.", "nl", personal=True),
    )


def test_a_topic_is_heard_by_its_audio(heard: Library) -> None:
    (part,) = message_spoken(Say("topics/foliumzuur"), reader(), heard, Means.NUMBERS)
    assert part.text_id == "topics/foliumzuur#audio"
    assert "vierhonderd microgram" in part.words


def test_what_is_not_translated_is_heard_in_dutch_between_words_of_her_own(heard: Library) -> None:
    parts = message_spoken(Say("topics/foliumzuur"), reader("ar"), heard, Means.BUTTONS)
    assert [(part.language, part.text_id) for part in parts] == [
        ("ar", "ui#niet_vertaald"),
        ("nl", "topics/foliumzuur#audio"),
        ("ar", "ui#mens_bellen"),
    ]


def test_the_sentence_for_the_phone_has_a_dutch_voice_and_is_slow(heard: Library) -> None:
    say = Say("nood/nood-bloedverlies")
    first, lead, sentence = message_spoken(say, reader(), heard, Means.BUTTONS)
    assert first.text_id == "nood/nood-bloedverlies#heeft_verloskundige.dag"
    assert lead == Utterance("Lees dit voor:", "nl")
    assert sentence == Utterance("Ik ben zwanger. Ik bloed.", "nl", slow=True)
    foreign = message_spoken(say, reader("en"), heard, Means.BUTTONS)
    dutch = Utterance("Ik ben zwanger. Ik bloed. Ik spreek Engels. Graag een tolk.", "nl", slow=True)
    assert dutch in foreign
    assert {part.language for part in foreign[foreign.index(dutch) + 1 :]} == {"en"}


def test_the_number_of_her_midwives_is_personal(heard: Library) -> None:
    say = Say("nood/nood-bloedverlies", (("praktijk", "De Wieg"), ("nummer", "030-1234567")))
    first = message_spoken(say, reader(care=Care.MIDWIFE), heard, Means.BUTTONS)[0]
    assert first.personal
    assert "nul dertig, één twee drie, vijfenveertig, zevenenzestig" in spoken(first.words, "nl")


def test_the_sentence_alone_is_slow_and_loud(heard: Library) -> None:
    own = belzin_spoken(heard, "nood-bloedverlies", "nl")
    assert own == Utterance("Ik ben zwanger. Ik bloed.", "nl", "nood/nood-bloedverlies#belzin", slow=True, loud=True)
    turkish = belzin_spoken(heard, "nood-bloedverlies", "tr")
    assert turkish == Utterance(
        "Ik ben zwanger. Ik bloed. Ik spreek Turks. Graag een tolk.", "nl", slow=True, loud=True
    )
    assert belzin_spoken(heard, "geen-teken", "nl") is None


def test_a_sentence_without_a_frame_is_said_all_the_same(heard: Library) -> None:
    texts = {name: text for name, text in heard.texts.items() if not name.startswith("ui#belzin")}
    parts = message_spoken(Say("nood/nood-bloedverlies"), reader(), replace(heard, texts=texts), Means.BUTTONS)
    assert parts[-1] == Utterance("Ik ben zwanger. Ik bloed.", "nl", slow=True)


def test_a_sign_without_a_sentence_has_none(heard: Library) -> None:
    texts = {name: text for name, text in heard.texts.items() if not name.endswith("#belzin")}
    without = replace(heard, texts=texts)
    assert all(not part.slow for part in message_spoken(Say("nood/nood-112"), reader(), without, Means.BUTTONS))
    assert belzin_spoken(without, "nood-112", "en") is None


def test_a_text_that_does_not_exist_is_an_error(heard: Library) -> None:
    for name in ("ui#nergens", "topics/nergens", "nood/nergens"):
        with pytest.raises(ContentBroken):
            message_spoken(Say(name), reader(), heard, Means.BUTTONS)
