"""Warning signs: every one is heard, everyday talk is left alone, hidden letters and length change nothing."""

from collections import Counter
from pathlib import Path

import pytest

from bot.errors import ContentBroken
from bot.model import Sign
from bot.understanding.clean import SCANNED, clean
from bot.understanding.ears import Ears
from bot.understanding.intents import URGENCY, intents_of, is_urgent
from bot.understanding.lists import word_files
from bot.understanding.warning_signs import WarningSigns
from tests.understanding.conftest import NLU
from tests.understanding.sentences import LANGUAGES, Sentence, sentences

URGENT = sentences("urgent*")
HEARD = [sentence for sentence in URGENT if is_urgent(sentence.intent)]


def ids(signs: tuple[Sign, ...]) -> list[str]:
    return [sign.id for sign in signs]


@pytest.mark.parametrize("sentence", HEARD, ids=str)
def test_heard(ears: Ears, sentence: Sentence) -> None:
    found = ids(ears.signs.find(sentence.text, sentence.language))
    assert (sentence.intent in found) is not sentence.fails


@pytest.mark.parametrize("sentence", sentences("everyday*"), ids=str)
def test_everyday_talk_is_no_alarm(ears: Ears, sentence: Sentence) -> None:
    assert bool(ears.signs.find(sentence.text)) is sentence.fails


def test_enough_sentences() -> None:
    counted = Counter((sentence.language, sentence.intent) for sentence in HEARD)
    for language in LANGUAGES:
        for sign in URGENCY:
            assert counted[language, sign] >= (15 if language == "nl" else 5), (language, sign)
    assert len(sentences("everyday*")) >= 150


def test_every_lexicon_has_every_sign_of_the_domain_in_its_order() -> None:
    assert [intent for intent in intents_of(NLU / "domain.yml") if is_urgent(intent)] == list(URGENCY)
    assert URGENCY[:2] == ("nood-112", "nood-baby-komt")
    assert {path.stem for path in (NLU / "warning_signs").glob("*.yml")} == set(LANGUAGES)
    for path in (NLU / "warning_signs").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        assert all(f"\n{sign}:\n" in text for sign in URGENCY), path.name


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("IK BLOED!!!", "nood-bloedverlies"),
        ("ik b\u200bl\u00adoed", "nood-bloedverlies"),
        ("\u202eik bloed\u202c", "nood-bloedverlies"),
        ("ik blo\x00ed", "nood-bloedverlies"),
        ("ik ｂｌｏｅｄ", "nood-bloedverlies"),
        ("🩸", "nood-bloedverlies"),
        ("ik heb bloedverleis", "nood-bloedverlies"),
        ("ik ben overvaren en gestruijkeld", "nood-val"),
        ("geen bloed meer", "nood-bloedverlies"),
        ("hij slaat me niet meer", "nood-geweld"),
        ("niks helpt tegen de hoofdpijn", "nood-bloeddruk"),
        ("de baby drinkt niet goed voor het eerst", "nood-baby-ziek"),
        ("mijn vrouw spreekt niet meer", "nood-112"),
        ("ik voel het hoofd en moet persen", "nood-baby-komt"),
        ("KARNIM ÇOK AĞRIYOR", "nood-buikpijn"),
        ("نَزِيف", "nood-bloedverlies"),
        ("KRWAWIĘ", "nood-bloedverlies"),
        ("x " * 40_000 + "ik bloed", "nood-bloedverlies"),
        ("woord " * 100 + "baby beweegt niet " + "woord " * 100, "nood-minder-leven"),
    ],
)
def test_heard_through_disguise(ears: Ears, text: str, sign: str) -> None:
    assert sign in ids(ears.signs.find(clean(text)))


def test_most_urgent_first_and_each_once(ears: Ears) -> None:
    found = ids(ears.signs.find("ik val van de trap, ik bloed en ik bloed en ze reageert niet meer"))
    assert found == [sign for sign in URGENCY if sign in found]
    assert found[0] == "nood-112"


def test_language_is_hers_when_her_lexicon_saw_it_too(ears: Ears) -> None:
    assert ears.signs.find("ambulans", "tr") == (Sign("nood-112", "tr"),)
    assert ears.signs.find("krwawię", "nl") == (Sign("nood-bloedverlies", "pl"),)


def test_words_far_apart_say_nothing_together(ears: Ears) -> None:
    assert not ears.signs.find("mijn kuit " + "en zo " * 10 + "rood")


def test_the_end_of_an_endless_message_is_not_read(ears: Ears) -> None:
    assert not ears.signs.find(clean("a " * SCANNED + "ik bloed"))


BROKEN = {
    "a sign we do not know": "nood-tand: {any_of: [kies]}",
    "a field we do not know": "nood-val: {anyof: [viel]}",
    "a list name we do not know": "nood-val: {together: [[VIEL]]}",
    "an empty list": "nood-val: {together: [[[]]]}",
    "a word where a list belongs": "nood-val: {any_of: viel}",
    "a list where names belong": "- viel",
    "a word where rules belong": "nood-val: viel",
    "no yaml": "nood-val: [",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_lexicon_names_its_file(tmp_path: Path, content: str) -> None:
    (tmp_path / "nl.yml").write_text(content, encoding="utf-8")
    with pytest.raises(ContentBroken, match=r"nl\.yml"):
        WarningSigns(word_files(tmp_path.glob("*.yml"), tmp_path / "kept"))


def test_the_small_language_of_rules(tmp_path: Path) -> None:
    (tmp_path / "nl.yml").write_text(
        "words: {ROOD: [rood, helder rood]}\n"
        "ignore: [rood licht]\n"
        "nood-val:\n  ignore: [val mee]\n  any_of: [val-]\n  together: [[ROOD, [-pijn, -huid-]]]\n",
        encoding="utf-8",
    )
    signs = WarningSigns(word_files(tmp_path.glob("*.yml"), tmp_path / "kept"))
    heard = {
        "vallend": True,
        "opval": False,
        "buikpijn en helder rood": True,
        "rood. buikpijn": False,
        "rode buikpijn": False,
        "mijn onderhuidse rood": True,
        "rood licht geeft buikpijn": False,
        "het val mee": False,
        "het val mee maar ik val": True,
    }
    assert {text: bool(signs.find(text)) for text in heard} == heard
