"""Who presses hears the beginning at once; all pieces together are the message."""

from collections.abc import Sequence
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
from bot.speech.pieces import FIRST, NEXT, split

NOW = datetime(2026, 11, 23, 10, tzinfo=AMSTERDAM)
SHORT = Utterance("Bel 112.", "nl", "ui#kort")
LONG = Utterance("Een zin. " * 8 + "\n" + "Nog een zin? " * 60, "nl", "topics/lang#antwoord", slow=True)


def sentences(parts: Sequence[Utterance]) -> list[str]:
    return [sentence for part in parts for _, sentence in located_sentences(part.words)]


def all_pieces(parts: tuple[Utterance, ...]) -> list[Utterance]:
    found, most = [], FIRST
    while parts:
        apart = split(parts, most)
        found, parts, most = [*found, apart.piece], apart.rest, NEXT
    return found


def test_what_is_short_stays_as_it_is() -> None:
    assert all_pieces((SHORT, SHORT)) == [SHORT, SHORT]


def test_a_long_text_begins_with_a_short_piece() -> None:
    found = all_pieces((LONG, SHORT))
    assert sentences(found) == sentences((LONG, SHORT))
    assert len("".join(found[0].words.splitlines())) <= FIRST
    assert all(len("".join(piece.words.splitlines())) <= NEXT for piece in found)
    assert found[-1] == SHORT
    assert len(found) < 7
    for piece in found[:-1]:
        assert piece == replace(LONG, words=piece.words, text_id="")


def test_a_sentence_is_never_cut() -> None:
    long = Utterance("woord " * 100 + "einde. En nog een.", "nl")
    assert split((long,), FIRST).piece.words.endswith("einde.")


@pytest.mark.parametrize("language", ["nl", "tr", "ar"])
def test_every_message_is_whole_in_its_pieces(library: Library, language: str) -> None:
    for message in messages(library, language, NOW):
        if message.part:
            assert sentences(all_pieces((message.part,))) == sentences((message.part,)), message.id


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
