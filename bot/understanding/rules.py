"""Rules over words that stand near each other in one sentence: `any_of`, `together`, `ignore` (see nlu/README.md)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.understanding.vocabulary import Vocabulary
from bot.understanding.words import sentences, tokens

NEAR: Final = 12  # words: further apart, two words of one endless sentence say nothing together
_PIECE, _STEP = 60, 45  # a sentence without end is read in overlapping pieces

Phrase = tuple[int, ...]
Group = dict[int, list[Phrase]]  # phrases by their first word: of hundreds, only those of hers are looked at
Positions = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase of each group, near each other, means `sign`."""

    sign: str
    language: str
    groups: tuple[Group, ...]


def _spans(group: Group, at: Positions) -> list[tuple[int, int]]:
    return [
        (start, start + len(phrase) - 1)
        for first in group.keys() & at.keys()
        for phrase in group[first]
        for start in at[first]
        if all(start + step in at.get(word, ()) for step, word in enumerate(phrase[1:], 1))
    ]


def _holds(rule: Rule, at: Positions) -> bool:
    found = [_spans(group, at) for group in rule.groups]
    if not all(found):
        return False
    starts = {start for spans in found for start, _ in spans}
    return any(
        all(any(left <= start and end < left + NEAR for start, end in spans) for spans in found) for left in starts
    )


def _hidden(ignored: Iterable[Group], at: Positions) -> set[int]:
    spans = (span for group in ignored for span in _spans(group, at))
    return {index for start, end in spans for index in range(start, end + 1)}


def _without(ignored: Iterable[Group], at: Positions) -> Positions:
    hidden = _hidden(ignored, at)
    return {word: [i for i in places if i not in hidden] for word, places in at.items()} if hidden else at


def _place(group: Group, phrase: Phrase) -> None:
    group.setdefault(phrase[0], []).append(phrase)


class RuleBook:
    """All rules of all languages, compiled once; reads any text in any of them."""

    def __init__(self, real_words: Collection[str] = ()) -> None:
        self._vocabulary = Vocabulary(real_words)
        self._heard = lru_cache(maxsize=8192)(self._vocabulary.find)  # most of what is said is said in the same words
        self._phrases: dict[str, Phrase] = {}  # a list that many rules name is read once
        self._by_word: defaultdict[int, list[Rule]] = defaultdict(list)
        self._groups: dict[tuple[str, ...], Group] = {}  # likewise
        self._ignored: defaultdict[tuple[str, str], Group] = defaultdict(dict)

    def add(self, sign: str, language: str, groups: Sequence[Sequence[str]]) -> None:
        """A rule of one group per `together` list; an `any_of` phrase is a rule of one group with one phrase."""
        rule = Rule(sign, language, tuple(self._group(tuple(group)) for group in groups))
        for first in min(rule.groups, key=len):
            self._by_word[first].append(rule)

    def ignore(self, language: str, phrase: str, sign: str = "") -> None:
        """Words of this phrase do not count, for one sign or for all; the rest of the sentence does."""
        _place(self._ignored[language, sign], self._phrase(phrase))

    def _group(self, texts: tuple[str, ...]) -> Group:
        if texts not in self._groups:
            self._groups[texts] = {}
            for text in texts:
                _place(self._groups[texts], self._phrase(text))
        return self._groups[texts]

    def _phrase(self, text: str) -> Phrase:
        if text not in self._phrases:
            self._heard.cache_clear()
            self._phrases[text] = tuple(self._vocabulary.add(word) for word in text.split())
        return self._phrases[text]

    def find(self, text: str) -> Iterator[tuple[str, str]]:
        """(sign, language) of every rule that holds somewhere in the text; each pair once."""
        seen: set[tuple[str, str]] = set()
        known: dict[str, set[int]] = {}
        for piece in self._pieces(text):
            for pair in self._in_piece(piece, known, seen):
                seen.add(pair)
                yield pair

    def _pieces(self, text: str) -> Iterator[list[str]]:
        for sentence in sentences(text):
            words = tokens(sentence)
            for start in range(0, max(1, len(words) - (_PIECE - _STEP)), _STEP):
                yield words[start : start + _PIECE]

    def _in_piece(
        self, piece: list[str], known: dict[str, set[int]], seen: set[tuple[str, str]]
    ) -> Iterator[tuple[str, str]]:
        at = self._positions(piece, known)
        views: dict[tuple[str, str], Positions] = {}
        for rule in self._candidates(at):
            pair = (rule.sign, rule.language)
            if pair not in seen and _holds(rule, self._view(pair, at, views)):
                yield pair

    def _positions(self, piece: Sequence[str], known: dict[str, set[int]]) -> Positions:
        at: defaultdict[int, list[int]] = defaultdict(list)
        for index, token in enumerate(piece):
            if token not in known:
                known[token] = self._heard(token)
            for word in known[token]:
                at[word].append(index)
        return at

    def without_ignored(self, text: str, sign: str) -> str:
        """Her words, folded, but those that some language ignores for this sign."""
        words = tokens(text)
        at = self._positions(words, {})
        ignored = [group for (_, of), group in self._ignored.items() if of in ("", sign)]
        hidden = _hidden(ignored, at)
        return " ".join(word for index, word in enumerate(words) if index not in hidden)

    def _candidates(self, at: Positions) -> list[Rule]:
        """Rules of whose every group a phrase may begin somewhere in this text."""
        likely = (rule for word in at if word in self._by_word for rule in self._by_word[word])
        return [rule for rule in likely if not any(group.keys().isdisjoint(at.keys()) for group in rule.groups)]

    def _view(self, pair: tuple[str, str], at: Positions, views: dict[tuple[str, str], Positions]) -> Positions:
        if pair not in views:
            sign, language = pair
            ignored = (self._ignored.get((language, each), {}) for each in ("", sign))
            said = [group for group in ignored if not group.keys().isdisjoint(at.keys())]
            views[pair] = _without(said, at) if said else at
        return views[pair]
