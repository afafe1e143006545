"""Speech programs that came with `make voices` (unpacked, not installed), or that the machine has anyway."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.speech.voice import Samples


@dataclass(frozen=True, slots=True)
class Vendored:
    """`folder` holds Debian packages as unpacked: `usr/bin`, `usr/lib`, `usr/share`. It need not exist."""

    folder: Path

    def program(self, name: str) -> str | None:
        """Its path; None when neither the folder nor the machine has it."""
        return shutil.which(name, path=self._path())

    def shared(self, *parts: str) -> Path | None:
        """A file of `usr/share`, of the folder or else the machine."""
        for root in (self.folder, Path("/")):
            path = root.joinpath("usr/share", *parts)
            if path.exists():
                return path
        return None

    def said(
        self, engine: str, command: Sequence[str], sentences: Sequence[str], data: Mapping[str, str]
    ) -> "list[Samples]":
        """What a program says of each sentence, a run for each. `data`: where it finds its voices.

        Raises `EngineDown`, and `SpeechError` for what is no sound.
        """
        from bot.speech.decode import decoded  # noqa: PLC0415 – numpy; who only asks what is here needs none
        from bot.speech.engines.programs import run  # noqa: PLC0415

        libraries = os.pathsep.join(str(folder) for folder in self.libraries())
        around = {**os.environ, "PATH": self._path(), "LD_LIBRARY_PATH": libraries, **data}
        return [decoded(run(engine, command, sentence, around)) for sentence in sentences]

    def libraries(self) -> Iterator[Path]:
        return (self.folder / "usr/lib").glob("*-linux-gnu*")

    def _path(self) -> str:
        """So that unpacked programs find each other."""
        return f"{self.folder / 'usr/bin'}{os.pathsep}{os.environ.get('PATH', '')}"
