"""A message as sound: its files, who speaks, and where each sentence begins and ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bot.speech.voice import Voice


class Container(StrEnum):
    """File name endings. `OGG`: Opus for a Telegram voice message; `MP3`: any browser."""

    OGG = "ogg"
    MP3 = "mp3"


@dataclass(frozen=True, slots=True)
class Mark:
    """One sentence, as it was given to be said, from `start` to `end` in seconds."""

    start: float
    end: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Sound:
    """`key` changes with the words, the voice and the pace, and is safe in an address: no words can be read from it.

    Of fixed content the files are in `folder`; a person's own words are in `held` and on no disk. `unsaid`: how many
    parts of a message nobody here can say (0: all of it is heard). `of`: keys of the sounds it was put together from.
    """

    key: str
    language: str
    voice: Voice
    seconds: float
    marks: tuple[Mark, ...]
    folder: Path | None = None
    held: Mapping[Container, bytes] = field(default_factory=dict, repr=False)
    unsaid: int = 0
    of: tuple[str, ...] = ()

    def path(self, container: Container) -> Path:
        """The file, for fixed content. Raises ValueError for what is on no disk."""
        if self.folder is None:
            raise ValueError("a person's own words are in no file")
        return self.folder / f"speech.{container}"

    def content(self, container: Container) -> bytes:
        """The bytes of the file, wherever they are kept."""
        return self.held[container] if self.folder is None else self.path(container).read_bytes()
