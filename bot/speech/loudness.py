"""How loud something is heard (ITU-R BS.1770), and making everything equally loud.

Engines differ by 6 dB: without this she turns the sound up for one message and is startled by the next.
"""

from typing import Final

import numpy as np

from bot.speech.filters import filtered, frames
from bot.speech.voice import RATE, Samples

TARGET: Final = -16.0  # LUFS: what speech on telephones is mixed to
LOUD: Final = -12.0  # LUFS: from one telephone into another; louder would only be rougher
PEAK: Final = 0.84  # -1.5 dB full scale: lossy encoding adds a little
SILENCE: Final = -70.0  # LUFS: where the measure ends
_SHORTEST: Final = int(0.4 * RATE)  # the measure looks at windows of 0.4 s
_TRIES: Final = 6  # the limiter takes some loudness away; two are enough for speech at `TARGET`
_CLOSE: Final = 0.3  # LU
_MOST: Final = 50  # LU; what is softer than that is no speech
_LIMITER: Final = ("alimiter", f"limit={PEAK}:attack=5:release=50:level=disabled:latency=1")


def loudness(samples: Samples) -> float:
    """Loudness in LUFS; `SILENCE` for silence. What is shorter than the measure's window is repeated."""
    if not len(samples):
        return SILENCE
    repeated = np.resize(samples, max(len(samples), -(-_SHORTEST // len(samples)) * len(samples)))
    notes = [frame.metadata for frame in frames(repeated, ("ebur128", "metadata=1"))]
    whole = [float(note["lavfi.r128.I"]) for note in notes if "lavfi.r128.I" in note]  # none on a last short block
    return whole[-1] if whole else SILENCE


def levelled(samples: Samples, target: float = TARGET) -> Samples:
    """As loud as `target`, within 1 LU, its peaks held below `PEAK`. Silence stays silence."""
    made, asked = samples, 0.0
    for _ in range(_TRIES):
        missing = target - loudness(made)
        if abs(missing) < _CLOSE or missing > _MOST:
            return made
        asked += missing
        made = _limited(samples * np.float32(10 ** (asked / 20)))
    return made


def _limited(samples: Samples) -> Samples:
    """Peaks turned down before they come, nothing cut."""
    if np.abs(samples).max(initial=0) <= PEAK:
        return samples
    return np.clip(filtered(samples, _LIMITER)[: len(samples)], -PEAK, PEAK)
