"""Masked messages that were not understood, shown, and written as a file a native speaker can label. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.model import OUT_OF_SCOPE
from bot.storage.inbox import Unclear

_HEAD: Final = """\
# What people wrote and we did not understand. Each of them agreed to this. `…` hides a name, `#` a number; a computer
# hid them: take out what it missed. Each sentence stands under our best guess. Move it under the right id of
# nlu/domain.yml, or under out_of_scope; fill in `…` and `#` with something made up. Then move the blocks to {folder}.
# Nobody labelled these yet: as it is, this file teaches mistakes.
version: "3.1"
nlu:
"""


def shown(messages: Sequence[Unclear]) -> Iterator[str]:
    """One line a message, as they come."""
    for one in messages:
        guessed = ", ".join(one.said.guessed) or "no guess"
        yield f"{one.day}  {one.said.language or '?':<3}  {guessed:<40}  {one.said.text}"


def skeleton(messages: Sequence[Unclear], language: str) -> str:
    """A training file in Rasa's format, every sentence under its best guess."""
    texts: dict[str, dict[str, None]] = {}
    for one in messages:
        texts.setdefault(next(iter(one.said.guessed), OUT_OF_SCOPE), {})[one.said.text] = None
    blocks = (f"- intent: {intent}\n  examples: |\n{_examples(said)}" for intent, said in sorted(texts.items()))
    return _HEAD.format(folder=f"nlu/data/{language}/") + "".join(blocks)


def _examples(texts: dict[str, None]) -> str:
    return "".join(f"    - {text}\n" for text in texts)
