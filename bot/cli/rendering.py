"""What `speech render` and `speech status` do and print. Its words are Dutch: editors use it."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from bot.cache import fingerprint
from bot.cli.editing import console
from bot.content.opening import AMSTERDAM
from bot.content.schema import Library
from bot.settings import Settings
from bot.speech import finished
from bot.speech.ahead import Tally, ahead
from bot.speech.beforehand import in_order
from bot.speech.engines.google import rest_of
from bot.speech.finished import Finished
from bot.speech.ladder import Step
from bot.speech.messages import Message, messages
from bot.speech.recordings import Recordings
from bot.speech.studio import Studio, how_of, studio
from bot.speech.tidying import tidy
from bot.speech.voice import Quality

FOUND_POOR = (Quality.POOR, Quality.UNPROVEN)


@dataclass(frozen=True, slots=True)
class Asked:
    """`online`: Google may be asked. `again`: also languages in which nothing changed. `tidy`: what is old goes."""

    library: Library
    root: Path
    online: bool
    again: bool
    tidy: bool = False


def render_all(asked: Asked, languages: Sequence[str]) -> None:
    """Every language in turn; ends with code 1 when a message that should have a sound has none."""
    local = Settings().local
    local.mkdir(parents=True, exist_ok=True)
    with_voices = studio(asked.root, local, asked.library, Settings().speech_pace)
    failed = sum(_language(asked, with_voices, local, language) for language in languages)
    _tell_rest(local, online=asked.online)
    if asked.tidy:
        swept = tidy(with_voices, local, in_order(asked.library, _now()))
        typer.echo(f"Opgeruimd: {swept.sounds} geluiden, {swept.size / 1e6:.1f} MB.")
    if failed:
        raise typer.Exit(1)


def _language(asked: Asked, with_voices: Studio, local: Path, language: str) -> int:
    """Makes one language, or says that it is there; how many failed."""
    about = _about(with_voices, asked.root, language, online=asked.online)
    before = finished.read(_note(local)).get(language)
    if before and not asked.again and finished.holds(before, about, _now().timestamp(), with_voices.there()):
        typer.echo(f"{before.told} Niets veranderd.")
        return 0
    tally = _render(with_voices, messages(asked.library, language, _now()), language, online=asked.online)
    told = _told(asked.library, language, tally)
    if not tally.failed:
        until = rest_of(local).until() if asked.online else 0
        finished.note(_note(local), language, Finished(about, until, told, tuple(tally.keys)))
    typer.echo(f"{told} {tally.made} nieuw, {tally.failed} mislukt.")
    _tell_silent(tally)
    return tally.failed


def show_status(library: Library, root: Path, languages: Sequence[str]) -> None:
    """Who speaks, what is there, what would be better, and which recordings are out of date."""
    local = Settings().local
    with_voices = studio(root, local, library, Settings().speech_pace)
    table = Table("taal", "spreekt nu", "te verstaan", "berichten", "met geluid", "van wie", "beter zou zijn")
    for language in languages:
        table.add_row(*_status(with_voices, messages(library, language, _now()), language))
    console().print(table)
    for language in languages:
        for line in _stale(library, Recordings(root / "audio" / "recorded"), language):
            typer.echo(line)
    if any(_better(with_voices.steps(language)) for language in languages):
        typer.echo("Betere stemmen halen: make voices (125 MB, geen beheerder nodig).")
    _tell_rest(local, online=True)


def _render(with_voices: Studio, wanted: Sequence[Message], language: str, *, online: bool) -> Tally:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True) as progress:
        bar = progress.add_task(language, total=len(wanted))
        return ahead(with_voices, wanted, online=online, told=lambda: progress.advance(bar))


def _told(library: Library, language: str, tally: Tally) -> str:
    voices = ", ".join(f"{voice.engine}/{voice.name} {count}" for voice, count in tally.voices.most_common())
    return (
        f"{library.languages[language].name}: {tally.messages} berichten, {tally.seconds:.0f} seconden geluid, "
        f"{tally.size / 1e6:.1f} MB ({voices or 'geen stem'})."
    )


def _tell_silent(tally: Tally) -> None:
    for why, count in Counter(tally.silent.values()).most_common():
        example = next(name for name, reason in tally.silent.items() if reason == why)
        typer.echo(f"  {count} zonder geluid vooraf ({why}), zoals {example}")


def _tell_rest(local: Path, *, online: bool) -> None:
    until = rest_of(local).until() if online else 0
    if until > _now().timestamp():
        when = datetime.fromtimestamp(until, AMSTERDAM)
        typer.echo(f"Google antwoordt niet of weigert: weer vanaf {when:%H:%M}. Tot dan spreken de andere stemmen.")


def _status(with_voices: Studio, wanted: Sequence[Message], language: str) -> tuple[str, ...]:
    heard = with_voices.heard(language)
    there = [
        sound
        for message in wanted
        if message.part and (sound := with_voices.kept(message.part.words, message.part.language, how_of(message.part)))
    ]
    engines = Counter(sound.voice.engine for sound in there)
    return (
        language,
        f"{heard.engine}/{heard.name}" if heard else "niemand",
        str(heard.quality) if heard else "-",
        str(len(wanted)),
        str(len(there)),
        ", ".join(f"{name} {count}" for name, count in engines.most_common()) or "-",
        ", ".join(_better(with_voices.steps(language))) or "-",
    )


def _better(ladder: Sequence[Step]) -> list[str]:
    """Offline voices that stand above the one that speaks, and that this machine has not."""
    better = []
    for step in ladder:
        if step.engine is None or step.engine.online:
            continue
        if step.voice:
            break
        better.append(step.name)
    return better


def _stale(library: Library, recordings: Recordings, language: str) -> Iterator[str]:
    now = {message.id: message.part.words for message in messages(library, language, _now()) if message.part}
    for spoken, text_id, path in recordings.all():
        if spoken != language:
            continue
        if text_id not in now:
            yield f"{path}: de tekst '{text_id}' wordt niet meer gezegd. Klinkt niet meer."
        elif recordings.path(text_id, language, now[text_id]) != path:
            yield f"{path}: de tekst is veranderd na de opname. Klinkt niet meer; neem hem opnieuw op."


def _about(with_voices: Studio, root: Path, language: str, *, online: bool) -> str:
    """All that decides what is heard: content, program, day, voices, recordings."""
    folders = (root / "content", root / "audio" / "recorded")
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    voices = [(step.name, step.voice) for step in with_voices.steps(language)]
    told = f"{fingerprint(files)!r} {_now().date()} {voices} {online}"
    return hashlib.sha256(told.encode()).hexdigest()


def _note(local: Path) -> Path:
    return local / "speech" / "finished.json"


def _now() -> datetime:
    return datetime.now(AMSTERDAM)
