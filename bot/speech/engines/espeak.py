"""The voice every machine has: espeak-ng from a package, in a worker process for each message."""

import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bot.errors import SpeechError
from bot.speech.engines.programs import run
from bot.speech.filters import filtered, from_pcm
from bot.speech.voice import Samples, Voice

WORDS_A_MINUTE: Final = (
    150  # at pace 1.0; espeak-ng's own default of 175 is too fast for who listens in a second language
)
_WORKER: Final = Path(__file__).with_name("espeak_worker.py")
_RATE: Final = 22_050


class Espeak:
    """GPL, kept at arm's length by the process; nothing of it is linked to the companion."""

    name: Final = "espeak"
    online: Final = False

    def voice(self, name: str) -> Voice | None:
        if name not in _installed():
            return None
        return Voice(self.name, name, version("espeakng-loader"), "GPL-3.0-or-later")

    def say(self, sentences: Sequence[str], voice: Voice, pace: float) -> list[Samples]:
        asked = {"voice": voice.name, "rate": round(WORDS_A_MINUTE * pace), "sentences": list(sentences)}
        said = run(self.name, [sys.executable, "-I", str(_WORKER)], json.dumps(asked))
        return [filtered(part, rate=_RATE) for part in _parts(said)]


def _parts(said: bytes) -> Iterator[Samples]:
    while said:
        end = 4 + 2 * int.from_bytes(said[:4], "little")
        if len(said) < end:
            raise SpeechError("espeak-ng was cut off")
        yield from_pcm(said[4:end])
        said = said[end:]


@cache
def _installed() -> frozenset[str]:
    """The languages there is data for, by the names of their files."""
    package = find_spec("espeakng_loader")
    if package is None or package.origin is None:
        return frozenset()
    return frozenset(file.name for file in (Path(package.origin).parent / "espeak-ng-data" / "lang").rglob("*"))
