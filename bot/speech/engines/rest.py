"""An engine that was refused rests, also for the next run: asking again would only make it longer."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.cache import write
from bot.errors import EngineDown


@dataclass(frozen=True, slots=True)
class Rest:
    engine: str
    file: Path
    now: Callable[[], float]

    def over(self) -> None:
        """Raises `EngineDown` with the seconds still to go while it rests."""
        left = self.until() - self.now()
        if left > 0:
            raise EngineDown(self.engine, left)

    def begin(self, seconds: float) -> EngineDown:
        """From now on it rests; what to raise."""
        write(self.file, json.dumps(self.now() + seconds).encode())
        return EngineDown(self.engine, seconds)

    def until(self) -> float:
        """Seconds since 1970; 0 when it does not rest."""
        with suppress(OSError, ValueError, TypeError):
            return float(json.loads(self.file.read_bytes()))
        return 0.0
