"""The model inside the companion: cheap evidence first, the slow embedding only when the letters are unsure."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.model import OUT_OF_SCOPE, Guess
from bot.understanding.arrays import Floats
from bot.understanding.intents import is_urgent
from bot.understanding.letters import Letters
from bot.understanding.meanings import Meanings

_GUESSES: Final = 6
_PLAIN: Final = 0.92  # letters this sure are right without the embedding (tuned by cross-validation, nlu/RESULTS.md)
_CALM: Final = 0.02  # unless they smell a warning sign: that is always looked at twice
_LETTERS: Final = 0.5  # their share of the vote


@dataclass(frozen=True, slots=True)
class Model:
    """Letters, and meanings when they are there. Both know the same intents in the same order."""

    letters: Letters
    meanings: Meanings | None = None

    def guess(self, text: str) -> tuple[Guess, ...]:
        """The likeliest intents, best first, with certainties that sum to at most 1. Empty for words never seen."""
        chances = self.chances(text)
        if chances is None:
            return ()
        best = np.argsort(-chances)[:_GUESSES]
        return tuple(Guess(self.letters.intents[index], round(float(chances[index]), 4)) for index in best)

    def chances(self, text: str) -> Floats | None:
        """One chance per intent, in the order of `letters.intents`."""
        spelled = self.letters.chances(text)
        if self.meanings is None or (spelled is not None and self._is_plain(spelled)):
            return spelled
        meant = self.meanings.chances(text)
        return meant if spelled is None else _LETTERS * spelled + (1 - _LETTERS) * meant

    def _is_plain(self, spelled: Floats) -> bool:
        best = int(spelled.argmax())
        if spelled[best] < _PLAIN or self.letters.intents[best] == OUT_OF_SCOPE:
            return False
        return is_urgent(self.letters.intents[best]) or float(spelled[self._urgent()].sum()) < _CALM

    def _urgent(self) -> list[int]:
        return [index for index, intent in enumerate(self.letters.intents) if is_urgent(intent)]
