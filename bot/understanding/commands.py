"""Commands in any state: short fixed phrases. STOP is a trap: `stop` ends messages, `stoppen met roken` never does."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from bot.errors import ContentBroken
from bot.understanding.intents import ACTIONS
from bot.understanding.lists import WordFile, listed, mapping
from bot.understanding.tongues import order
from bot.understanding.words import sentences, tokens

# No typing errors are forgiven here: the wrong one would hurt.
_STRICT: Final = frozenset({"stop", "stop-of-niet", "wissen", "wis-scherm", "verlies", "ja", "nee", "pauze"})
_ALIKE: Final = 88.0  # of 100
_FORGIVEN_FROM: Final = 6  # letters
_SHORTER: Final = 0.78  # a phrase less than this part of the other's length cannot be so much alike
_ROUGH: Final = 60  # words; a longer message is no command

Phrase = tuple[str, ...]


class Commands:
    """The phrases of `nlu/commands/`: `stop` is all of a message, `stop ...` its beginning, `... stop ...` anywhere.

    `hervat` are the phrases of `start` that also undo a stop; a greeting does not.
    """

    def __init__(self, files: Iterable[WordFile]) -> None:
        self._whole: defaultdict[Phrase, dict[str, str]] = defaultdict(dict)
        self._begins: defaultdict[Phrase, dict[str, str]] = defaultdict(dict)
        self._holds: defaultdict[Phrase, dict[str, str]] = defaultdict(dict)
        # Whole phrases in which a typing error is forgiven, by their length in letters.
        self._long: defaultdict[int, dict[Phrase, str]] = defaultdict(dict)
        self._polite: set[Phrase] = set()
        self._resuming: set[Phrase] = set()
        self._heard = lru_cache(maxsize=16)(self._found)  # asked thrice about one message
        for file in files:
            self._take(file)

    def _take(self, file: WordFile) -> None:
        for action, items in mapping(file, file.content).items():
            phrases = listed(file, items)
            if action == "polite":
                self._polite.update(tuple(tokens(phrase)) for phrase in phrases)
            elif action == "hervat":
                self._resuming.update(tuple(tokens(phrase)) for phrase in phrases)
                self._add("start", file.language, phrases)
            elif action in ACTIONS:
                self._add(action, file.language, phrases)
            else:
                raise ContentBroken(f"{file.name}: unknown command {action}")

    def _add(self, action: str, language: str, phrases: Iterable[str]) -> None:
        for written in phrases:
            phrase = tuple(tokens(written.strip(". ")))
            if written.startswith("..."):
                place = self._holds
            elif written.endswith("..."):
                place = self._begins
            else:
                place = self._whole
            place[phrase].setdefault(language, action)
            joined = " ".join(phrase)
            if place is self._whole and len(joined) >= _FORGIVEN_FROM:
                self._long[len(joined)][phrase] = joined

    def find(self, text: str, language: str = "") -> str:
        """The action id her whole message stands for, empty when it is no command."""
        words = _once(tokens(text))
        return self._heard(words, language) if 0 < len(words) <= _ROUGH else ""

    def _found(self, words: Phrase, language: str) -> str:
        bare = self.bare(words)
        exact = _choose(self._whole.get(words), language) or _choose(self._whole.get(bare), language)
        return exact or self._partly(bare, language) or self._nearly(bare, language)

    def stops(self, text: str) -> bool:
        """Some sentence or line of hers, on its own, is a stop."""
        lines = (line for sentence in sentences(text) for line in sentence.split("\n"))
        return any(self.find(part) == "stop" for line in lines for part in (line, *line.split(",")))

    def resumes(self, text: str) -> bool:
        """Her whole message asks to begin again after a stop. No typing errors are forgiven here."""
        words = _once(tokens(text))
        return words in self._resuming or self.bare(words) in self._resuming

    def languages(self, text: str) -> frozenset[str]:
        """The languages in whose lists her whole message stands: `merhaba` is Turkish only."""
        return frozenset(self._whole.get(_once(tokens(text)), ()))

    def bare(self, words: Phrase) -> Phrase:
        """Her words without polite ones around them."""
        kept: list[str] = []
        index = 0
        while index < len(words):
            size = next((n for n in (4, 3, 2, 1) if words[index : index + n] in self._polite), 0)
            if not size:
                kept.append(words[index])
            index += size or 1
        return tuple(kept)

    def _partly(self, words: Phrase, language: str) -> str:
        for size in range(len(words), 0, -1):
            if found := _choose(self._begins.get(words[:size]), language):
                return found
            for start in range(len(words) - size + 1):
                if found := _choose(self._holds.get(words[start : start + size]), language):
                    return found
        return ""

    def _nearly(self, words: Phrase, language: str) -> str:
        typed = " ".join(words)
        if len(typed) < _FORGIVEN_FROM:
            return ""
        # All of a phrase to the letter and a word more is no typing error: "program … koszt" asks what it costs.
        alike = (each for each in self._alike(typed) if not set(each[1]) < set(words))
        best = max(alike, default=(0.0, ("",)))
        found = _choose(self._whole.get(best[1]), language)
        return "" if found in _STRICT else found

    def _alike(self, typed: str) -> Iterator[tuple[float, Phrase]]:
        """Compares in bulk, and only phrases of about her length: one by one it costs more than all the rest."""
        for length in range(int(len(typed) * _SHORTER), int(len(typed) / _SHORTER) + 2):
            if phrases := self._long.get(length):
                found = process.extract(typed, phrases, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
                yield from ((score, phrase) for _, score, phrase in found)


def _choose(actions: Mapping[str, str] | None, language: str) -> str:
    return next((actions[code] for code in order(language) if code in actions), "") if actions else ""


def _once(words: list[str]) -> Phrase:
    return tuple(word for index, word in enumerate(words) if index == 0 or word != words[index - 1])
