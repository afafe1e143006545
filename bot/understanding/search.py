"""Search by words: titles and search words of the topics, in her language and in Dutch, forgiving typing errors."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.content.library import is_fresh, search_words, title
from bot.content.schema import Library
from bot.model import Guess
from bot.understanding.words import tokens

_ALIKE: Final = 82.0  # of 100
_FORGIVEN_FROM: Final = 5  # letters
_TWICE_FROM: Final = 9  # letters; from here on two errors are forgiven
_RARE: Final = 0.26  # words of four topics or more are no evidence by themselves
_MOST_WORDS: Final = 25  # a longer message is a story for the model
_SHOWN: Final = 3

Phrase = tuple[str, ...]
Likeness = Mapping[str, tuple[str, float]]  # known word → the word she typed for it, and how alike they are


@dataclass(frozen=True, slots=True)
class _Entry:
    phrase: Phrase  # without small words
    written: Phrase
    topic: str


@dataclass(frozen=True, slots=True)
class _Hers:
    """All her words, and those that tell something."""

    said: Sequence[str]
    telling: Sequence[str]

    def says(self, phrase: Phrase) -> bool:
        """These very words, side by side."""
        starts = range(len(self.said) - len(phrase) + 1)
        return any(tuple(self.said[start : start + len(phrase)]) == phrase for start in starts)


class Search:
    """An index over the library, made once.

    `small` are words that say nothing about the subject (`geen` is none of them); `real` words are spelled right.
    """

    def __init__(self, library: Library, small: Collection[str], real: Collection[str] = ()) -> None:
        self._small, self._real = small, real
        self._entries: dict[str, dict[str, list[_Entry]]] = {}
        self._words: dict[str, list[str]] = {}
        self._rarity: dict[str, dict[str, float]] = {}  # `zwanger` belongs to many topics and says little
        for language in {"nl", *library.translations}:
            self._index(language, library)

    def _index(self, language: str, library: Library) -> None:
        by_word: defaultdict[str, list[_Entry]] = defaultdict(list)
        for topic in library.topics:
            for written in dict.fromkeys(self._written(language, topic, library)):
                phrase = tuple(word for word in written if word not in self._small) or written
                for word in phrase:
                    by_word[word].append(_Entry(phrase, written, topic))
        self._entries[language] = dict(by_word)
        self._rarity[language] = {word: 1 / len({entry.topic for entry in found}) for word, found in by_word.items()}
        self._words[language] = [word for word in by_word if len(word) >= _FORGIVEN_FROM]

    def _written(self, language: str, topic: str, library: Library) -> Iterator[Phrase]:
        here = [topic.replace("-", " "), *search_words(library, topic, language)]
        if is_fresh(library, f"topics/{topic}#titel", language):
            here.append(title(library, f"topics/{topic}", language))
        yield from (words for written in here if (words := tuple(tokens(written))))

    def find(self, text: str, *languages: str) -> tuple[Guess, ...]:
        """Topics whose words she used, best first; certainty is the share of her telling words that fit."""
        said = tokens(text)
        telling = [word for word in said if word not in self._small and (len(word) > 1 or word.isdigit())]
        if not telling or len(telling) > _MOST_WORDS:
            return ()
        scores: dict[str, float] = {}
        for code in dict.fromkeys((*languages, "nl")):
            for topic, score in self._scores(_Hers(said, telling), code):
                scores[topic] = max(score, scores.get(topic, 0.0))
        best = sorted(((t, s) for t, s in scores.items() if s), key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]
        return tuple(Guess(topic, round(score, 3)) for topic, score in best)

    def named(self, text: str, *languages: str) -> frozenset[str]:
        """Topics of which this is the title or a search word, to the letter and nothing else."""
        said = tuple(tokens(text))
        entries = (
            entry
            for code in dict.fromkeys((*languages, "nl"))
            for word in said
            for entry in self._entries.get(code, {}).get(word, ())
        )
        return frozenset(entry.topic for entry in entries if entry.written == said)

    def _scores(self, hers: _Hers, language: str) -> Iterator[tuple[str, float]]:
        entries = self._entries.get(language, {})
        likeness = {known: (typed, like) for typed in hers.telling for known, like in self._known(typed, language)}
        meant = {typed: known for known, (typed, _) in likeness.items()}
        spelled = [meant.get(word, word) for word in hers.said]
        for entry in {entry for known in likeness for entry in entries[known]}:
            yield entry.topic, self._fit(entry, _Hers(spelled, hers.telling), likeness, self._rarity[language])

    def _fit(self, entry: _Entry, hers: _Hers, likeness: Likeness, rarity: Mapping[str, float]) -> float:
        met = [word for word in entry.phrase if word in likeness]
        rarest = max(rarity[word] for word in met)
        literal = hers.says(entry.written)
        if rarest < _RARE and not literal:
            return 0.0
        of_phrase = sum(rarity[word] for word in met) / sum(rarity[word] for word in entry.phrase)
        of_hers = sum(len(typed) for typed in {likeness[word][0] for word in met}) / sum(map(len, hers.telling))
        whole = of_hers == 1.0 and len(met) == len(entry.phrase) and (literal or entry.phrase == entry.written)
        telling = 1.0 if whole else rarest**0.5
        return of_phrase * (0.35 + 0.65 * of_hers) * telling * min(likeness[word][1] for word in met)

    def _known(self, typed: str, language: str) -> list[tuple[str, float]]:
        if typed in self._entries.get(language, {}):
            return [(typed, 1.0)]
        if len(typed) < _FORGIVEN_FROM or typed in self._real:
            return []
        near = process.extract(typed, self._words.get(language, ()), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=2)
        # Two errors in a short word make another word: `verkeerd` is not `verzekerd`.
        most = 1 if len(typed) < _TWICE_FROM else 2
        return [
            (word, score / 100)
            for word, score, _ in near
            if word[0] == typed[0] and OSA.distance(word, typed, score_cutoff=most) <= most
        ]
