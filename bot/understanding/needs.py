"""Subjects that are sure only when one of their own words was said: without one, "I want to stop" is not smoking."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from bot.understanding.lists import listed, mapping
from bot.understanding.vocabulary import Vocabulary
from bot.understanding.words import tokens


class Needs:
    """The lists of `nlu/needs.yml`, by how the id of a subject begins. `real` words are spelled right."""

    def __init__(self, path: Path, real: Collection[str] = ()) -> None:
        self._lists: Mapping[str, tuple[Vocabulary, list[tuple[int, ...]]]] = {
            beginning: _heard([w for words in mapping(path, part).values() for w in listed(path, words)], real)
            for beginning, part in mapping(path).items()
        }

    def unproven(self, text: str, intents: Iterable[str]) -> frozenset[str]:
        """Those of `intents` that need a word she did not say."""
        said = tokens(text)
        missing = tuple(beginning for beginning, heard in self._lists.items() if not _says(said, *heard))
        return frozenset(intent for intent in intents if missing and intent.startswith(missing))


def _heard(written: list[str], real: Collection[str]) -> tuple[Vocabulary, list[tuple[int, ...]]]:
    vocabulary = Vocabulary(real)
    return vocabulary, [tuple(vocabulary.add(word) for word in phrase.split()) for phrase in written]


def _says(said: list[str], vocabulary: Vocabulary, phrases: list[tuple[int, ...]]) -> bool:
    found = [vocabulary.find(word) for word in said]
    return any(
        all(number in numbers for number, numbers in zip(phrase, found[start:], strict=False))
        for phrase in phrases
        for start in range(len(found) - len(phrase) + 1)
    )
