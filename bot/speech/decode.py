"""From any file people record (mp3, m4a, ogg, wav, flac, webm) to samples."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.errors import SpeechError
from bot.speech.filters import numbers
from bot.speech.voice import RATE, Samples

if TYPE_CHECKING:
    from av.container import InputContainer

LONGEST: Final = 600  # seconds; a message of ours takes two minutes at most


def decoded(content: bytes) -> Samples:
    """One channel of `RATE`; a file cut off in the middle is read as far as it goes.

    Raises `SpeechError` when nothing in it can be heard, or when it is longer than `LONGEST`.
    """
    import av  # noqa: PLC0415 - takes 0.2 s

    try:
        with av.open(io.BytesIO(content), "r") as source:
            if not source.streams.audio:
                raise SpeechError("in dit bestand zit geen geluid")
            return _samples(source)
    except (av.FFmpegError, ValueError) as error:
        raise SpeechError("dit bestand is niet als geluid te lezen") from error


def _samples(source: "InputContainer") -> Samples:
    """Stops as soon as it is too long: two hours need not be in memory to be refused."""
    parts, found = [np.zeros(0, np.float32)], 0
    for part in _resampled(source):
        parts.append(part)
        found += len(part)
        if found > LONGEST * RATE:
            raise SpeechError(f"dit duurt langer dan {LONGEST // 60} minuten")
    if not found:
        raise SpeechError("in dit bestand zit geen geluid")
    return np.concatenate(parts)


def _resampled(source: "InputContainer") -> Iterator[Samples]:
    import av  # noqa: PLC0415 - takes 0.2 s

    fitting = av.AudioResampler("flt", "mono", RATE)
    try:
        for frame in source.decode(audio=0):
            yield from map(numbers, fitting.resample(frame))
    except av.FFmpegError:
        pass  # what was heard until here is kept
    yield from map(numbers, fitting.resample(None))
