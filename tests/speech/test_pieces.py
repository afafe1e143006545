"""Who presses hears the beginning at once; all pieces together are the message."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.content.library import offered_languages
from bot.content.opening import AMSTERDAM
from bot.content.schema import Library
from bot.content.sentences import located_sentences
from bot.content.spoken.message import Utterance
from bot.speech.beforehand import in_order
from bot.speech.messages import messages
from bot.speech.pieces import FIRST, NEXT, pieces

NOW = datetime(2026, 11, 23, 10, tzinfo=AMSTERDAM)
SHORT = Utterance("Bel 112.", "nl", "ui#kort")
LONG = Utterance("Een zin. " * 8 + "\n" + "Nog een zin? " * 60, "nl", "topics/lang#antwoord", slow=True)


def nobody(_part: Utterance) -> bool:
    return False


def sentences(parts: tuple[Utterance, ...]) -> list[str]:
    return [sentence for part in parts for _, sentence in located_sentences(part.words)]


def test_what_is_short_stays_as_it_is() -> None:
    assert pieces((SHORT, SHORT), nobody) == (SHORT, SHORT)


def test_a_long_text_begins_with_a_short_piece() -> None:
    found = pieces((LONG, SHORT), nobody)
    assert sentences(found) == sentences((LONG, SHORT))
    assert len(found[0].words) <= FIRST + len(found[0].words.splitlines())
    assert all(len("".join(piece.words.splitlines())) <= NEXT for piece in found)
    assert found[-1] == SHORT
    assert len(found) < 7
    for piece in found[:-1]:
        assert piece == replace(LONG, words=piece.words, text_id="", personal=True)  # kept nowhere: the whole is


def test_what_a_person_reads_is_one_piece() -> None:
    assert pieces((LONG, SHORT), lambda part: part == LONG) == (LONG, SHORT)


@pytest.mark.parametrize("language", ["nl", "tr", "ar"])
def test_every_message_is_whole_in_its_pieces(library: Library, language: str) -> None:
    for message in messages(library, language, NOW):
        if message.part:
            assert sentences(pieces((message.part,), nobody)) == sentences((message.part,)), message.id


def test_ahead_urgent_words_come_first_in_every_language(library: Library) -> None:
    order = in_order(library, NOW)
    wanted = {m.part for code in offered_languages(library) for m in messages(library, code, NOW) if m.part}
    assert set(order) == wanted
    assert len(order) == len(wanted)
    urgent = {
        m.part
        for code in offered_languages(library)
        for m in messages(library, code, NOW)
        if m.id.startswith("nood/") and m.part
    }
    assert set(order[: len(urgent)]) == urgent
