"""What a voice is, and what an engine that has voices must be able to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]  # one channel, RATE a second, between -1 and 1
RATE: Final = 48_000


class Quality(StrEnum):
    """How well it is understood, as measured or judged by ear; the words are those editors read."""

    HUMAN = "mens"
    GOOD = "goed"
    USABLE = "bruikbaar"
    POOR = "arm"
    UNPROVEN = "niet beoordeeld"


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks. Engine, name and version are part of a sound's key: another voice is another sound."""

    engine: str  # "gtts", "mbrola", "rhvoice", "pico", "espeak", "opname"
    name: str  # within the engine: "nl2"
    version: str
    licence: str = ""
    quality: Quality = Quality.UNPROVEN


class Engine(Protocol):
    """One way to make speech. Safe to call from several threads."""

    @property
    def name(self) -> str: ...

    @property
    def online(self) -> bool:
        """Sends the words to somebody else: never a person's own."""

    def voice(self, name: str) -> Voice | None:
        """The voice of that name, or None when this machine has not got it. Reads files, opens no connection."""

    def say(self, sentences: Sequence[str], voice: Voice, pace: float) -> list[Samples]:
        """One sound for each sentence. `pace` 1.0 is 150 words a minute. Raises `EngineDown`, `SpeechError`."""
