"""The model inside the companion: cheap evidence first, the slow embedding only when the letters are unsure."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.model import OUT_OF_SCOPE, Guess
from bot.understanding.arrays import Floats, softmax
from bot.understanding.intents import is_urgent
from bot.understanding.letters import Letters
from bot.understanding.meanings import Meanings

_GUESSES: Final = 12
_PLAIN: Final = 0.9  # letters this sure are right without the embedding (97.7 % of the dev sentences; at 0.95 97.9 %)
_CALM: Final = 0.005  # unless they smell a warning sign: that is always looked at twice
# How much each is believed: chances are multiplied, to these powers. So weighed, how sure it says it is comes out as
# how often it is right (nlu/RESULTS.md).
_LETTERS: Final = 0.9
_MEANINGS: Final = 0.6
_LETTERS_ALONE: Final = 1.5
_LEAST: Final = 1e-9


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
        if spelled is not None:
            alone = softmax(_LETTERS_ALONE * np.log(spelled + _LEAST))
            if self.meanings is None or self._is_plain(alone):
                return alone
        if self.meanings is None:
            return None
        meant = self.meanings.chances(text)
        if spelled is None:
            return meant
        return softmax(_LETTERS * np.log(spelled + _LEAST) + _MEANINGS * np.log(meant + _LEAST))

    def _is_plain(self, spelled: Floats) -> bool:
        best = int(spelled.argmax())
        if spelled[best] < _PLAIN or self.letters.intents[best] == OUT_OF_SCOPE:
            return False
        return is_urgent(self.letters.intents[best]) or float(spelled[self._urgent()].sum()) < _CALM

    def _urgent(self) -> list[int]:
        return [index for index, intent in enumerate(self.letters.intents) if is_urgent(intent)]
