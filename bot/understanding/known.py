"""Sentences that editors gave as examples: said literally, they mean just that, and no model has to guess."""

from collections.abc import Callable, Iterable

from bot.model import Guess
from bot.understanding.examples import Example
from bot.understanding.words import tokens

Words = tuple[str, ...]


class Known:
    """The training sentences by their words. `bare` leaves out polite words: `hoi, ik ben zwanger`."""

    def __init__(self, sentences: Iterable[Example], bare: Callable[[Words], Words]) -> None:
        self._bare = bare
        self._meant: dict[Words, str] = {}
        twice: set[Words] = set()
        for sentence in sentences:
            words = self._bare(tuple(tokens(sentence.text)))
            if self._meant.setdefault(words, sentence.intent) != sentence.intent:
                twice.add(words)
        for words in {*twice, ()}:
            self._meant.pop(words, None)

    def find(self, text: str) -> tuple[Guess, ...]:
        """Its meaning for certain, or nothing; a sentence that is an example of two things says nothing here."""
        intent = self._meant.get(self._bare(tuple(tokens(text))), "")
        return (Guess(intent, 1.0),) if intent else ()
