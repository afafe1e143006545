"""The first classifier: logistic regression over letter pieces. Using it needs numpy only; see training.py."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

import bot
from bot.model import Guess
from bot.understanding.examples import fingerprint
from bot.understanding.features import counts

_GUESSES: Final = 5
_TRAINING_SECONDS: Final = 900
_ONE_THREAD: Final = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """A trained classifier. `weights` is pieces x intents; plain arrays, so a cached file cannot run code."""

    row: dict[str, int]  # piece → its row in `weights`
    rarity: Floats
    weights: Floats
    bias: Floats
    intents: tuple[str, ...]

    def guess(self, text: str) -> tuple[Guess, ...]:
        """The likeliest intents, best first, with certainties that sum to at most 1. Empty for words never seen."""
        known = {self.row[piece]: count for piece, count in counts(text).items() if piece in self.row}
        if not known:
            return ()
        rows = np.fromiter(known, dtype=np.intp, count=len(known))
        times = np.fromiter(known.values(), dtype=np.float64, count=len(known))
        amounts = (1.0 + np.log(times)).astype(np.float32) * self.rarity[rows]
        scores = (amounts / np.linalg.norm(amounts)) @ self.weights[rows] + self.bias
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        best = np.argsort(-chances)[:_GUESSES]
        return tuple(Guess(self.intents[index], round(float(chances[index]), 4)) for index in best)


def save(path: Path, pieces: list[str], model: Model) -> None:
    """Write the arrays; another process sees the whole file or none of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with part.open("wb") as file:
        np.savez(
            file,
            pieces=np.array(pieces),
            rarity=model.rarity,
            weights=model.weights,
            bias=model.bias,
            intents=np.array(model.intents),
        )
    part.replace(path)


def load(path: Path) -> Model:
    """Raises `OSError` or `ValueError` when there is no usable file."""
    with np.load(path, allow_pickle=False) as kept:
        row = {str(piece): index for index, piece in enumerate(kept["pieces"])}
        intents = tuple(str(intent) for intent in kept["intents"])
        return Model(row, kept["rarity"], kept["weights"], kept["bias"], intents)


def load_or_train(data: Path, cache: Path) -> Model:
    """The model of exactly these training files: from the cache, or trained now (some seconds, one thread)."""
    kept = cache / f"model-{fingerprint(data)}.npz"
    if not kept.exists():
        _train(data, kept)
    return load(kept)


def _train(data: Path, target: Path) -> None:
    # A process of its own gives scikit-learn's memory (over 100 MB) back when it is done.
    root = str(Path(bot.__file__).parent.parent)
    path = os.pathsep.join((root, os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, **_ONE_THREAD, "PYTHONPATH": path}
    command = [sys.executable, "-m", "bot.understanding.training", str(data), str(target)]
    subprocess.run(command, check=True, env=environment, timeout=_TRAINING_SECONDS, capture_output=True)  # noqa: S603
