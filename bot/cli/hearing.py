"""What `speech check` does and prints: every offline voice of a language, as we use it and as it comes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer
from rich.progress import Progress
from rich.table import Table
from ruamel.yaml import YAML

from bot.cli.editing import console
from bot.content.opening import AMSTERDAM
from bot.content.schema import Library
from bot.content.spoken import spoken
from bot.errors import SpeechError
from bot.settings import Settings
from bot.speech.decode import decoded
from bot.speech.hearing import UNDERSTANDS, errors, heard
from bot.speech.how import CALM, How
from bot.speech.ladder import Step
from bot.speech.making import made, script_of
from bot.speech.messages import messages
from bot.speech.sound import Container
from bot.speech.studio import studio
from bot.speech.voice import Samples


@dataclass(frozen=True, slots=True)
class _Way:
    """One voice, said one way. `plain`: the text as written in one call, at the voice's own pace."""

    step: Step
    plain: bool

    def said(self, text: str, language: str) -> Samples:
        if self.plain and self.step.engine and self.step.voice:
            return self.step.engine.say([text], self.step.voice, 1.0)[0]
        return decoded(made(script_of(text, language), self.step, How(pace=CALM)).held[Container.OGG])


def show_hearing(library: Library, root: Path, languages: Sequence[str], amount: int) -> None:
    """Prints a table: percent of words that the recogniser got wrong."""
    chosen = YAML(typ="safe").load((root / "audio" / "heard.yaml").read_text("utf-8"))
    chosen = chosen[:: max(1, len(chosen) // amount)][:amount]  # a few of every kind
    table = Table("taal", "stem", "te verstaan", "fout: zoals wij", "fout: kale aanroep", "berichten")
    local = Settings().local
    for language in languages:
        if language not in UNDERSTANDS:
            typer.echo(f"{language}: niet te meten, de herkenner kent deze taal niet.")
            continue
        said = {one.part.text_id: one.part.words for one in messages(library, language, _now()) if one.part}
        texts = [said[text_id] for text_id in chosen if text_id in said]
        for step in studio(root, local, library, Settings().speech_pace).steps(language):
            if step.voice and step.engine and not step.engine.online:
                table.add_row(language, step.name, str(step.quality), *_row(step, texts, language), str(len(texts)))
    console().print(table)


def _row(step: Step, texts: Sequence[str], language: str) -> Iterator[str]:
    for plain in (False, True):
        wrong = total = 0
        with Progress(transient=True) as progress:
            bar = progress.add_task(f"{language} {step.name}", total=len(texts))
            for text in texts:
                missed, words = _missed(_Way(step, plain), text, language)
                wrong, total = wrong + missed, total + words
                progress.advance(bar)
        yield f"{100 * wrong / max(total, 1):.0f} %"


def _missed(way: _Way, text: str, language: str) -> tuple[int, int]:
    """Figures that the recogniser writes are made words first, as ours were."""
    try:
        samples = way.said(text, language)
    except SpeechError as error:
        typer.echo(f"{way.step.name}: {error}")
        return errors(spoken(text, language), "")
    return errors(spoken(text, language), spoken(heard(samples, language, Settings().local / "recogniser"), language))


def _now() -> datetime:
    return datetime.now(AMSTERDAM)
