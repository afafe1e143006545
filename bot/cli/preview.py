"""`wiegwijzer preview`: every text as it arrives, in the editor's own browser. Its words are Dutch."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.editing import PROJECT, Root
from bot.content.opening import AMSTERDAM

if TYPE_CHECKING:
    from bot.web.preview.source import Preview

HERE: Final = "127.0.0.1"  # nobody else can look: there is no password


def preview(
    port: Annotated[int, typer.Option("--port", help="De poort; 0: een vrije.")] = 8010,
    pictures: Annotated[
        Path | None, typer.Option("--plaatjes", help="Maak alleen de plaatjes van content/README.md, in deze map.")
    ] = None,
    root: Root = PROJECT,
) -> None:
    """Bekijk alle teksten in je browser: Telegram, sms, geluid, vertalingen, bronnen. Er verandert niets.

    Bewaar een bestand en laad de pagina opnieuw: zo zie je wat je veranderde. Alleen deze computer kan erbij.

    Voorbeelden: wiegwijzer preview · wiegwijzer preview --port 8011
    """
    if pictures is not None:
        _take(pictures, root)
        return
    from bot.settings import Settings  # noqa: PLC0415 - heavy
    from bot.speech.sounds import Sounds  # noqa: PLC0415 - heavy
    from bot.web.preview.alone import fresh  # noqa: PLC0415 - heavy
    from bot.web.preview.source import Preview  # noqa: PLC0415 - heavy

    library, settings = fresh(root), Settings()
    sounds = Sounds(root, settings.local, library(), settings.speech_pace)
    shown = Preview(library, root, lambda: datetime.now(AMSTERDAM), sounds.listening, edits=True)
    try:
        with _running(shown, port) as (address, serving):
            typer.echo(f"Alle teksten: {address}/preview   (stoppen met Ctrl+C)")
            serving.join()
    except KeyboardInterrupt:
        typer.echo("Gestopt.")
    finally:
        sounds.close()


def _take(folder: Path, root: Path) -> None:
    from bot.cli.pictures import as_edited, handed_in, taken  # noqa: PLC0415 - of the test tools
    from bot.web.preview.alone import fresh  # noqa: PLC0415 - heavy
    from bot.web.preview.source import Preview  # noqa: PLC0415 - heavy

    with TemporaryDirectory() as scratch:
        copy = as_edited(root, Path(scratch))
        file = handed_in(copy, Path(scratch))
        with _running(Preview(fresh(copy), copy, lambda: datetime.now(AMSTERDAM)), 0) as (address, _):
            for made in taken(address, file, folder):
                typer.echo(f"{made} ({made.stat().st_size // 1000} kB)")


@contextmanager
def _running(shown: "Preview", port: int) -> Iterator[tuple[str, threading.Thread]]:
    """Its address, and the thread in which it runs until the end of the block."""
    from bot.web.asgi import door, server  # noqa: PLC0415 - heavy
    from bot.web.preview.alone import alone  # noqa: PLC0415 - heavy

    with door(HERE, port) as listening:
        served = server(alone(shown), HERE, port)
        serving = threading.Thread(target=lambda: asyncio.run(served.serve(sockets=[listening])), daemon=True)
        serving.start()
        try:
            yield f"http://{HERE}:{listening.getsockname()[1]}", serving
        finally:
            served.should_exit = True
            serving.join(5)
