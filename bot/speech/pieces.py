"""The beginning of a message and the rest, so that who presses hears the one while the other is still made. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from bot.content.sentences import located_sentences
from bot.content.spoken.message import Utterance

FIRST: Final = 60  # characters: about four seconds to hear, a quarter of a second to make
NEXT: Final = 240  # while one piece is heard the next is made, ten times as fast as it sounds


@dataclass(frozen=True, slots=True)
class Split:
    """`rest` comes after `piece`; both together are the message."""

    piece: Utterance
    rest: tuple[Utterance, ...]


def split(parts: Sequence[Utterance], most: int) -> Split:
    """As many whole sentences of the first part as have `most` characters together; one at least.

    A piece of a text is no text of ours: nobody recorded it. Raises IndexError when there is nothing.
    """
    first, *others = parts
    sentences = [sentence for _, sentence in located_sentences(first.words)]
    fitting = sum(length <= most for length in accumulate(map(len, sentences))) or 1
    if fitting >= len(sentences):
        return Split(first, tuple(others))
    piece, rest = ("\n".join(group) for group in (sentences[:fitting], sentences[fitting:]))
    return Split(replace(first, words=piece, text_id=""), (replace(first, words=rest, text_id=""), *others))
