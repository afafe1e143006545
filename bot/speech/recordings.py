"""Sentences that a person read aloud. They win over every engine, as long as the text is the one that was read.

`audio/recorded/<language>/<text id>.<fingerprint of the text>.ogg`, where the `#` of the id is a `/`.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from bot.speech.decode import decoded
from bot.speech.voice import Quality, Samples, Voice

ENDING: Final = ".ogg"
_SIGNS: Final = 12  # of the fingerprint


@dataclass(frozen=True, slots=True)
class Recording:
    path: Path
    voice: Voice

    def samples(self) -> Samples:
        """Raises `SpeechError` when the file is damaged."""
        return decoded(self.path.read_bytes())


@dataclass(frozen=True, slots=True)
class Recordings:
    folder: Path

    def find(self, text_id: str, language: str, text: str) -> Recording | None:
        """The recording of exactly this text; None when there is none, or when the text has changed since."""
        path = self.path(text_id, language, text)
        if not text_id or not path.exists():
            return None
        content = sha256(path.read_bytes()).hexdigest()
        return Recording(path, Voice("opname", language, content[:_SIGNS], quality=Quality.HUMAN))

    def path(self, text_id: str, language: str, text: str) -> Path:
        """Where the recording of this text belongs."""
        return self.folder / language / f"{text_id.replace('#', '/')}.{fingerprint(text)}{ENDING}"

    def of(self, text_id: str, language: str) -> Iterator[Path]:
        """All recordings of a text, also of earlier words of it."""
        place = self.folder / language / text_id.replace("#", "/")
        for path in place.parent.glob(f"{place.name}.*{ENDING}"):
            if len(path.name) == len(place.name) + 1 + _SIGNS + len(ENDING):
                yield path

    def all(self) -> Iterator[tuple[str, str, Path]]:
        """Every recording: language, text id, file."""
        for path in sorted(self.folder.rglob(f"*{ENDING}")):
            language, *owner, name = path.relative_to(self.folder).parts
            yield language, f"{'/'.join(owner)}#{name[: -len(ENDING) - _SIGNS - 1]}", path


@lru_cache(maxsize=4096)
def fingerprint(text: str) -> str:
    """Of the words alone: other spaces or line ends do not change what is read."""
    return sha256(unicodedata.normalize("NFC", " ".join(text.split())).encode()).hexdigest()[:_SIGNS]
