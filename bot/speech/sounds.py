"""All that speaks in a companion: a process for who waits, and one behind it for what may be asked next."""

import asyncio
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.content.schema import Library
from bot.speech.beforehand import Beforehand
from bot.speech.listening import Listening
from bot.speech.notes import Notes
from bot.speech.workshop import Rules, Workshop

if TYPE_CHECKING:
    from bot.speech.maker import Maker

BEHIND: Final = Rules(at_once=1, patience=300, quiet=60, niceness=19)


class Sounds:
    """`root` has `audio/`; `local` has voices and what was made. `pace`: of 150 words a minute."""

    def __init__(self, root: Path, local: Path, library: Library, pace: float) -> None:
        self._places, self._library, self._pace = (root, local), library, pace
        self._front, self._back = Workshop(), Workshop(BEHIND)
        behind = lru_cache(maxsize=1)(lambda: self._maker(self._back))
        self.listening = Listening(lambda: self._maker(self._front), library, behind)
        self.notes = Notes(self.listening.maker)
        self._beforehand = Beforehand(library, behind, self._front.give_way)

    async def ahead(self, *, awake: bool) -> None:
        """Until cancelled. `awake`: somebody tries it out here and presses soon, so a process is there for her."""
        if awake:
            await asyncio.to_thread(lambda: self.listening.maker().warm())
        await self._beforehand.run()

    def close(self) -> None:
        self.listening.close()
        self._front.close()
        self._back.close()

    def _maker(self, workshop: Workshop) -> "Maker":
        from bot.speech.maker import Maker  # noqa: PLC0415 – numpy and voices
        from bot.speech.worker import Tools  # noqa: PLC0415

        return Maker(Tools(*self._places, tuple(self._library.languages.values()), self._pace), workshop)
