"""Sentences that editors gave as examples: said literally, they mean just that, and no model has to guess."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.model import Guess
from bot.understanding.examples import Example
from bot.understanding.intents import is_urgent
from bot.understanding.words import tokens

_OFTEN: Final = 2  # sentences; a word that stands in so many was meant so

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taught:
    """What the training sentences teach without a model; worked out once, as there are many of them."""

    meant: Mapping[str, str]  # the words of a sentence, without polite ones → its intent
    often: frozenset[str]  # words of everyday sentences: Turkish `içiyor` (drinks) is no `içmiyor` with an error
    counted: Mapping[str, int]  # words of all sentences, and in how many they stand


def taught(sentences: Iterable[Example], bare: Callable[[Words], Words]) -> Taught:
    """`bare` leaves out polite words: `hoi, ik ben zwanger`. An example of two things says nothing for certain."""
    meanings: dict[str, set[str]] = {}
    everyday: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for sentence in sentences:
        words = tuple(tokens(sentence.text))
        meanings.setdefault(" ".join(bare(words)), set()).add(sentence.intent)
        counted.update(set(words))
        if not is_urgent(sentence.intent):
            everyday.update(set(words))
    meant = {words: intents.pop() for words, intents in meanings.items() if words and len(intents) == 1}
    often = frozenset(word for word, times in everyday.items() if times >= _OFTEN)
    return Taught(meant, often, dict(counted))


class Known:
    """The training sentences by their words."""

    def __init__(self, meant: Mapping[str, str], bare: Callable[[Words], Words]) -> None:
        self._meant, self._bare = meant, bare

    def find(self, text: str) -> tuple[Guess, ...]:
        """Its meaning for certain, or nothing."""
        intent = self._meant.get(" ".join(self._bare(tuple(tokens(text)))), "")
        return (Guess(intent, 1.0),) if intent else ()
