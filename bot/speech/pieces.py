"""A message in pieces, so that who presses hears its beginning while the rest is still made. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.content.sentences import located_sentences
from bot.content.spoken.message import Utterance

FIRST: Final = 60  # characters: about four seconds to hear, a quarter of a second to make
NEXT: Final = 240  # while one is heard the next is made, ten times as fast as it sounds


def pieces(parts: Sequence[Utterance], recorded: Callable[[Utterance], bool]) -> tuple[Utterance, ...]:
    """One after the other they are the whole message. A piece of a text is kept nowhere: the whole is.

    What a person `recorded` is one piece.
    """
    found: list[Utterance] = []
    for part in parts:
        found += [part] if recorded(part) else _pieces(part, NEXT if found else FIRST)
    return tuple(found)


def _pieces(part: Utterance, first: int) -> Iterator[Utterance]:
    found = list(_grouped([sentence for _, sentence in located_sentences(part.words)], first))
    if len(found) < 2:
        yield part
        return
    yield from (replace(part, words="\n".join(group), text_id="", personal=True) for group in found)


def _grouped(sentences: Sequence[str], most: int) -> Iterator[list[str]]:
    """As few groups as fit; a sentence stays whole."""
    group: list[str] = []
    for sentence in sentences:
        if group and sum(map(len, group)) + len(sentence) > most:
            yield group
            group, most = [], NEXT
        group.append(sentence)
    if group:
        yield group
