"""SVOX Pico from a package: clear Spanish, French and English, offline."""

from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from threading import Lock
from typing import Final

from bot.errors import EngineDown
from bot.speech.filters import filtered, from_pcm
from bot.speech.voice import Samples, Voice

_RATE: Final = 16_000
_VOICES: Final = ("en-GB", "es-ES", "fr-FR")
_ONE_AT_A_TIME: Final = Lock()  # its library keeps state


class Pico:
    name: Final = "pico"
    online: Final = False

    def voice(self, name: str) -> Voice | None:
        if name not in _VOICES or find_spec("py_nanotts") is None:
            return None
        return Voice(self.name, name, version("py-nanotts"), "Apache-2.0, language data without source")

    def say(self, sentences: Sequence[str], voice: Voice, pace: float) -> list[Samples]:
        from py_nanotts import NanoTTS  # noqa: PLC0415 - most languages never need it

        try:
            with _ONE_AT_A_TIME:
                said = [NanoTTS().speak(sentence, voice=voice.name, speed=pace) for sentence in sentences]
        except (RuntimeError, ValueError) as error:
            raise EngineDown(self.name) from error
        return [filtered(from_pcm(part), rate=_RATE) for part in said]
