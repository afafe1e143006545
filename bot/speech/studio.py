"""From words to sound: the best voice that can say them now, and the sound kept for the next time."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from secrets import token_hex
from typing import Final

from bot.content.spoken.message import Utterance
from bot.errors import NoVoice, SpeechError
from bot.speech.how import CALM, SLOW, How
from bot.speech.kept import Kept
from bot.speech.ladder import Languages, Step, engines, steps
from bot.speech.making import Script, key_of, made, script_of
from bot.speech.recordings import Recording, Recordings
from bot.speech.sound import Mark, Sound
from bot.speech.together import joined, key_together
from bot.speech.voice import Engine, Voice

PLAIN: Final = How()


class Studio:
    """Safe to call from several threads. Says nothing to nobody: whether a sound is sent is decided elsewhere."""

    pace = CALM  # how fast it speaks where nobody asks for another pace

    def __init__(self, library: Languages, known: Mapping[str, Engine], recordings: Recordings, kept: Kept) -> None:
        self._library, self._known = library, known
        self._recordings, self._kept = recordings, kept
        self.steps = lru_cache(maxsize=64)(self._steps)
        kept.sweep()

    def render(self, text: str, language: str, how: How = PLAIN) -> Sound:
        """The sound of a text as written, made now or kept from before (then in less than a millisecond).

        Each sentence is made speakable first (`content.spoken`); the marks hold it as it was given. Takes 0.1 s for a
        short message to 3 s for a long one when it must be made: call it in a thread, after the text has been sent.
        Raises `NoVoice` (this language has none here), `EngineDown` (all it has failed), `SpeechError` (nothing to
        say, or too much).
        """
        return self.kept(text, language, how) or self._made(script_of(text, language), self._paced(how))

    def kept(self, text: str, language: str, how: How = PLAIN) -> Sound | None:
        """The best sound there is already of this text; None when it must be made, or cannot be. Makes nothing."""
        try:
            script = script_of(text, language) if not how.personal else None
        except SpeechError:
            script = None
        if script is None:
            return None
        best = self._first_made(script, self._paced(how))
        return best and replace(best, marks=_marks(best, script))

    def message(self, parts: Sequence[Utterance], *, online: bool = False) -> Sound:
        """A whole message in one sound, each part by the best voice of its language; `unsaid` counts those nobody can.

        Raises as `render` does, when no part at all can be said.
        """
        sounds = [sound for part in parts if (sound := self._said(part, online))]
        if not sounds:
            raise NoVoice(parts[0].language if parts else "")
        return self._together(sounds, len(parts) - len(sounds), personal=any(part.personal for part in parts))

    def found(self, parts: Sequence[Utterance]) -> Sound | None:
        """A whole message that was made before; None when any of it has to be made first. Makes nothing."""
        sounds = []
        for part in parts:
            sound = self.kept(part.words, part.language, how_of(part))
            if sound is None and self.speaks(part):
                return None
            sounds += [sound] if sound else []
        return self._whole_found(sounds, len(parts) - len(sounds))

    def speaks(self, part: Utterance) -> bool:
        """Somebody here can say it, or did before."""
        can = self.heard(part.language) is not None or self.recorded(part)
        return can or self.kept(part.words, part.language, how_of(part)) is not None

    def recorded(self, part: Utterance) -> bool:
        """A person reads it aloud."""
        return self._recordings.find(part.text_id, part.language, part.words) is not None and not part.personal

    def part(self, part: Utterance, *, online: bool = False) -> Sound:
        """One part of a message. Raises as `render` does."""
        return self.render(part.words, part.language, how_of(part, online=online))

    def heard(self, language: str) -> Voice | None:
        """Who speaks this language here and now, offline, when nothing is recorded; None: no listen button."""
        return next((step.voice for step in self.steps(language) if _offline(step)), None)

    def plan(self, part: Utterance) -> tuple[str, ...]:
        """Keys of the sounds that may be made of it offline, the best first. Raises `SpeechError` as `render` does."""
        how = self._paced(how_of(part))
        sources = self._sources(script_of(part.words, part.language), how)
        return tuple(key for key, source in sources if isinstance(source, Recording) or _may(source, how))

    def warm(self) -> None:
        """It is: there is no process to wait for."""

    def there(self) -> frozenset[str]:
        """The keys of all sounds that are kept."""
        return self._kept.keys()

    def _steps(self, language: str) -> tuple[Step, ...]:
        return steps(self._library, language, self._known)

    def _first_made(self, script: Script, how: How) -> Sound | None:
        """Of the best rung that made one; a rung that may be asked now and has none yet comes before worse ones."""
        for key, source in self._sources(script, how):
            if sound := self._kept.find(key):
                return sound
            if isinstance(source, Recording) or _may(source, how):
                return None
        return None

    def _made(self, script: Script, how: How) -> Sound:
        failed: SpeechError = NoVoice(script.language)
        for key, source in self._sources(script, how):
            try:
                if not how.personal and (sound := self._kept.find(key)):
                    return replace(sound, marks=_marks(sound, script))
                if isinstance(source, Recording) or _may(source, how):
                    return self._put(replace(made(script, source, how), key=key), how)
            except SpeechError as error:
                failed = error
        raise failed

    def _sources(self, script: Script, how: How) -> Iterator[tuple[str, Recording | Step]]:
        """Who could say it, the best first, each with the key of its sound."""
        recording = self._recordings.find(how.text_id, script.language, script.text)
        if recording and not how.personal:
            yield key_of(script, recording.voice, how), recording
        for step in self.steps(script.language):
            if step.voice:
                yield key_of(script, step.voice, how), step

    def _paced(self, how: How) -> How:
        return how if how.pace else replace(how, pace=self.pace)

    def _put(self, sound: Sound, how: How) -> Sound:
        return replace(sound, key=token_hex(32)) if how.personal else self._stored(sound)

    def _stored(self, sound: Sound) -> Sound:
        """On a full disk it is heard all the same, and made again the next time."""
        with suppress(OSError):
            return self._kept.put(sound)
        return sound

    def _said(self, part: Utterance, online: bool) -> Sound | None:
        try:
            return self.part(part, online=online)
        except SpeechError:
            return None

    def _together(self, sounds: Sequence[Sound], unsaid: int, *, personal: bool) -> Sound:
        if len(sounds) == 1 and not unsaid:
            return sounds[0]
        if not personal and (sound := self._whole_found(sounds, unsaid)):
            return sound
        whole = joined(sounds, token_hex(32) if personal else key_together(sounds, unsaid), unsaid)
        return whole if personal else self._stored(whole)

    def _whole_found(self, sounds: Sequence[Sound], unsaid: int) -> Sound | None:
        if len(sounds) == 1 and not unsaid:
            return sounds[0]
        return self._kept.find(key_together(sounds, unsaid)) if sounds else None


def studio(root: Path, local: Path, library: Languages, pace: float = CALM) -> Studio:
    """`root`: the project, with its recordings in `audio/`. `local`: where sounds are kept and fetched voices are."""
    made = Studio(library, engines(local), Recordings(root / "audio" / "recorded"), Kept(local / "speech"))
    made.pace = pace
    return made


def how_of(part: Utterance, *, online: bool = False) -> How:
    """How a part of a message is said."""
    pace = SLOW if part.slow else 0.0
    return How(part.text_id, part.personal, online and not part.personal, pace, part.loud)


def _marks(sound: Sound, script: Script) -> tuple[Mark, ...]:
    """Two texts may sound the same ("3" and "drie"): the marks show the one that was asked."""
    if len(sound.marks) != len(script.written):
        return sound.marks
    return tuple(Mark(mark.start, mark.end, line) for mark, line in zip(sound.marks, script.written, strict=True))


def _may(step: Step, how: How) -> bool:
    """An online voice only for fixed content, ahead of time."""
    return step.engine is not None and (not step.engine.online or (how.online and not how.personal))


def _offline(step: Step) -> bool:
    return step.voice is not None and step.engine is not None and not step.engine.online
