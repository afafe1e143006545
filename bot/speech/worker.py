"""What is done in the workshop's processes: a studio is opened once, and makes what it is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.content.schema import Language
from bot.content.spoken.message import Utterance
from bot.speech.how import CALM
from bot.speech.kept import Kept
from bot.speech.ladder import engines
from bot.speech.recordings import Recordings
from bot.speech.sound import Sound
from bot.speech.studio import Studio, how_of


@dataclass(frozen=True, slots=True)
class Tools:
    """All a studio needs: `root` has `audio/`, `local` has `voices` and `speech`; which voices speak a language."""

    root: Path
    local: Path
    spoken: tuple[Language, ...]
    pace: float = CALM

    @property
    def languages(self) -> Mapping[str, Language]:
        return {language.code: language for language in self.spoken}

    def studio(self) -> Studio:
        made = Studio(
            self, engines(self.local), Recordings(self.root / "audio" / "recorded"), Kept(self.local / "speech")
        )
        made.pace = self.pace
        return made


def ready(tools: Tools) -> None:
    """What a first sound would have to wait for."""
    import av  # noqa: F401, PLC0415 – takes 0.2 s

    _studio(tools)


def whole(tools: Tools, parts: Sequence[Utterance]) -> Sound:
    """A message. Of fixed words it is kept on disk; of hers it comes back in memory."""
    return _studio(tools).message(parts)


def one(tools: Tools, part: Utterance) -> Sound:
    return _studio(tools).part(part)


def missing(tools: Tools, parts: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """Of these, what was never made."""
    made = _studio(tools)
    return tuple(part for part in parts if made.kept(part.words, part.language, how_of(part)) is None)


@lru_cache(maxsize=1)
def _studio(tools: Tools) -> Studio:
    return tools.studio()
