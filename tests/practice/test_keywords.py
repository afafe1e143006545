"""A keyword may never hide a warning sign, a command, a subject or an answer, in any language."""

from datetime import date

import pytest
from ruamel.yaml import YAML

from bot.content.schema import Library
from bot.model import Arrival, Conversation, Incoming, IncomingKind, Turn
from bot.practice import Practice, Practices, bare
from bot.service import Decider
from bot.understanding.keywords import link_refusal, refusal
from bot.understanding.layers import LayeredUnderstander
from tests.practice.conftest import ROOT, WIEG
from tests.storage.talk import AYSE, NOON
from tests.understanding.sentences import sentences

TODAY = date(2026, 6, 1)
REFUSED = {
    "warning sign": ["BLOED", "BLOEDT", "BLEEDING", "SPOED", "KANAMA", "KRWAWIENIE"],
    "command": ["STOP", "STOPP", "HULP", "MENU", "WISSEN", "SKIP", "DURDUR"],
    "words": ["ROKEN", "STOPPEN", "FOLIUMZUUR", "VERLOSKUNDIGE", "BABY"],
    "answer": ["TWAALF"],
    "date": ["MAART5"],
    "everyday": ["MAART"],
    "button": ["HUISARTS", "MOEDER"],
}
ALLOWED = ["WIEG24", "VROEGER1", "ASTERIA", "BEREND", "NOORD7", "VITA"]


@pytest.mark.parametrize(("why", "word"), [(why, word) for why, words in REFUSED.items() for word in words])
def test_refused(lists: LayeredUnderstander, library: Library, why: str, word: str) -> None:
    assert why in refusal(word, lists, library, TODAY)


@pytest.mark.parametrize("word", ALLOWED)
def test_allowed(lists: LayeredUnderstander, library: Library, word: str) -> None:
    assert refusal(word, lists, library, TODAY) == ""


def test_no_word_of_any_command_list_can_be_a_keyword(lists: LayeredUnderstander, library: Library) -> None:
    phrases = {
        bare(str(phrase)).upper()
        for path in (ROOT / "nlu" / "commands").glob("*.yml")
        for action, said in YAML(typ="safe").load(path).items()
        for phrase in (said if action != "polite" else [])
        if str(phrase).isalnum()
    }
    typed = sorted(phrase for phrase in phrases if phrase.isascii() and len(phrase) >= 4)
    assert len(typed) > 200
    assert [word for word in typed[::5] if not refusal(word, lists, library, TODAY)] == []


def test_a_code_that_reads_as_a_cry_for_help(lists: LayeredUnderstander) -> None:
    assert link_refusal("bloedverlies", lists)
    assert link_refusal("ik-bloed", lists)
    assert link_refusal("de-wieg", lists) == ""


def _decided(lists: LayeredUnderstander, library: Library, practices: Practices, text: str) -> Turn:
    incoming = Incoming("k", AYSE, IncomingKind.TEXT, text)
    state = Conversation(language="nl", greeted=True)
    return Decider(lists, library, practices).decide(state, Arrival(incoming, lists.read(text), NOON))


@pytest.mark.parametrize("text", ["ik verlies bloed", "bloed", "kanamam var", "help me ik bloed"])
def test_even_a_keyword_that_slipped_in_hides_no_sign(lists: LayeredUnderstander, library: Library, text: str) -> None:
    """As if somebody wrote it into the database by hand, or a lexicon learnt the word later."""
    slipped = Practices([Practice("x", "X", WIEG.number, WIEG.checked_on, bare(text).upper())])
    turn = _decided(lists, library, slipped, text)
    assert [say.text for say in turn.says if say.text.startswith("nood/")]
    assert turn.conversation.practice == ""


def test_stop_stays_stop(lists: LayeredUnderstander, library: Library) -> None:
    slipped = Practices([Practice("x", "X", WIEG.number, WIEG.checked_on, "STOP")])
    assert _decided(lists, library, slipped, "stop").conversation.stopped


def test_no_sentence_of_ours_is_a_keyword(practices: Practices) -> None:
    assert [str(sentence) for sentence in sentences("*") if practices.of_message(sentence.text)] == []
