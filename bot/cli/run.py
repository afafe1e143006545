"""`wiegwijzer run`: start everything."""

import gc
import threading
from typing import TYPE_CHECKING, Final

import typer
import uvloop
from pydantic import ValidationError

from bot.errors import UnsafeSettings

if TYPE_CHECKING:
    from bot.app import Companion

# Objects between two looks for garbage. A start makes 200,000 that stay: Python's own 700 costs it a tenth.
GARBAGE: Final = 50_000

_LEARNING_SECONDS = 3600.0


def run() -> None:
    """Start the companion and print its address.

    Without any setting: the browser simulator. With TELEGRAM_TOKEN also Telegram, with TWILIO_* also SMS.

    Examples:  wiegwijzer run   ·   PORT=8080 wiegwijzer run   ·   TELEGRAM_TOKEN=… wiegwijzer run
    """
    gc.set_threshold(GARBAGE)
    from bot.logs import configure  # noqa: PLC0415 - heavy
    from bot.settings import Settings  # noqa: PLC0415
    from bot.speech.advice import advice  # noqa: PLC0415
    from bot.web.asgi import door  # noqa: PLC0415
    from bot.web.serving import serve  # noqa: PLC0415

    configure()
    try:
        settings = Settings()
    except ValidationError as error:
        raise UnsafeSettings("; ".join(f"{e['loc'][0]}: {e['msg']}" for e in error.errors())) from None
    shown = "browser simulator" if settings.shows_simulator() else "webhooks"
    with door(settings.host, settings.port) as listening:
        port = listening.getsockname()[1]
        typer.echo(f"Wiegwijzer ({shown}): http://{settings.host}:{port}/   (stop with Ctrl+C)")
        if advised := advice(settings.local):
            typer.echo(advised)
        uvloop.run(serve(settings, listening, _show_learning))


def _show_learning(house: "Companion") -> None:
    """At the first start it learns for some minutes, and answers meanwhile; a bar shows how far it is."""
    from bot.understanding.understander import LoadedUnderstander  # noqa: PLC0415 - heavy

    understander = house.understander
    if isinstance(understander, LoadedUnderstander) and understander.learning:
        from bot.cli.learning import learnt  # noqa: PLC0415 - heavy

        threading.Thread(target=learnt, args=(understander, _LEARNING_SECONDS), name="learning", daemon=True).start()
