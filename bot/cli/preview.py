"""`wiegwijzer preview`: every text as it arrives, in the editor's own browser. Its words are Dutch."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.editing import PROJECT, Root
from bot.content.opening import AMSTERDAM


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
    import uvloop  # noqa: PLC0415 - heavy

    from bot.settings import Settings  # noqa: PLC0415 - heavy
    from bot.speech.sounds import Sounds  # noqa: PLC0415 - heavy
    from bot.web.asgi import door, server  # noqa: PLC0415 - heavy
    from bot.web.preview.alone import alone, fresh  # noqa: PLC0415 - heavy
    from bot.web.preview.source import Preview  # noqa: PLC0415 - heavy

    library, settings = fresh(root), Settings()
    sounds = Sounds(root, settings.local, library(), settings.speech_pace)
    shown = Preview(library, root, lambda: datetime.now(AMSTERDAM), sounds.listening, edits=True)
    with door("127.0.0.1", port) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        if pictures is None:
            typer.echo(f"Alle teksten: {address}/preview   (stoppen met Ctrl+C)")
        served = server(alone(shown), "127.0.0.1", port)
        try:
            uvloop.run(served.serve(sockets=[listening]))
        finally:
            sounds.close()
