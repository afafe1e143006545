"""Making sounds ahead, several at a time. Every sound that is finished stays: a run that is cut off goes on later."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

from bot.errors import EngineDown, NoVoice, SpeechError
from bot.speech.messages import Message
from bot.speech.sound import Container, Sound
from bot.speech.studio import Studio, how_of
from bot.speech.voice import Voice

AT_ONCE: Final = 2  # speech programs run beside us; more would only wait for the processor


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one message: its sound, and whether it was made now; or why there is none, in Dutch."""

    message: Message
    sound: Sound | None = None
    new: bool = False
    why: str = ""
    failed: bool = False  # it should have had a sound


@dataclass(slots=True)
class Tally:
    """What came of one language. `size` in bytes, `silent`: message → why it has no sound."""

    messages: int = 0
    made: int = 0
    failed: int = 0
    seconds: float = 0.0
    size: int = 0
    voices: Counter[Voice] = field(default_factory=Counter)
    silent: dict[str, str] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        self.messages += 1
        self.made += outcome.new
        self.failed += outcome.failed
        if outcome.sound is None:
            self.silent[outcome.message.id] = outcome.why
            return
        self.seconds += outcome.sound.seconds
        self.size += sum(outcome.sound.path(container).stat().st_size for container in Container)
        self.voices[outcome.sound.voice] += 1
        self.keys.append(outcome.sound.key)


def ahead(studio: Studio, wanted: Sequence[Message], *, online: bool, told: Callable[[], None]) -> Tally:
    """Makes what is not there yet; `told` after each message. Ctrl-C ends it after the sounds under way."""
    tally = Tally()
    for outcome in _outcomes(studio, wanted, online):
        tally.count(outcome)
        told()
    return tally


def _outcomes(studio: Studio, wanted: Sequence[Message], online: bool) -> Iterator[Outcome]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            yield from pool.map(lambda message: _one(studio, message, online), wanted)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _one(studio: Studio, message: Message, online: bool) -> Outcome:
    part = message.part
    if part is None:
        return Outcome(message, why=str(message.why))
    before = studio.kept(part.words, part.language, how_of(part))
    try:
        sound = studio.part(part, online=online)
    except NoVoice:
        return Outcome(message, why="geen stem en geen opname", failed=True)
    except EngineDown as error:
        return Outcome(message, why=f"de stem '{error}' doet het niet", failed=True)
    except SpeechError as error:
        return Outcome(message, why=f"kan niet: {error}", failed=True)
    return Outcome(message, sound, new=before is None or before.key != sound.key)
