"""Messages whose meaning we decided, in every language; and how an example, a phrase and a small word weigh."""

import pytest

from bot.model import OUT_OF_SCOPE, Guess
from bot.ports import Understander
from bot.understanding.ears import Ears
from bot.understanding.examples import Example
from bot.understanding.judge import SURE, Evidence, judge
from bot.understanding.known import Known, taught
from tests.understanding.conftest import TODAY

DECIDED = {
    "verloskundige-zoeken": [
        *("ik ben zwanger", "ik ben nu zwanger", "Hoi, ik ben zwanger!", "ik ben zwanger wat nu", "zwanger"),
        *("i am pregnant", "I'm pregnant", "pregnant", "i am pregnant what now", "swanger 8 weke wnr bellen"),
        *("hamileyim", "ben hamileyim", "merhaba hamileyim", "أنا حامل", "حامل", "jestem w ciąży", "w ciąży"),
    ],
    "kinderwens": ["ik wil zwanger worden", "I want to get pregnant", "hamile kalmak istiyorum", "chcę zajść w ciążę"],
    "onverzekerd": ["ik heb geen verzekering", "geen zorgverzekering", "I have no insurance", "sigortam yok"],
    "roken-trek": ["I really need a cigarette right now", "ik heb nu zo'n trek in een sigaret", "muszę zapalić"],
    "veilig-eten": ["mag ik sushi eten", "can I eat sushi", "suşi yiyebilir miyim", "czy mogę jeść sushi"],
    "kraamzorg": ["hoeveel kost kraamzorg", "wat kost kraamzorg", "wat kost kraamzorg?", "kraamzorg kosten"],
}


@pytest.mark.parametrize(("intent", "text"), [(intent, text) for intent, texts in DECIDED.items() for text in texts])
@pytest.mark.parametrize("language", ["", "nl"])
def test_decided(understander: Understander, intent: str, text: str, language: str) -> None:
    meaning = understander.interpret(understander.read(text), None, language, TODAY)
    assert meaning.intent == intent
    assert meaning.certainty >= SURE


def test_a_common_word_is_no_evidence(ears: Ears) -> None:
    assert ears.search.find("zwanger", "nl") == ()
    assert ears.search.find("ik ben nu zwanger", "nl") == ()
    assert ears.search.find("ben ik zwanger", "nl")[0] == Guess("zwangerschapstest", 1.0)


def test_not_is_no_small_word(ears: Ears) -> None:
    without, with_it = (ears.search.find(f"ik heb {word} verzekering", "nl")[0] for word in ("geen", "een"))
    assert (without.intent, with_it.intent) == ("onverzekerd", "kosten-zorg")


def test_the_language_of_her_words_is_searched_too(ears: Ears) -> None:
    assert ears.search.find("borç", "nl", "tr")[0].intent == "geld-en-schulden"


def test_an_example_is_known_for_certain() -> None:
    lines = (("a", "ik val"), ("b", "Ik val!"), ("c", "hoi zwanger"), ("d", "hoi"))

    def bare(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for word in words if word != "hoi")

    known = Known(taught((Example(intent, text, "nl") for intent, text in lines), bare).meant, bare)
    assert known.find("ZWANGER hoi") == (Guess("c", 1.0),)
    assert known.find("ik val") == ()  # an example of two things
    assert known.find("hoi") == ()


@pytest.mark.parametrize("intent", ["verlies", "wissen", "nood-koorts"])
def test_even_an_example_never_mourns_or_deletes_by_itself(intent: str) -> None:
    meaning = judge(Evidence((), (Guess(intent, 1.0),)))
    assert (meaning.certainty < SURE) is (intent != "nood-koorts")
    assert bool(meaning.signs) is (intent == "nood-koorts")


def test_an_example_outweighs_words() -> None:
    assert judge(Evidence((Guess("b", 1.0),), (Guess("a", 1.0),))).intent == "a"
    assert judge(Evidence((), (Guess(OUT_OF_SCOPE, 1.0),))).intent == OUT_OF_SCOPE
