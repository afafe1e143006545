"""Sounds made before, on disk: a folder each, named by its key. Whole or not there, however a run ended."""

import json
import os
import platform
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Final

from bot.speech.sound import Container, Mark, Sound
from bot.speech.voice import Quality, Voice

_MAKING: Final = "making"
_DAY: Final = 24 * 3600
_ABOUT: Final = "meta.json"


class Kept:
    """Safe for several threads and processes at once: who comes second keeps what the first made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, key: str) -> Sound | None:
        """The sound with this key, or None. What somebody damaged is not there, and made again."""
        folder = self._place(key)
        try:
            return _read(key, folder, json.loads((folder / _ABOUT).read_bytes()))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def has(self, key: str) -> bool:
        return (self._place(key) / _ABOUT).exists()

    def put(self, sound: Sound) -> Sound:
        """The sound as kept: written aside, then put in its place in one step."""
        folder = self._place(sound.key)
        (self.folder / _MAKING).mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f"{platform.node()}.{os.getpid()}.", dir=self.folder / _MAKING))
        for container, content in sound.held.items():
            (aside / f"speech.{container}").write_bytes(content)
        (aside / _ABOUT).write_text(json.dumps(_about(sound), ensure_ascii=False), "utf-8")
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            aside.rename(folder)
        except OSError:  # somebody was first, or what is there is damaged
            self._replace(aside, sound.key)
        return self.find(sound.key) or sound  # of two who made it at once, what the first made

    def sweep(self) -> None:
        """Removes what runs that were killed left half done; what another machine is making stays for a day."""
        for aside in (self.folder / _MAKING).glob("*"):
            if _is_left(aside):
                shutil.rmtree(aside, ignore_errors=True)

    def keys(self) -> frozenset[str]:
        return frozenset(about.parent.name for about in self.folder.glob(f"??/*/{_ABOUT}"))

    def remove(self, key: str) -> None:
        shutil.rmtree(self._place(key), ignore_errors=True)

    def _replace(self, aside: Path, key: str) -> None:
        if self.find(key) is None:
            self.remove(key)
            aside.rename(self._place(key))
        else:
            shutil.rmtree(aside)

    def _place(self, key: str) -> Path:
        return self.folder / key[:2] / key


def _about(sound: Sound) -> Mapping[str, object]:
    return {
        "language": sound.language,
        "voice": asdict(sound.voice),
        "seconds": sound.seconds,
        "unsaid": sound.unsaid,
        "marks": [[mark.start, mark.end, mark.sentence] for mark in sound.marks],
        "sizes": {container: len(content) for container, content in sound.held.items()},
    }


def _read(key: str, folder: Path, about: Mapping[str, object]) -> Sound:
    """Raises OSError, ValueError, KeyError or TypeError for what is not as `put` left it."""
    voice, marks, sizes = about["voice"], about["marks"], about["sizes"]
    if not isinstance(voice, dict) or not isinstance(marks, Sequence) or not isinstance(sizes, dict):
        raise TypeError("not a sound of ours")
    for container in Container:
        if (folder / f"speech.{container}").stat().st_size != sizes[container]:
            raise ValueError("damaged")
    return Sound(
        key=key,
        language=str(about["language"]),
        voice=Voice(**{**voice, "quality": Quality(voice["quality"])}),
        seconds=float(str(about["seconds"])),
        marks=tuple(Mark(float(start), float(end), str(sentence)) for start, end, sentence in marks),
        folder=folder,
        unsaid=int(str(about["unsaid"])),
    )


def _is_left(aside: Path) -> bool:
    node, process, _ = aside.name.rsplit(".", 2)
    with suppress(OSError):
        if time.time() - aside.stat().st_mtime > _DAY:
            return True
    if node != platform.node():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    return False
