"""The quick half of the model: how words are spelled. Numpy only; see training.py."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.understanding.arrays import Floats, softmax, write
from bot.understanding.features import counts


@dataclass(frozen=True, slots=True)
class Letters:
    """Logistic regression over letter pieces. `weights` is pieces x intents, halved floats: it is the largest part."""

    row: dict[str, int]  # piece → its row in `weights`
    rarity: Floats
    weights: NDArray[np.float16]
    bias: Floats
    intents: tuple[str, ...]

    def chances(self, text: str) -> Floats | None:
        """One chance per intent, together 1; nothing for words without any piece seen in training."""
        known = {self.row[piece]: count for piece, count in counts(text).items() if piece in self.row}
        if not known:
            return None
        rows = np.fromiter(known, dtype=np.intp, count=len(known))
        times = np.fromiter(known.values(), dtype=np.float64, count=len(known))
        amounts = (1.0 + np.log(times)).astype(np.float32) * self.rarity[rows]
        scores = (amounts / np.linalg.norm(amounts)) @ self.weights[rows].astype(np.float32) + self.bias
        return softmax(scores)


def save(path: Path, letters: Letters) -> None:
    write(
        path,
        pieces=np.array(list(letters.row)),
        rarity=letters.rarity,
        weights=letters.weights,
        bias=letters.bias,
        intents=np.array(letters.intents),
    )


def load(path: Path) -> Letters:
    """Raises `OSError` or `ValueError` when there is no usable file."""
    with np.load(path, allow_pickle=False) as kept:
        row = {piece: index for index, piece in enumerate(kept["pieces"].tolist())}
        intents = tuple(str(intent) for intent in kept["intents"])
        return Letters(row, kept["rarity"], kept["weights"], kept["bias"], intents)
