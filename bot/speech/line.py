"""Sounds for the telephone, at addresses that say nothing: fixed words only, there at once or not yet."""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Final, Protocol

from bot.codes import keyed_code
from bot.content.spoken.message import Utterance
from bot.errors import SpeechError

if TYPE_CHECKING:
    from bot.speech.sound import Sound

CODE_SIGNS: Final = 20  # of 32 kinds
PATIENCE: Final = 60.0  # seconds until a code nobody knows is looked for again: who guesses codes takes no time of ours


class Finds(Protocol):
    """Who has sounds, and makes them."""

    def found(self, parts: Sequence[Utterance]) -> "Sound | None":
        """What was made before; takes a moment."""

    def part(self, part: Utterance) -> "Sound":
        """Raises `SpeechError`."""


class LineSounds:
    """All for threads. `maker` waits until it is open; `every` gives all that may be heard, to find it by its code.

    `key`: 32 secret bytes, the same in every process: who is brought the address need not be who gave it.
    """

    def __init__(self, maker: Callable[[], Finds], every: Callable[[], Iterable[Utterance]], key: bytes) -> None:
        self._maker, self._every, self._key = maker, every, key
        self._parts: dict[str, Utterance] = {}
        self._making, self._looks_again = Lock(), 0.0

    def codes(self, parts: Sequence[Utterance]) -> tuple[str, ...]:
        """For each part the code of its sound; empty when it was not made yet."""
        known = {self._code(part): part for part in parts}
        self._parts |= known
        maker = self._maker()
        return tuple(code if _found(maker, part) else "" for code, part in zip(known, parts, strict=True))

    def find(self, code: str) -> "Sound | None":
        """The sound with this code, made now when it has to be. Raises `SpeechError`."""
        if code not in self._parts and monotonic() >= self._looks_again:
            self._looks_again = monotonic() + PATIENCE
            self._parts |= {self._code(part): part for part in self._every()}
        part = self._parts.get(code)
        return self._maker().part(part) if part else None

    def make(self, parts: Iterable[Utterance]) -> None:
        """One after the other, for the next caller; nobody waits for it, and a failure is no news.

        Not while others are being made: threads that wait would be missing elsewhere.
        """
        if not self._making.acquire(blocking=False):
            return
        try:
            for part in parts:
                with suppress(SpeechError):
                    self._maker().part(part)
        finally:
            self._making.release()

    def _code(self, part: Utterance) -> str:
        return keyed_code(self._key, json.dumps(asdict(part)), CODE_SIGNS)


def _found(maker: Finds, part: Utterance) -> bool:
    try:
        return maker.found((part,)) is not None
    except SpeechError:
        return False
