"""Speech programs that came with `make voices` (unpacked, not installed), or that the machine has anyway."""

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Vendored:
    """`folder` holds Debian packages as unpacked: `usr/bin`, `usr/lib`, `usr/share`. It need not exist."""

    folder: Path

    def program(self, name: str) -> str | None:
        """Its path; None when neither the folder nor the machine has it."""
        return shutil.which(name, path=f"{self.folder / 'usr/bin'}{os.pathsep}{os.environ.get('PATH', '')}")

    def shared(self, *parts: str) -> Path | None:
        """A file of `usr/share`, of the folder or else the machine."""
        for root in (self.folder, Path("/")):
            path = root.joinpath("usr/share", *parts)
            if path.exists():
                return path
        return None

    def environment(self, **more: str) -> Mapping[str, str]:
        """So that unpacked programs find each other and their libraries."""
        path = f"{self.folder / 'usr/bin'}{os.pathsep}{os.environ.get('PATH', '')}"
        libraries = os.pathsep.join(str(folder) for folder in self.libraries())
        return {**os.environ, "PATH": path, "LD_LIBRARY_PATH": libraries, **more}

    def libraries(self) -> Iterator[Path]:
        return (self.folder / "usr/lib").glob("*-linux-gnu*")
