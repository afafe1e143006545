"""RHVoice: by far the best offline voice for Polish and Ukrainian."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.speech.engines.vendored import Vendored
from bot.speech.voice import Samples, Voice

_PROGRAM: Final = "RHVoice-test"
_LICENCES: Final = {"magda": "CC-BY-NC-ND-4.0"}  # as the package says; all else in it:
_LICENCE: Final = "LGPL-2.1-or-later"


@dataclass(frozen=True, slots=True)
class RHVoice:
    vendored: Vendored
    name: str = "rhvoice"
    online: bool = False

    def voice(self, name: str) -> Voice | None:
        about = self.vendored.shared("RHVoice", "voices", name, "voice.info")
        if about is None or self.vendored.program(_PROGRAM) is None:
            return None
        told = dict(line.split("=", 1) for line in about.read_text("utf-8").splitlines() if "=" in line)
        number = f"{told.get('format', '0')}.{told.get('revision', '0')}"
        return Voice(self.name, name, number, _LICENCES.get(name, _LICENCE))

    def say(self, sentences: Sequence[str], voice: Voice, pace: float) -> list[Samples]:
        program = self.vendored.program(_PROGRAM) or _PROGRAM
        command = [program, "-p", voice.name, "-r", str(round(100 * pace)), "-o", "/dev/stdout"]
        return self.vendored.said(self.name, command, sentences, self._data())

    def _data(self) -> dict[str, str]:
        if not (self.vendored.folder / "usr/share/RHVoice").is_dir():
            return {}
        folder = self.vendored.folder
        return {"RHVOICE_DATA_PATH": f"{folder}/usr/share/RHVoice", "RHVOICE_CONFIG_PATH": f"{folder}/etc/RHVoice"}
