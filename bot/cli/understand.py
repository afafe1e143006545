"""`wiegwijzer understand`: what the companion makes of sentences, one JSON line in, one JSON line out."""

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, TextIO

import typer

from bot.cli.lines import Asked, Setting, understood
from bot.content.opening import AMSTERDAM
from bot.understanding.engines import Engine, RasaServer

ROOT: Final = Path(__file__).resolve().parent.parent.parent
_MODEL_SECONDS: Final = 1800.0


def understand(
    language: Annotated[str, typer.Option(help="Language of the conversation, such as nl, en, tr, ar, pl.")] = "nl",
    cache: Annotated[Path, typer.Option(help="Where the trained model is kept.")] = ROOT / "local" / "cache",
    question: Annotated[Asked | None, typer.Option(help="The lines answer this question.")] = None,
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Pretend it is this day.")] = None,
    engine: Annotated[Engine, typer.Option(help="Which model guesses. Rasa has to run: make rasa.")] = Engine.EMBEDDED,
) -> None:
    """Read lines {"text": ...}; write intent, topic, urgent, certainty, language and offered, in the same order.

    With --question also answer, due_date and weeks. `offered` are the choices we would show when unsure.

    Examples:  wiegwijzer understand --language nl < lines.jsonl > out.jsonl
               wiegwijzer understand --question date --today 2026-06-01 < lines.jsonl
    """
    from bot.cli.learning import learnt  # noqa: PLC0415 - heavy
    from bot.content.load import load  # noqa: PLC0415
    from bot.logs import configure  # noqa: PLC0415
    from bot.understanding.understander import load_understander  # noqa: PLC0415 - heavy

    configure()  # logs go to standard error: standard output is for the answers
    understander = load_understander(ROOT / "nlu", cache, load(ROOT), _rasa(engine))
    if not learnt(understander, _MODEL_SECONDS):
        typer.echo("The model is not there: warning signs, commands and words only.", err=True)
    setting = Setting(language, (today or datetime.now(AMSTERDAM)).date(), question)
    for line in understood(_lines(sys.stdin), understander, setting):
        typer.echo(line)


def _rasa(engine: Engine) -> RasaServer | None:
    from bot.settings import Settings  # noqa: PLC0415 - heavy

    return Settings(local=ROOT / "local", understanding=engine).rasa() if engine is Engine.RASA else None


def _lines(source: TextIO) -> Iterator[str]:
    # Only a line feed ends a line here: other separators of Unicode may stand inside a message.
    if hasattr(source, "reconfigure"):
        source.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    return iter(source)
