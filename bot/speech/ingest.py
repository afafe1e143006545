"""From what somebody recorded to a recording we can use: checked, trimmed, as loud as everything else."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.errors import SpeechError
from bot.speech.decode import decoded
from bot.speech.encode import master
from bot.speech.loudness import SILENCE, levelled, loudness
from bot.speech.tracks import seconds, trimmed
from bot.speech.voice import RATE, Samples

_EDGE: Final = 0.12  # seconds kept around speech: a breath belongs to it
_SHORTEST: Final = 0.4  # seconds
_SOFTEST: Final = -40.0  # LUFS: made louder, the room would be heard more than the voice
_CLIPPED: Final = 0.001  # of all samples at the very top: too close to the microphone
_TOP: Final = 0.999
_NOISE: Final = 20.0  # dB between speech and what is heard in its pauses
_FASTEST: Final = 28.0  # letters a second: nobody reads that fast, so a part is missing
_SLOWEST: Final = 4.0  # letters a second: more than the text is on it


@dataclass(frozen=True, slots=True)
class Ready:
    """The file to keep, how long it is, and remarks that are no reason to refuse it (Dutch)."""

    content: bytes
    seconds: float
    remarks: tuple[str, ...]


def ready(file: bytes, text: str) -> Ready:
    """Raises `SpeechError`, in Dutch with what to do, for what cannot be used."""
    raw = decoded(file)
    said = trimmed(raw, _EDGE)
    level = loudness(said)
    _refuse(said, level)
    return Ready(master(levelled(said)), seconds(said), tuple(_remarks(said, len("".join(text.split())))))


def _refuse(said: Samples, level: float) -> None:
    if not len(said) or level <= SILENCE:
        raise SpeechError("Er is niets te horen. Staat de microfoon aan?")
    if seconds(said) < _SHORTEST:
        raise SpeechError("De opname is korter dan een halve seconde. Neem hem opnieuw op.")
    if level < _SOFTEST:
        raise SpeechError("De opname is te zacht. Ga dichter bij de microfoon zitten.")
    if np.mean(np.abs(said) >= _TOP) > _CLIPPED:
        raise SpeechError("De opname is te hard en kraakt. Ga verder van de microfoon zitten.")


def _remarks(said: Samples, letters: int) -> list[str]:
    pace = letters / max(seconds(said), _SHORTEST)
    found = {
        "Er is veel ruis. Zoek een stille plek.": _over_noise(said) < _NOISE,
        "De opname is kort voor deze tekst. Staat alles erop?": pace > _FASTEST,
        "De opname is lang voor deze tekst. Staat er meer op?": pace < _SLOWEST,
    }
    return [remark for remark, holds in found.items() if holds]


def _over_noise(said: Samples) -> float:
    """How far speech stands above its softest moments, in dB."""
    window = RATE // 50
    power = np.square(said[: len(said) // window * window].reshape(-1, window)).mean(axis=1) + 1e-12
    return float(10 * np.log10(np.percentile(power, 90) / np.percentile(power, 5)))
