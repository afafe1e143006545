"""`wiegwijzer transcript`: a golden conversation as a chat in today's words, for midwives and doctors to read."""

from pathlib import Path
from typing import Annotated, Final

import typer

ROOT: Final = Path(__file__).resolve().parent.parent.parent
_MODEL_SECONDS: Final = 900.0


def transcript(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A conversation of tests/conversations.")],
    html: Annotated[bool, typer.Option("--html", help="Print a page for a browser or a printer.")] = False,
    cache: Annotated[Path, typer.Option(help="Where the trained model is kept.")] = ROOT / "local" / "cache",
) -> None:
    """Print a golden conversation as a chat, in the words that the content has today.

    Examples:  wiegwijzer transcript FILE.yaml   ·   wiegwijzer transcript FILE.yaml --html > chat.html
    """
    from bot.cli.bubbles import as_page, as_text, chat_of  # noqa: PLC0415 - heavy
    from bot.cli.golden import play  # noqa: PLC0415 - heavy
    from bot.cli.script import read_script  # noqa: PLC0415
    from bot.content.load import load  # noqa: PLC0415 - heavy
    from bot.service import Decider  # noqa: PLC0415 - heavy
    from bot.understanding.understander import load_understander  # noqa: PLC0415 - heavy

    script, library = read_script(file), load(ROOT)
    understander = load_understander(ROOT / "nlu", cache, library)
    if not understander.wait_for_everything(_MODEL_SECONDS):
        typer.echo("The model is not there: warning signs, commands and words only.", err=True)
    chat = chat_of(script, play(script, Decider(understander, library), library), library)
    typer.echo(as_page(chat) if html else as_text(chat), nl=False)
