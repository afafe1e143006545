"""What a sound costs, as ratios: to the bare engine, to the length of the sound, to finding it again."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bot.content.shelf import library
from bot.settings import Settings
from bot.speech.encode import encoded, wav
from bot.speech.how import CALM, How
from bot.speech.kept import Kept
from bot.speech.ladder import Step, engines
from bot.speech.making import made, script_of
from bot.speech.recordings import Recordings
from bot.speech.sound import Container, Sound
from bot.speech.studio import Studio
from bot.speech.tracks import joined

TEXT = (
    "Slik elke dag 1 tablet foliumzuur. Begin als je zwanger wilt worden. Ga door tot je 10 weken zwanger bent. "
    "Je koopt het bij de drogist. Vragen? Bel je verloskundige. Is er haast? Bel 112."
)


@dataclass(frozen=True, slots=True)
class Cost:
    """`cpu` and `wall` in seconds, of this process and the speech programs it started."""

    what: str
    cpu: float
    wall: float


def measure(rounds: int = 5) -> tuple[float, list[Cost]]:
    """Seconds of sound, and what each part of making it costs; the least of some rounds."""
    root = Path(__file__).parents[2]
    local = Settings().local
    texts = library(root, local / "cache")
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(texts, engines(local), Recordings(root / "audio" / "recorded"), Kept(Path(folder)))
        step = next(step for step in studio.steps("nl") if step.voice and step.engine and not step.engine.online)
        sound = studio.render(TEXT, "nl")
        return sound.seconds, [_least(what, work, rounds) for what, work in _works(studio, step, sound).items()]


def _works(studio: Studio, step: Step, sound: Sound) -> dict[str, Callable[[], object]]:
    script = script_of(TEXT, "nl")
    engine, voice = step.engine, step.voice
    assert engine is not None
    assert voice is not None
    raw, _ = joined(engine.say(script.said, voice, CALM))
    return {
        f"the bare voice ({step.name})": lambda: engine.say(script.said, voice, CALM),
        "all of it, from words to two files": lambda: made(script, step, How(pace=CALM)),
        "of that: Opus": lambda: encoded(raw, Container.OGG),
        "of that: MP3": lambda: encoded(raw, Container.MP3),
        "for a telephone, on demand": lambda: wav(sound),
        "found again": lambda: studio.kept(TEXT, "nl"),
    }


def _least(what: str, work: Callable[[], object], rounds: int) -> Cost:
    return min((_once(what, work) for _ in range(rounds)), key=lambda cost: cost.cpu)


def _once(what: str, work: Callable[[], object]) -> Cost:
    before, begun = sum(os.times()[:4]), perf_counter()
    work()
    return Cost(what, sum(os.times()[:4]) - before, perf_counter() - begun)
