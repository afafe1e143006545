"""Sounds that no text needs any more are thrown away: words change, voices get better, and disks do not grow.

What is needed now is never touched, so nothing that is heard breaks; what somebody still asks for is made again.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.content.spoken.message import Utterance
from bot.errors import SpeechError
from bot.speech.engines.google import Google, file_of
from bot.speech.kept import Kept
from bot.speech.making import script_of
from bot.speech.studio import Studio, how_of

OLD_ENOUGH: Final = 24 * 3600  # seconds; what was made today may be of words that are only just written


@dataclass(frozen=True, slots=True)
class Swept:
    """How many sounds went, and how many bytes."""

    sounds: int
    size: int


def tidy(studio: Studio, local: Path, parts: Iterable[Utterance]) -> Swept:
    """Keeps the best sound of each of `parts`, messages put together of those, and what is younger than a day."""
    wanted = tuple(parts)
    kept = Kept(local / "speech")
    found = (studio.kept(part.words, part.language, how_of(part)) for part in wanted)
    needed = {sound.key for sound in found if sound}
    before = time.time() - OLD_ENOUGH
    gone = [one for one in kept.notes() if one.made < before and not _is_needed(one.key, one.parts, needed)]
    for one in gone:
        kept.remove(one.key)
    old = [file for file in _sentences(local, wanted) if file.stat().st_mtime < before]
    size = sum(one.size for one in gone) + sum(file.stat().st_size for file in old)
    for file in old:
        file.unlink(missing_ok=True)
    return Swept(len(gone), size)


def _is_needed(key: str, parts: tuple[str, ...], needed: set[str]) -> bool:
    return key in needed or (bool(parts) and needed.issuperset(parts))


def _sentences(local: Path, parts: Iterable[Utterance]) -> list[Path]:
    """What Google said of sentences that no text has now."""
    folder = local / "speech" / Google.name
    said = {file_of(folder, part.language, sentence) for part in parts for sentence in _said(part)}
    return [file for file in folder.glob("*/*.mp3") if file not in said]


def _said(part: Utterance) -> tuple[str, ...]:
    try:
        return script_of(part.words, part.language).said
    except SpeechError:
        return ()
