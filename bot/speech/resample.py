"""Every engine has a rate of its own; here all is 48,000 samples a second."""

from collections.abc import Iterator

import numpy as np

from bot.speech.voice import RATE, Samples


def resampled(samples: Samples, rate: int) -> Samples:
    """The same sound at `RATE`."""
    import av  # noqa: PLC0415 - takes 0.2 s

    if not len(samples) or rate == RATE:
        return samples
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1).astype(np.float32), format="flt", layout="mono")
    frame.sample_rate = rate
    return np.concatenate([*_pieces(frame), np.zeros(0, np.float32)])


def _pieces(frame: "av.AudioFrame") -> Iterator[Samples]:  # noqa: F821
    import av  # noqa: PLC0415 - takes 0.2 s

    fitting = av.AudioResampler("flt", "mono", RATE)
    for piece in (frame, None):
        yield from (part.to_ndarray().reshape(-1) for part in fitting.resample(piece))
