"""Sounds for who waits: found here in a moment, or made in a process beside the companion."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

from bot.content.spoken.message import Utterance
from bot.errors import SpeechError
from bot.speech import worker
from bot.speech.sound import Sound
from bot.speech.worker import Tools
from bot.speech.workshop import Workshop


class Makes(Protocol):
    """A studio, or who has one elsewhere. Safe to call from several threads; raises `SpeechError`."""

    def message(self, parts: Sequence[Utterance]) -> Sound: ...

    def part(self, part: Utterance) -> Sound: ...

    def found(self, parts: Sequence[Utterance]) -> Sound | None: ...

    def speaks(self, part: Utterance) -> bool: ...

    def recorded(self, part: Utterance) -> bool: ...

    def warm(self) -> None: ...


class Maker:
    """As a studio of whoever waits, without the memory that making takes. `EngineDown` when its process fails."""

    def __init__(self, tools: Tools, workshop: Workshop) -> None:
        self._tools, self._workshop = tools, workshop
        self._studio = tools.studio()  # finds only
        self.found, self.speaks, self.recorded = self._studio.found, self._studio.speaks, self._studio.recorded

    def message(self, parts: Sequence[Utterance]) -> Sound:
        return self.found(parts) or self._workshop.do(worker.whole, self._tools, tuple(parts))

    def part(self, part: Utterance) -> Sound:
        return self.found((part,)) or self._workshop.do(worker.one, self._tools, part)

    def missing(self, parts: Sequence[Utterance]) -> tuple[Utterance, ...]:
        """Of these, what was never made; looked for over there, for it takes a second a thousand."""
        return self._workshop.do(worker.missing, self._tools, tuple(parts))

    def warm(self) -> None:
        """Gets a process ready: who presses next need not wait for it to begin."""
        with suppress(SpeechError):
            if not self._workshop.pids():
                self._workshop.do(worker.ready, self._tools)
