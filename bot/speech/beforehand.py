"""While the companion runs, all it may say is made heard: most urgent first, when nobody waits, never by Google."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

import structlog

from bot.content.library import offered_languages
from bot.content.opening import AMSTERDAM
from bot.content.schema import Library
from bot.content.spoken.message import Utterance
from bot.errors import EngineDown, SpeechError
from bot.speech.messages import messages

if TYPE_CHECKING:
    from bot.speech.maker import Maker

A_DAY: Final = 24 * 3600.0  # seconds; facts have a last day, so words may be others tomorrow
TOO_MANY: Final = 20  # failures in a row: something is broken here, and trying on only takes power
AT_A_TIME: Final = 200  # texts looked for at once

log = structlog.get_logger()


class Beforehand:
    """`maker` waits until it is there, `give_way` until nobody waits for a sound: for threads."""

    def __init__(self, library: Library, maker: "Callable[[], Maker]", give_way: Callable[[], None]) -> None:
        self._library, self._maker, self._give_way = library, maker, give_way

    async def run(self) -> None:
        """Now and every day, until cancelled."""
        while True:
            try:
                made = await self._all()
                log.info("sounds_made", count=made)
            except Exception as error:  # noqa: BLE001 – what was not made now is made when somebody asks
                log.error("sounds_not_made", error=type(error).__name__)
            await asyncio.sleep(A_DAY)

    async def _all(self) -> int:
        """How many were made. Raises `EngineDown` when nothing can be made here."""
        made = failures = 0
        async for part in self._missing():
            try:
                await asyncio.to_thread(self._one, part)
                made, failures = made + 1, 0
            except EngineDown:
                failures += 1
                if failures == TOO_MANY:
                    raise
            except SpeechError:
                continue
        return made

    def _one(self, part: Utterance) -> None:
        self._give_way()
        self._maker().part(part)

    async def _missing(self) -> AsyncIterator[Utterance]:
        wanted = await asyncio.to_thread(in_order, self._library, datetime.now(AMSTERDAM))
        for start in range(0, len(wanted), AT_A_TIME):
            for part in await asyncio.to_thread(self._maker().missing, wanted[start : start + AT_A_TIME]):
                yield part


def in_order(library: Library, now: datetime) -> tuple[Utterance, ...]:
    """All we may say in the languages we offer, each once: urgent words, our own, subjects on the menu, the rest."""
    ranked = [each for language in offered_languages(library) for each in _ranked(library, language, now)]
    return tuple(dict.fromkeys(part for _, part in sorted(ranked, key=lambda one: one[0])))


def _ranked(library: Library, language: str, now: datetime) -> Iterator[tuple[int, Utterance]]:
    shown = {f"topics/{name}" for names in library.menu.values() for name in names}
    for message in messages(library, language, now):
        if message.part:
            yield _rank(message.id, shown), message.part


def _rank(message: str, shown: set[str]) -> int:
    owner = message.partition("#")[0].partition("@")[0]
    kind = owner.partition("/")[0]
    return 0 if kind == "nood" else 1 if kind == "ui" else 2 if owner in shown else 3
