"""Who speaks a language: the rungs of `languages.yaml`, the best first, as far as this machine has them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from bot.content.problem import did_you_mean
from bot.content.schema import Language, Rung
from bot.errors import ContentBroken
from bot.speech.engines.espeak import Espeak
from bot.speech.engines.google import Google
from bot.speech.engines.mbrola import Mbrola
from bot.speech.engines.pico import Pico
from bot.speech.engines.rhvoice import RHVoice
from bot.speech.engines.vendored import Vendored
from bot.speech.voice import Engine, Quality, Voice

RECORDED: Final = "opname"


@dataclass(frozen=True, slots=True)
class Step:
    """One rung as found here: who would speak, by which engine, or `voice` None where the machine has it not."""

    name: str
    quality: Quality
    engine: Engine | None
    voice: Voice | None


class Languages(Protocol):
    """Whoever knows who speaks which language: the library, or what another process has of it."""

    @property
    def languages(self) -> Mapping[str, Language]: ...


def engines(local: Path) -> Mapping[str, Engine]:
    """All there are, by name. `local`: the folder with `voices` (from `make voices`) and `speech`."""
    vendored = Vendored((local / "voices").resolve())
    known: tuple[Engine, ...] = (
        Google(local / "speech" / Google.name),
        RHVoice(vendored),
        Mbrola(vendored),
        Pico(),
        Espeak(),
    )
    return {engine.name: engine for engine in known}


def steps(library: Languages, language: str, known: Mapping[str, Engine]) -> tuple[Step, ...]:
    """The language's ladder; empty for a language we do not know. Raises `ContentBroken` for an engine that is none."""
    spoken = library.languages.get(language)
    return tuple(_steps(spoken.voices, known)) if spoken else ()


def _steps(rungs: tuple[Rung, ...], known: Mapping[str, Engine]) -> Iterator[Step]:
    for rung in rungs:
        engine, _, name = rung.voice.partition("/")
        if rung.understood not in set(Quality):
            tip = did_you_mean(rung.understood, [str(quality) for quality in Quality])
            raise ContentBroken(f"languages.yaml: '{rung.voice}: {rung.understood}' kan niet. {tip}")
        quality = Quality(rung.understood)
        if engine == RECORDED:
            yield Step(rung.voice, quality, None, None)
            continue
        if engine not in known:
            tip = did_you_mean(engine, (RECORDED, *known))
            raise ContentBroken(f"languages.yaml: de stem '{rung.voice}' bestaat niet. {tip}")
        voice = known[engine].voice(name)
        yield Step(rung.voice, quality, known[engine], replace(voice, quality=quality) if voice else None)
