"""Where a trained model is kept, and how one is made when it is not there yet."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Final

import bot
from bot.errors import ContentBroken
from bot.understanding import letters, meanings
from bot.understanding.embedded import Model
from bot.understanding.examples import fingerprint

_ONE_THREAD: Final = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

_OLD: Final = 86_400.0  # seconds

Told = Callable[[str, int, int], None]  # what is being made, how much of it is done, of how much


@dataclass(frozen=True, slots=True)
class Kept:
    """The files of a model made from exactly these training sentences."""

    letters: Path
    meanings: Path
    vectors: Path  # by sentence, so they outlive a change of the training files

    @staticmethod
    def of(data: Path, cache: Path) -> "Kept":
        made_from = fingerprint(data)
        return Kept(cache / f"letters-{made_from}.npz", cache / f"meanings-{made_from}.npz", cache / "vectors.npz")

    def complete(self) -> bool:
        return self.letters.exists() and self.meanings.exists()


def models(data: Path, cache: Path, told: Told) -> Iterator[Model]:
    """The model, each time it got better: first letters only, then whole. Raises `OSError` or `ContentBroken`."""
    kept = Kept.of(data, cache)
    if not kept.complete():
        cache.mkdir(parents=True, exist_ok=True)  # before minutes of work that could not be kept
        _forget_others(cache, kept)
        for what, done, of in _train(data, cache):
            told(what, done, of)
            if (what, done) == ("letters", 1):
                yield Model(letters.load(kept.letters))
    yield load(kept)


def _forget_others(cache: Path, kept: Kept) -> None:
    """Yesterday's models of other sentences; vectors stay, they are by sentence."""
    for path in (*cache.glob("letters-*.npz"), *cache.glob("meanings-*.npz")):
        if path not in (kept.letters, kept.meanings) and path.stat().st_mtime < time() - _OLD:
            path.unlink(missing_ok=True)


def load(kept: Kept) -> Model:
    """Raises `OSError` or `ValueError` when there is no usable file."""
    from bot.understanding.vectors import Vectors  # noqa: PLC0415 – loads a library of 90 MB, in the background

    return Model(letters.load(kept.letters), meanings.load(kept.meanings, Vectors().of))


def _train(data: Path, cache: Path) -> Iterator[tuple[str, int, int]]:
    # A process of its own gives scikit-learn's memory (over 100 MB) back when it is done.
    root = str(Path(bot.__file__).parent.parent)
    path = os.pathsep.join((root, os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, **_ONE_THREAD, "PYTHONPATH": path}
    command = [sys.executable, "-m", "bot.understanding.training", str(data), str(cache)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            for line in process.stdout or ():
                what, done, of = line.split()
                yield what, int(done), int(of)
        except GeneratorExit:  # nobody waits for it any more
            process.terminate()
            raise
    if process.returncode:
        raise ContentBroken(f"training ended with {process.returncode}; `wiegwijzer nlu train` shows why")
