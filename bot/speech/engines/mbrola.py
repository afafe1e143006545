"""MBROLA: recorded pieces of a human voice, put together by espeak-ng. Far better understood in Dutch and Turkish."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.speech.engines.espeak import WORDS_A_MINUTE
from bot.speech.engines.vendored import Vendored
from bot.speech.voice import Samples, Voice

_LICENCE: Final = "mbrola-voice: free of charge, not to be sold or put into a product that is sold"


@dataclass(frozen=True, slots=True)
class Mbrola:
    vendored: Vendored
    name: str = "mbrola"
    online: bool = False

    def voice(self, name: str) -> Voice | None:
        data = self.vendored.shared("mbrola", name, name)
        if data is None or not self.vendored.program("mbrola") or not self.vendored.program("espeak-ng"):
            return None
        return Voice(self.name, name, f"{data.stat().st_size}", _LICENCE)  # a voice has no number; its size tells

    def say(self, sentences: Sequence[str], voice: Voice, pace: float) -> list[Samples]:
        program = self.vendored.program("espeak-ng") or "espeak-ng"
        command = [program, "-v", f"mb-{voice.name}", "-s", str(round(WORDS_A_MINUTE * pace)), "--stdin", "--stdout"]
        return self.vendored.said(self.name, command, sentences, self._data())

    def _data(self) -> dict[str, str]:
        own = [folder for folder in self.vendored.libraries() if (folder / "espeak-ng-data").is_dir()]
        return {"ESPEAK_DATA_PATH": str(own[0])} if own else {}
