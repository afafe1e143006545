"""A message of several parts: their sounds in one, with the pause between them that sentences have."""

from collections.abc import Sequence
from hashlib import sha256

from bot.speech.sound import Container, Mark, Sound
from bot.speech.splice import spliced


def key_together(sounds: Sequence[Sound], unsaid: int) -> str:
    """The same for the same sounds in the same order. `unsaid`: parts nobody can say."""
    return sha256(f"{unsaid} {[sound.key for sound in sounds]}".encode()).hexdigest()


def joined(sounds: Sequence[Sound], key: str, unsaid: int) -> Sound:
    """One sound, in memory; its marks are those of all parts, moved to where they begin."""
    files = {container: spliced([sound.content(container) for sound in sounds], container) for container in Container}
    begins = files[Container.MP3][1]
    marks = tuple(
        Mark(round(at + mark.start, 3), round(at + mark.end, 3), mark.sentence)
        for at, sound in zip(begins, sounds, strict=True)
        for mark in sound.marks
    )
    total = round(begins[-1] + sounds[-1].seconds, 3)
    held = {container: content for container, (content, _) in files.items()}
    of = tuple(sound.key for sound in sounds)
    return Sound(key, sounds[0].language, sounds[0].voice, total, marks, held=held, unsaid=unsaid, of=of)
