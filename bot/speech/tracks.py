"""Sounds as numbers: silence cut off, sentences put one after the other. Pure."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

import numpy as np

from bot.speech.voice import RATE, Samples

PAUSE: Final = 0.45  # seconds between sentences: time to understand one before the next
_EDGE: Final = 0.05  # seconds kept before the first and after the last sound; a soft consonant is quieter than the rest
_WINDOW: Final = RATE // 100
_SILENT: Final = 10 ** (-45 / 20)  # of the loudest moment


def trimmed(samples: Samples, edge: float = _EDGE) -> Samples:
    """Without the silence before and after; of silence nothing is left."""
    windows = samples[: len(samples) // _WINDOW * _WINDOW].reshape(-1, _WINDOW)
    loudness = np.sqrt(np.mean(np.square(windows), axis=1, dtype=np.float64)) if len(windows) else np.zeros(1)
    if not loudness.max():
        return samples[:0]
    heard = np.flatnonzero(loudness > loudness.max() * _SILENT) * _WINDOW
    kept = int(edge * RATE)
    return samples[max(0, heard[0] - kept) : heard[-1] + _WINDOW + kept]


def joined(sentences: Sequence[Samples]) -> tuple[Samples, tuple[tuple[float, float], ...]]:
    """One sound with a pause between sentences, and where each begins and ends, in seconds."""
    gap = np.zeros(int(PAUSE * RATE), np.float32)
    parts = [part for sentence in sentences for part in (sentence, gap)][:-1]
    ends = list(accumulate(len(sentence) + len(gap) for sentence in sentences))
    times = tuple(
        (round((end - len(gap) - len(sentence)) / RATE, 3), round((end - len(gap)) / RATE, 3))
        for sentence, end in zip(sentences, ends, strict=True)
    )
    return np.concatenate(parts), times


def seconds(samples: Samples) -> float:
    return round(len(samples) / RATE, 3)
