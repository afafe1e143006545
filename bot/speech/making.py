"""One sound made: said, put together, equally loud, in both files; and the key it is kept under."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from bot.content.sentences import located_sentences
from bot.content.spoken import spoken
from bot.errors import NoVoice, SpeechError
from bot.speech.encode import files
from bot.speech.how import How
from bot.speech.ladder import Step
from bot.speech.loudness import LOUD, TARGET, levelled
from bot.speech.recordings import Recording
from bot.speech.sound import Mark, Sound
from bot.speech.tracks import PAUSE, joined, seconds, trimmed
from bot.speech.voice import Samples, Voice

LONGEST: Final = 5_000  # characters, four minutes: longer is no message of ours, and Telegram takes a megabyte
RECIPE: Final = 1  # changes when the same words and voice are to sound otherwise: everything is then made again


@dataclass(frozen=True, slots=True)
class Script:
    """A text as given, its sentences as `written`, and the same as they are `said`."""

    language: str
    text: str
    written: tuple[str, ...]
    said: tuple[str, ...]


def script_of(text: str, language: str) -> Script:
    """The sentences of a text, each made speakable. Raises `SpeechError` when there is nothing to say, or too much."""
    if len(text) > LONGEST:
        raise SpeechError(f"longer than {LONGEST} characters")
    said = [(line, spoken(line, language).replace("\n", " ").strip()) for _, line in located_sentences(text)]
    heard = [(line, words) for line, words in said if any(letter.isalnum() for letter in words)]
    if not heard:
        raise SpeechError("nothing to say")
    return Script(language, text, tuple(line for line, _ in heard), tuple(words for _, words in heard))


def made(script: Script, source: Recording | Step, how: How) -> Sound:
    """The sound, its files in `held`, no key yet. Raises `SpeechError`, or `EngineDown`."""
    if isinstance(source, Recording):
        return _sound(script, source.voice, [source.samples()], how)
    if source.engine is None or source.voice is None:
        raise NoVoice(script.language)
    said = [trimmed(one) for one in source.engine.say(script.said, source.voice, how.pace)]
    if len(said) != len(script.said) or not all(len(one) for one in said):
        raise SpeechError(f"{source.name} left a sentence out")
    return _sound(script, source.voice, said, how)


def key_of(script: Script, voice: Voice, how: How) -> str:
    """64 hexadecimal signs. The same for the same words, voice and pace, on any machine."""
    words = [unicodedata.normalize("NFC", " ".join(sentence.split())) for sentence in script.said]
    parts = [RECIPE, voice.engine, voice.name, voice.version, how.pace, PAUSE, how.loud, script.language, words]
    return sha256(json.dumps(parts).encode()).hexdigest()


def _sound(script: Script, voice: Voice, said: Sequence[Samples], how: How) -> Sound:
    whole, times = joined(said)
    held = files(levelled(whole, LOUD if how.loud else TARGET))
    sentences = script.written if len(said) == len(script.written) else (script.text,)
    marks = tuple(Mark(start, end, line) for (start, end), line in zip(times, sentences, strict=True))
    return Sound("", script.language, voice, seconds(whole), marks, held=held)
