"""`wiegwijzer understand`: what the companion makes of sentences, one JSON line in, one JSON line out."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final, TextIO
from zoneinfo import ZoneInfo

import typer

from bot.model import OUT_OF_SCOPE
from bot.ports import Understander
from bot.understanding.engines import Engine, RasaServer
from bot.understanding.intents import OWN_WORDS, is_topic, is_urgent

ROOT: Final = Path(__file__).resolve().parent.parent.parent
_MODEL_SECONDS: Final = 900.0
AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")


def understand(
    language: Annotated[str, typer.Option(help="Language of the conversation, such as nl, en, tr, ar, pl.")] = "nl",
    cache: Annotated[Path, typer.Option(help="Where the trained model is kept.")] = ROOT / "local" / "cache",
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Pretend it is this day.")] = None,
    engine: Annotated[Engine, typer.Option(help="Which model guesses. Rasa has to run: make rasa.")] = Engine.EMBEDDED,
) -> None:
    """Read lines {"text": ...} and write lines with intent, topic, urgent, certainty and language, in the same order.

    Example:  wiegwijzer understand --language nl < lines.jsonl > out.jsonl
    """
    from bot.content.load import load  # noqa: PLC0415 - heavy
    from bot.logs import configure  # noqa: PLC0415
    from bot.understanding.understander import load_understander  # noqa: PLC0415 - heavy

    configure()  # logs go to standard error: standard output is for the answers
    understander = load_understander(ROOT / "nlu", cache, load(ROOT), _rasa(engine))
    if not understander.wait_for_model(_MODEL_SECONDS):
        typer.echo("The model is not there: warning signs, commands and words only.", err=True)
    for line in understood(_lines(sys.stdin), understander, language, (today or datetime.now(AMSTERDAM)).date()):
        typer.echo(line)


def understood(lines: Iterable[str], understander: Understander, language: str, today: date) -> Iterator[str]:
    """One JSON line for every line, whatever is in it; a line that is no JSON object counts as an empty message."""
    for line in lines:
        reading = understander.read(_text(line))
        meaning = understander.interpret(reading, None, language, today)
        answer = {
            "intent": OUT_OF_SCOPE if meaning.intent in OWN_WORDS else meaning.intent or OUT_OF_SCOPE,
            "topic": meaning.intent if is_topic(meaning.intent) else None,
            "urgent": meaning.intent if is_urgent(meaning.intent) else None,
            "certainty": round(min(max(meaning.certainty, 0.0), 1.0), 3),
            "language": meaning.language or reading.language or language,
        }
        yield json.dumps(answer, ensure_ascii=False)


def _rasa(engine: Engine) -> RasaServer | None:
    from bot.settings import Settings  # noqa: PLC0415 - heavy

    return Settings(local=ROOT / "local", understanding=engine).rasa() if engine is Engine.RASA else None


def _lines(source: TextIO) -> Iterator[str]:
    # Only a line feed ends a line here: other separators of Unicode may stand inside a message.
    if hasattr(source, "reconfigure"):
        source.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    return iter(source)


def _text(line: str) -> str:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    text = found.get("text") if isinstance(found, dict) else None
    return text if isinstance(text, str) else ""
