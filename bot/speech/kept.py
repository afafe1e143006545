"""Sounds made before, on disk: a folder each, named by its key. Whole or not there, however a run ended."""

import json
import os
import platform
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from bot.speech.sound import Container, Mark, Sound
from bot.speech.voice import Quality, Voice

_MAKING: Final = "making"
_DAY: Final = 24 * 3600
_ABOUT: Final = "meta.json"


@dataclass(frozen=True, slots=True)
class Note:
    """Of a sound that is kept. `parts`: keys of what it was put together from. `made`: since 1970. `size`: bytes."""

    key: str
    parts: tuple[str, ...]
    made: float
    size: int


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

    def put(self, sound: Sound) -> Sound:
        """The sound as kept: written aside, then put in its place in one step."""
        folder = self._place(sound.key)
        (self.folder / _MAKING).mkdir(parents=True, exist_ok=True)
        aside = self._aside()
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

    def notes(self) -> Iterator[Note]:
        """What is kept, without looking at the sounds themselves; what cannot be read is of nothing."""
        for about in self.folder.glob(f"??/*/{_ABOUT}"):
            with suppress(OSError):
                size = sum(file.stat().st_size for file in about.parent.iterdir())
                yield Note(about.parent.name, _parts(about), about.stat().st_mtime, size)

    def remove(self, key: str) -> None:
        """Out of sight in one step: nobody finds half of it."""
        (self.folder / _MAKING).mkdir(parents=True, exist_ok=True)
        aside = self._aside()
        with suppress(OSError):
            self._place(key).rename(aside / key)
        shutil.rmtree(aside, ignore_errors=True)

    def _replace(self, aside: Path, key: str) -> None:
        if self.find(key) is None:
            self.remove(key)
            aside.rename(self._place(key))
        else:
            shutil.rmtree(aside)

    def _aside(self) -> Path:
        return Path(tempfile.mkdtemp(prefix=f"{platform.node()}.{os.getpid()}.", dir=self.folder / _MAKING))

    def _place(self, key: str) -> Path:
        return self.folder / key[:2] / key


def _about(sound: Sound) -> Mapping[str, object]:
    return {
        "language": sound.language,
        "voice": asdict(sound.voice),
        "seconds": sound.seconds,
        "unsaid": sound.unsaid,
        "of": sound.of,
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
        of=_keys(about),
    )


def _parts(about: Path) -> tuple[str, ...]:
    with suppress(OSError, ValueError):
        noted = json.loads(about.read_bytes())
        return _keys(noted) if isinstance(noted, dict) else ()
    return ()


def _keys(about: Mapping[str, object]) -> tuple[str, ...]:
    """None were noted of sounds from before there was room for it."""
    of = about.get("of")
    return tuple(map(str, of)) if isinstance(of, list) else ()


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
