"""Sound for a screen: with a message goes a sealed slip, and whoever brings that back hears the message.

Nothing is kept of what was said: what is to be heard stands in the slip itself, sealed with a key of this process.
"""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import structlog
from cryptography.fernet import Fernet, InvalidToken

from bot.content.render import Reader
from bot.content.schema import Library
from bot.content.spoken.message import Means, Utterance, message_spoken
from bot.errors import NoVoice, SpeechError
from bot.model import Form, Say

if TYPE_CHECKING:
    from bot.speech.sound import Sound
    from bot.speech.studio import Studio

LASTS: Final = 48 * 3600  # seconds; as long as a conversation
AT_ONCE: Final = 2  # sounds being made: more would only wait for the processor
HOW_SHE_ANSWERS: Final = {Form.TELEGRAM: Means.BUTTONS, Form.SMS: Means.NUMBERS}

log = structlog.get_logger()


class Listening:
    """Opens its studio in a thread of its own, so that nobody waits for it at the start."""

    def __init__(self, opened: "Callable[[], Studio]", library: Library) -> None:
        self._library, self._lock = library, Fernet(Fernet.generate_key())
        self._threads = ThreadPoolExecutor(AT_ONCE, "speech")
        self._studio = self._threads.submit(opened)

    def studio(self) -> "Studio":
        """Waits until it is open: for threads."""
        return self._studio.result()

    def slip(self, say: Say, reader: Reader) -> str:
        """What brings the sound of this message; empty when nobody here can say any of it. Raises `ContentBroken`."""
        parts = message_spoken(say, reader, self._library, HOW_SHE_ANSWERS[reader.form])
        if not any(self.speaks(part) for part in parts):
            return ""
        return self._lock.encrypt(json.dumps([asdict(part) for part in parts]).encode()).decode()

    async def heard(self, slip: str) -> bytes:
        """MP3. Raises `SpeechError`: made by another process, too old, or it cannot be said now."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._made, slip)

    async def sound(self, part: Utterance) -> "Sound":
        """Of fixed words. Raises `SpeechError`."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._of_part, part)

    def ahead(self, slip: str) -> None:
        """Makes what may be kept of it now, in a thread, so that it is there when she presses; a failure is no news."""
        self._threads.submit(self._warmed, slip)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def speaks(self, part: Utterance) -> bool:
        """Somebody here can say it, or did before."""
        from bot.speech.studio import how_of  # noqa: PLC0415 - numpy; the studio has it by now

        studio = self._studio.result()
        if studio.heard(part.language):
            return True
        with suppress(SpeechError):
            return studio.kept(part.words, part.language, how_of(part)) is not None
        return False

    def _of_part(self, part: Utterance) -> "Sound":
        return self._studio.result().part(part)

    def _made(self, slip: str) -> bytes:
        from bot.speech.sound import Container  # noqa: PLC0415 - numpy

        parts = self._opened(slip)
        try:
            return self._studio.result().message(parts).content(Container.MP3)
        except OSError as error:  # the file went while it was being read
            raise SpeechError(type(error).__name__) from None

    def _warmed(self, slip: str) -> None:
        for part in self._opened(slip):
            if not part.personal:
                with suppress(SpeechError):
                    self._studio.result().part(part)

    def _opened(self, slip: str) -> tuple[Utterance, ...]:
        try:
            return tuple(Utterance(**part) for part in json.loads(self._lock.decrypt(slip.encode(), ttl=LASTS)))
        except InvalidToken:
            raise NoVoice("no slip of ours") from None
