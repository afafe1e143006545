"""Google's voice by way of gTTS: clear where we have no good offline voice. Only for fixed content, ahead of time.

gTTS checks no certificate and what is said goes to Google: nothing of a person may come here (`How.personal`).
There is no published limit; who asks too fast is shut out for hours. So: one question at a time, at least a second
apart, and whatever was said once is kept, sentence by sentence, so that a run that was cut off asks nothing twice.
"""

import hashlib
import io
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from bot.cache import write
from bot.errors import EngineDown, SpeechError
from bot.speech.decode import decoded
from bot.speech.engines.chunks import chunks
from bot.speech.engines.rest import Rest
from bot.speech.filters import filtered
from bot.speech.voice import Samples, Voice

if TYPE_CHECKING:
    from gtts import gTTSError

LANGUAGES: Final = frozenset({"nl", "en", "tr", "ar", "pl", "uk", "es", "fr"})
TIMEOUT: Final = (5, 20)  # seconds to connect, and to answer; without it gTTS waits for ever
TRIES_AFTER: Final = (1, 2, 4)  # seconds, when Google has an error of its own
TOO_MUCH: Final = 429
REST: Final = "rest.json"
_LONG_REST: Final = 3600.0  # seconds, after "too many" or a captcha without a time of its own
_SHORT_REST: Final = 300.0  # seconds, when it cannot be reached


@dataclass(frozen=True, slots=True)
class Hours:
    """How it keeps time: tests have a clock of their own."""

    now: Callable[[], float] = time.time
    wait: Callable[[float], None] = time.sleep
    apart: float = 1.0  # seconds between two questions


class Google:
    name: Final = "gtts"
    online: Final = True

    def __init__(self, folder: Path, hours: Hours | None = None) -> None:
        """`folder`: where sentences said before are kept, and until when it rests."""
        self._folder = folder
        self._hours = hours or Hours()
        self._rest = Rest(self.name, folder / REST, self._hours.now)
        self._alone = Lock()
        self._asked = 0.0

    def voice(self, name: str) -> Voice | None:
        if name not in LANGUAGES or find_spec("gtts") is None:
            return None
        return Voice(self.name, name, "1", "Google Translate, terms of use")  # their voice has no number we can see

    def say(self, sentences: Sequence[str], voice: Voice, pace: float) -> list[Samples]:
        return [self._sentence(sentence, voice, pace) for sentence in sentences]

    def rests(self) -> float:
        """Seconds until it may be asked again; 0 when it may be now."""
        return max(0.0, self._rest.until() - self._hours.now())

    def _sentence(self, sentence: str, voice: Voice, pace: float) -> Samples:
        kept = file_of(self._folder, voice.name, sentence)
        said = kept.read_bytes() if kept.exists() else self._asked_for(sentence, voice.name)
        try:
            samples = decoded(said)
        except SpeechError as error:
            kept.unlink(missing_ok=True)
            raise EngineDown(self.name) from error
        if not kept.exists():
            write(kept, said)
        return filtered(samples, ("atempo", f"{pace}")) if pace != 1 else samples

    def _asked_for(self, sentence: str, language: str) -> bytes:
        with self._alone:
            return b"".join(self._ask(chunk, language) for chunk in chunks(sentence))

    def _ask(self, words: str, language: str) -> bytes:
        self._rest.over()
        for after in (*TRIES_AFTER, None):
            self._keep_pace()
            try:
                return self._answer(words, language)
            except _TheirError:
                if after is None:
                    raise self._rest.begin(_SHORT_REST) from None
                self._hours.wait(after)
        raise EngineDown(self.name)

    def _keep_pace(self) -> None:
        soon = self._asked + self._hours.apart - self._hours.now()
        if soon > 0:
            self._hours.wait(soon)
        self._asked = self._hours.now()

    def _answer(self, words: str, language: str) -> bytes:
        from gtts import gTTS, gTTSError  # noqa: PLC0415 - only a run ahead of time needs it

        file = io.BytesIO()
        try:
            asked = gTTS(words, lang=language, pre_processor_funcs=[], tokenizer_func=_whole, timeout=TIMEOUT)
            asked.write_to_fp(file)
        except AssertionError as error:  # only signs in it
            raise SpeechError("nothing to say") from error
        except gTTSError as error:
            raise self._refused(error) from None  # its own text holds what was said
        except ValueError as error:  # not text, or not base64
            raise EngineDown(self.name) from error
        if not file.getvalue():  # a page that asks whether we are human comes as a good answer
            raise self._rest.begin(_LONG_REST)
        return file.getvalue()

    def _refused(self, error: "gTTSError") -> Exception:
        if error.rsp is None:
            return self._rest.begin(_SHORT_REST)
        if error.rsp.status_code >= 500:
            return _TheirError()
        asked = error.rsp.headers.get("Retry-After", "")
        return self._rest.begin(float(asked) if asked.isdecimal() else _LONG_REST)


def rest_of(local: Path) -> Rest:
    """Until when it rests, as the engine on this machine noted it."""
    return Rest(Google.name, local / "speech" / Google.name / REST, time.time)


def file_of(folder: Path, language: str, sentence: str) -> Path:
    """Where a sentence it said is kept."""
    return folder / language / f"{hashlib.sha256(sentence.encode()).hexdigest()}.mp3"


class _TheirError(Exception):
    """An error of Google's own: may be gone in a second."""


def _whole(words: str) -> Iterator[str]:
    yield words
