"""What is sure only when one of its own words was said: without one, "I want to stop" is not smoking, and no STOP.

And what is not so although they were said: who wants more messages does not stop them, nor who only names them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from bot.understanding.lists import WordFile, listed, mapping
from bot.understanding.vocabulary import Vocabulary
from bot.understanding.words import tokens

_STOP: Final = "stop"
_MORE: Final = "wants_more"
_REFUSES: Final = "refuses"
_ONLY_NAMED: Final = "only_named"
_FEW: Final = 2  # words

Phrases = dict[int, list[tuple[int, ...]]]  # by the number of their first word: the numbers of the others


class Needs:
    """The lists of `nlu/needs.yml`, by an id or by how it begins (`roken-`). `real` words are spelled right."""

    def __init__(self, file: WordFile, real: Collection[str] = ()) -> None:
        self._lists: Mapping[str, tuple[Vocabulary, Phrases]] = {
            beginning: _heard([w for words in mapping(file, part).values() for w in listed(file, words)], real)
            for beginning, part in mapping(file, file.content).items()
        }

    def unproven(self, text: str, intents: Iterable[str]) -> frozenset[str]:
        """Those of `intents` that need a word she did not say."""
        asked = {intent: start for intent in intents for start in self._lists if _is_of(intent, start)}
        if not asked:
            return frozenset()
        said = tokens(text)
        missing = {start for start in set(asked.values()) if not self._proves(said, start)}
        return frozenset(intent for intent, start in asked.items() if start in missing)

    def _proves(self, said: Sequence[str], start: str) -> bool:
        if start == _STOP and not self._says(said, _REFUSES) and (self._says(said, _MORE) or self._names(said)):
            return False
        return self._says(said, start)

    def _names(self, said: Sequence[str]) -> bool:
        """Hardly more than what she gets from us: "sms" may be an answer, and "een sms" too."""
        return len(said) <= _FEW and self._says(said, _ONLY_NAMED)

    def _says(self, said: Sequence[str], name: str) -> bool:
        return name in self._lists and _says(said, *self._lists[name])


def _is_of(intent: str, start: str) -> bool:
    return intent.startswith(start) if start.endswith("-") else intent == start


def _heard(written: list[str], real: Collection[str]) -> tuple[Vocabulary, Phrases]:
    vocabulary = Vocabulary(real)
    phrases: Phrases = {}
    for phrase in written:
        first, *rest = (vocabulary.add(word) for word in phrase.split())
        phrases.setdefault(first, []).append(tuple(rest))
    return vocabulary, phrases


def _says(said: Sequence[str], vocabulary: Vocabulary, phrases: Phrases) -> bool:
    found = [vocabulary.find(word) for word in said]
    return any(
        len(rest) < len(found) - at and all(number in found[at + n] for n, number in enumerate(rest, 1))
        for at, numbers in enumerate(found)
        for first in numbers & phrases.keys()
        for rest in phrases[first]
    )
