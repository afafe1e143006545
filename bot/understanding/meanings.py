"""Which intent a sentence's 384 numbers point to. Numpy only; see training.py."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.understanding.arrays import Floats, softmax, write

VectorOf = Callable[[str], Floats]


@dataclass(frozen=True, slots=True)
class Meanings:
    """Logistic regression over sentence vectors. `weights` (numbers x intents) has the scaling in it."""

    weights: Floats
    bias: Floats
    intents: tuple[str, ...]
    vector: VectorOf

    def chances(self, text: str) -> Floats:
        """One chance per intent, together 1."""
        return softmax(self.vector(text) @ self.weights + self.bias)


def save(path: Path, weights: Floats, bias: Floats, intents: tuple[str, ...]) -> None:
    write(path, weights=weights, bias=bias, intents=np.array(intents))


def load(path: Path, vector: VectorOf) -> Meanings:
    """Raises `OSError` or `ValueError` when there is no usable file."""
    with np.load(path, allow_pickle=False) as kept:
        return Meanings(kept["weights"], kept["bias"], tuple(str(intent) for intent in kept["intents"]), vector)
