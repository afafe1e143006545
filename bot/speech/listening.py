"""Sound for a screen: with a message goes a sealed slip, and whoever brings that back hears the message.

Nothing is kept of what was said: what is to be heard stands in the slip itself, sealed with a key of this process.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import structlog
from cryptography.fernet import Fernet, InvalidToken
from pydantic import TypeAdapter

from bot.content.render import Reader
from bot.content.schema import Library
from bot.content.spoken.message import Means, Utterance, message_spoken
from bot.errors import NoVoice, SpeechError
from bot.model import Form, Say
from bot.speech.pieces import FIRST, NEXT, Split, split

if TYPE_CHECKING:
    from bot.speech.maker import Makes
    from bot.speech.sound import Sound

LASTS: Final = 48 * 3600  # seconds; as long as a conversation
AT_ONCE: Final = 4  # threads that wait: what was made before need not wait for what is being made
HOW_SHE_ANSWERS: Final = {Form.TELEGRAM: Means.BUTTONS, Form.SMS: Means.NUMBERS}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Heard:
    """MP3, and what brings the rest of the message; empty: this is all of it."""

    content: bytes
    rest: str = ""


class Listening:
    """Opens its maker in a thread of its own, so that nobody waits for it at the start."""

    def __init__(
        self, opened: "Callable[[], Makes]", library: Library, behind: "Callable[[], Makes] | None" = None
    ) -> None:
        """`behind`: who makes what nobody waits for yet."""
        self._library, self._lock = library, Fernet(Fernet.generate_key())
        self._threads = ThreadPoolExecutor(AT_ONCE, "speech")
        self._maker = self._threads.submit(opened)
        self._later, self._behind = ThreadPoolExecutor(1, "speech later"), behind or self.maker

    def maker(self) -> "Makes":
        """Waits until it is open: for threads."""
        return self._maker.result()

    def slip(self, say: Say, reader: Reader) -> str:
        """What brings the sound of this message; empty when nobody here can say any of it. Raises `ContentBroken`."""
        parts = message_spoken(say, reader, self._library, HOW_SHE_ANSWERS[reader.form])
        if not any(self.speaks(part) for part in parts):
            return ""
        return self._sealed(_Asked(parts))

    async def heard(self, slip: str) -> Heard:
        """The message, or its beginning and what brings the rest.

        Raises `SpeechError`: a slip of another process, too old, or it cannot be said now.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._made, slip)

    async def sound(self, part: Utterance) -> "Sound":
        """Of fixed words. Raises `SpeechError`."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: self.maker().part(part))

    def ahead(self, slip: str) -> None:
        """Makes what may be kept of it now, in a thread, so that it is there when she presses; a failure is no news."""
        self._later.submit(self._warmed, slip)

    def close(self) -> None:
        for threads in (self._threads, self._later):
            threads.shutdown(wait=False, cancel_futures=True)

    def speaks(self, part: Utterance) -> bool:
        """Somebody here can say it, or did before."""
        return self.maker().speaks(part)

    def _made(self, slip: str) -> Heard:
        asked, maker = self._opened(slip), self.maker()
        if whole := maker.found(asked.parts):
            return Heard(_mp3(whole))
        said = tuple(part for part in asked.parts if maker.speaks(part))
        if not said:
            raise NoVoice("nobody speaks")
        apart = Split(said[0], said[1:]) if _is_one(maker, said[0]) else split(said, NEXT if asked.begun else FIRST)
        rest = self._sealed(_Asked(apart.rest, begun=True)) if apart.rest else ""
        return Heard(_mp3(maker.message((apart.piece,))), rest)

    def _warmed(self, slip: str) -> None:
        self.maker().warm()
        parts, behind = self._opened(slip).parts, self._behind()
        if not any(part.personal for part in parts):
            behind.message(parts)
            return
        for part in parts:
            if not part.personal:
                with suppress(SpeechError):
                    behind.part(part)

    def _sealed(self, asked: "_Asked") -> str:
        return self._lock.encrypt(_FORM.dump_json(asked)).decode()

    def _opened(self, slip: str) -> "_Asked":
        try:
            return _FORM.validate_json(self._lock.decrypt(slip.encode(), ttl=LASTS))
        except InvalidToken:
            raise NoVoice("no slip of ours") from None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is still to be heard. `begun`: she hears something already, so a longer piece may come."""

    parts: tuple[Utterance, ...]
    begun: bool = False


_FORM: Final = TypeAdapter(_Asked)


def _is_one(maker: "Makes", part: Utterance) -> bool:
    """It was made before, or a person reads it: then it need not fall apart."""
    return maker.found((part,)) is not None or maker.recorded(part)


def _mp3(sound: "Sound") -> bytes:
    from bot.speech.sound import Container  # noqa: PLC0415 – numpy

    try:
        return sound.content(Container.MP3)
    except OSError as error:  # the file went while it was being read
        raise SpeechError(type(error).__name__) from None
