"""What `speech add` and `speech script` do. Their words are Dutch: editors and who records use them."""

from datetime import datetime
from pathlib import Path

import typer

from bot.cache import write
from bot.cli.editing import stop
from bot.content.library import DUTCH
from bot.content.opening import AMSTERDAM
from bot.content.problem import did_you_mean
from bot.content.schema import Library
from bot.errors import SpeechError
from bot.speech.decode import LONGEST
from bot.speech.ingest import ready
from bot.speech.messages import messages
from bot.speech.recordings import Recordings
from bot.speech.script_page import script_page

MOST = 200_000_000  # bytes; ten minutes of the largest wav


def add_recording(library: Library, root: Path, what: tuple[str, str], file: Path) -> None:
    """Takes the file in under its text, and removes a recording of earlier words of that text."""
    text_id, language = what
    words = _words(library, text_id, language)
    if file.stat().st_size > MOST:
        stop(f"{file}: te groot. Een opname duurt hooguit {LONGEST // 60} minuten.")
    try:
        made = ready(file.read_bytes(), words)
    except SpeechError as error:
        stop(f"{file}: {error}")
    recordings = Recordings(root / "audio" / "recorded")
    path = recordings.path(text_id, language, words)
    older = [one for one in recordings.of(text_id, language) if one != path]
    write(path, made.content)
    for one in older:
        one.unlink()
    for remark in made.remarks:
        typer.echo(f"Let op: {remark}")
    typer.echo(f"Opgenomen: {path} ({made.seconds:.1f} seconden). Deze opname klinkt voortaan bij '{text_id}'.")


def write_script(library: Library, root: Path, language: str, file: Path) -> None:
    """Writes the page, and says how many texts still have no recording."""
    wanted = [one for one in messages(library, language, _now()) if one.part and one.part.text_id]
    recordings = Recordings(root / "audio" / "recorded")
    there = [one for one in wanted if one.part and recordings.find(one.part.text_id, language, one.part.words)]
    dutch = {one.part.text_id: one.part.words for one in messages(library, DUTCH, _now()) if one.part}
    hints = {text_id: text.hint for text_id, text in library.texts.items()}
    file.write_text(script_page(library.languages[language], wanted, dutch, hints), "utf-8")
    typer.echo(f"Geschreven: {file}. {len(wanted)} teksten, waarvan {len(there)} opgenomen.")
    if not wanted:
        typer.echo(f"In deze taal is nog niets vertaald: {language}.")


def _words(library: Library, text_id: str, language: str) -> str:
    """The words as they are said today; ends the command when this is no text somebody can record."""
    recordable = {m.part.text_id: m.part.words for m in messages(library, language, _now()) if m.part}
    if text_id not in library.texts:
        stop(f"De tekst '{text_id}' bestaat niet. {did_you_mean(text_id, recordable)}")
    if text_id not in recordable:
        stop(f"'{text_id}' neem je in deze taal niet op: niet vertaald, niet voorgelezen, of er komt iets van haar in.")
    return recordable[text_id]


def _now() -> datetime:
    return datetime.now(AMSTERDAM)
