"""Our own words raise no alarm: titles, search words and buttons, typed as they stand, but for a list with reasons."""

from collections.abc import Iterator

import pytest
from ruamel.yaml import YAML

from bot.content.library import is_fresh, last_wording, search_words, title
from bot.content.schema import Library
from bot.model import Guess
from bot.understanding.ears import Ears
from bot.understanding.layers import LayeredUnderstander
from bot.understanding.words import fold
from tests.understanding.conftest import ROOT, TODAY

LANGUAGES = ("nl", "en", "tr", "ar", "pl", "uk")
# sign: [{why: …, nl: […], en: […]}]
ALLOWED = YAML(typ="safe", pure=True).load(ROOT / "tests" / "understanding" / "own_words.yaml")


def owned(library: Library, language: str) -> Iterator[str]:
    """Titles and search words of topics, titles of flows."""
    for topic in library.topics:
        yield from search_words(library, topic, language)
    for text_id in library.texts:
        if text_id.startswith(("topics/", "flows/")) and text_id.endswith("#titel") and _is(library, text_id, language):
            yield title(library, text_id.removesuffix("#titel"), language)


def buttons(library: Library, language: str) -> Iterator[str]:
    for flow in library.flows.values():
        for step in flow.steps.values():
            own = (answer.label or f"flows/{flow.id}#{step.id}.{answer.id}" for answer in step.answers)
            yield from (last_wording(library, each, language).words for each in own if _is(library, each, language))


def _is(library: Library, text_id: str, language: str) -> bool:
    return text_id in library.texts and is_fresh(library, text_id, language)


def allowed(language: str) -> dict[str, set[str]]:
    """Folded words → the signs they may raise."""
    found: dict[str, set[str]] = {}
    for sign, reasons in ALLOWED.items():
        for reason in reasons:
            for word in reason.get(language, ()):
                found.setdefault(fold(word), set()).add(sign)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_words_with_a_reason_raise_a_sign(ears: Ears, library: Library, language: str) -> None:
    """Without the model: a button is typed while its question is open, and then the word lists alone are heard."""
    deaf = LayeredUnderstander(ears, library, lambda _text: ())
    raised: dict[str, set[str]] = {}
    for words in {*owned(library, language), *buttons(library, language)}:
        alarms = deaf.interpret(deaf.read(words), None, language, TODAY).alarms
        if alarms:
            raised.setdefault(fold(words), set()).update(alarms)
    surprising = {words: signs for words, signs in raised.items() if signs - allowed(language).get(words, set())}
    assert surprising == {}, "wrong? mend nlu/warning_signs; right? tests/understanding/own_words.yaml, with the reason"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_still_needed(ears: Ears, library: Library, language: str) -> None:
    deaf = LayeredUnderstander(ears, library, lambda _text: ())
    for words, signs in allowed(language).items():
        assert signs <= set(deaf.interpret(deaf.read(words), None, language, TODAY).alarms), words


@pytest.mark.parametrize(
    ("text", "sign", "heard"),
    [
        ("epilepsie", "nood-112", False),
        ("neef en nicht", "nood-trombose", False),
        ("spugen zwanger", "nood-overgeven", True),  # misselijk lies near it
        ("spugen zwanger", "nood-koorts", False),
        ("ik moet spugen zwanger", "nood-koorts", True),  # more than a search word
        ("bedreigd", "nood-geweld", True),
        ("bedreigd", "nood-trombose", False),
        ("ik gebruik bloedverdunners", "nood-bloedverlies", False),  # what is left of it says nothing
        ("jeuk aan mijn vagina", "nood-jeuk", False),
    ],
)
def test_what_the_model_hears_in_our_own_words(ears: Ears, library: Library, text: str, sign: str, heard: bool) -> None:
    """A model that hears the sign in these words and in nothing else."""
    said = (Guess(sign, 0.95), Guess("out_of_scope", 0.05))
    model = LayeredUnderstander(ears, library, lambda told: said if told == text else (Guess("out_of_scope", 1.0),))
    assert bool(model.interpret(model.read(text), None, "nl", TODAY).alarms) is heard


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("ateş düşürücü", ("nood-koorts",)),
        ("tromboz geçirdim", ("nood-trombose",)),
    ],
)
def test_a_sign_in_the_words_of_a_far_topic_is_asked_about(
    ears: Ears, library: Library, text: str, alarms: tuple[str, ...]
) -> None:
    deaf = LayeredUnderstander(ears, library, lambda _text: ())
    meaning = deaf.interpret(deaf.read(text), None, "tr", TODAY)
    assert (meaning.signs, meaning.alarms) == ((), alarms)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("atak padaczki", "nood-112"),
        ("żona dostała padaczki i się trzęsie", "nood-112"),
        ("mam padaczkę i znowu mam drgawki", "nood-112"),
        ("نوبة صرع", "nood-112"),
        ("زوجتي عندها صرع ووقعت", "nood-112"),
        ("напад епілепсії", "nood-112"),
        ("biorę leki na rozrzedzenie krwi i krwawię", "nood-bloedverlies"),
        ("ik slik bloedverdunners en verlies bloed", "nood-bloedverlies"),
        ("on blood thinners and bleeding", "nood-bloedverlies"),
        ("kan sulandırıcı alıyorum ve kanamam var", "nood-bloedverlies"),
        ("آخذ مميع دم وعندي نزيف", "nood-bloedverlies"),
        ("swędzi pochwa i swędzą dłonie", "nood-jeuk"),
        ("itchy vagina and itchy hands", "nood-jeuk"),
        ("передоз таблетками", "nood-vergiftiging"),
        ("нас викличуть поліцію, він бʼє мене", "nood-geweld"),
        ("نوبة هلع ولا أستطيع التنفس", "nood-112"),
    ],
)
def test_beside_words_that_do_not_count_the_sign_is_heard(ears: Ears, text: str, sign: str) -> None:
    assert sign in [found.id for found in ears.signs.find(text)]
