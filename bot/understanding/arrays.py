"""Plain arrays on disk: a kept model cannot run code, and another process sees the whole file or none of it."""

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def write(path: Path, **arrays: NDArray[np.generic]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with part.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]  # its stubs take the names for options
    part.replace(path)


def softmax(scores: Floats) -> Floats:
    chances = np.exp(scores - scores.max())
    return chances / chances.sum()  # type: ignore[no-any-return]
