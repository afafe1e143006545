"""Search by words: titles and search words of the topics, in her language and in Dutch, forgiving typing errors."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from bot.content.library import is_fresh, search_words, title
from bot.content.schema import Library
from bot.model import Guess
from bot.understanding.words import tokens

_ALIKE: Final = 82.0  # of 100
_FORGIVEN_FROM: Final = 5  # letters
_MOST_WORDS: Final = 25  # a longer message is a story for the model
_SHOWN: Final = 3

Phrase = tuple[str, ...]
Likeness = Mapping[str, tuple[str, float]]  # known word → the word she typed for it, and how alike they are


@dataclass(frozen=True, slots=True)
class _Entry:
    phrase: Phrase
    topic: str


class Search:
    """An index over the library, made once. `small` are words that say nothing about the subject."""

    def __init__(self, library: Library, small: Mapping[str, frozenset[str]]) -> None:
        self._small = frozenset().union(*small.values())
        self._entries: dict[str, dict[str, list[_Entry]]] = {}
        self._words: dict[str, list[str]] = {}
        self._rarity: dict[str, dict[str, float]] = {}  # `zwanger` belongs to many topics and says little
        for language in {"nl", *library.translations}:
            self._index(language, library)

    def _index(self, language: str, library: Library) -> None:
        by_word: defaultdict[str, list[_Entry]] = defaultdict(list)
        for topic in library.topics:
            for phrase in dict.fromkeys(self._phrases(language, topic, library)):
                for word in phrase:
                    by_word[word].append(_Entry(phrase, topic))
        self._entries[language] = dict(by_word)
        self._rarity[language] = {word: 1 / len({entry.topic for entry in found}) for word, found in by_word.items()}
        self._words[language] = [word for word in by_word if len(word) >= _FORGIVEN_FROM]

    def _phrases(self, language: str, topic: str, library: Library) -> Iterator[Phrase]:
        yield from self._telling(topic.replace("-", " "))
        if is_fresh(library, f"topics/{topic}#titel", language):
            yield from self._telling(title(library, f"topics/{topic}", language))
        for written in search_words(library, topic, language):
            yield from self._telling(written)

    def _telling(self, written: str) -> Iterator[Phrase]:
        words = tuple(tokens(written))
        if telling := tuple(word for word in words if word not in self._small) or words:
            yield telling

    def find(self, text: str, language: str = "") -> tuple[Guess, ...]:
        """Topics whose words she used, best first; certainty is the share of her telling words that fit."""
        words = [word for word in tokens(text) if word not in self._small and (len(word) > 1 or word.isdigit())]
        if not words or len(words) > _MOST_WORDS:
            return ()
        scores: dict[str, float] = {}
        for code in dict.fromkeys((language, "nl")):
            for topic, score in self._scores(words, code):
                scores[topic] = max(score, scores.get(topic, 0.0))
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]
        return tuple(Guess(topic, round(score, 3)) for topic, score in best)

    def _scores(self, words: list[str], language: str) -> Iterator[tuple[str, float]]:
        entries = self._entries.get(language, {})
        likeness = {known: (typed, like) for typed in words for known, like in self._known(typed, language)}
        for entry in {entry for known in likeness for entry in entries[known]}:
            yield entry.topic, self._fit(entry.phrase, words, likeness, self._rarity[language])

    def _fit(self, phrase: Phrase, words: list[str], likeness: Likeness, rarity: Mapping[str, float]) -> float:
        met = [word for word in phrase if word in likeness]
        of_phrase = sum(rarity[word] for word in met) / sum(rarity[word] for word in phrase)
        of_hers = sum(len(typed) for typed in {likeness[word][0] for word in met}) / sum(map(len, words))
        telling = 1.0 if of_hers == 1.0 and len(met) == len(phrase) else max(rarity[word] for word in met) ** 0.5
        return of_phrase * (0.35 + 0.65 * of_hers) * telling * min(likeness[word][1] for word in met)

    def _known(self, typed: str, language: str) -> list[tuple[str, float]]:
        if typed in self._entries.get(language, {}):
            return [(typed, 1.0)]
        if len(typed) < _FORGIVEN_FROM:
            return []
        near = process.extract(typed, self._words.get(language, ()), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=2)
        return [(word, score / 100) for word, score, _ in near if word[0] == typed[0]]
