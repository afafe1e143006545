"""The command `wiegwijzer`. Each subcommand imports what it needs when it is called: `--help` stays quick."""

import typer

from bot.cli import bench, chat, content, data, run, transcript, understand
from bot.errors import WiegwijzerError

app = typer.Typer(
    help="Wiegwijzer: a chat and SMS companion for (prospective) parents.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a traceback with local values could show somebody's words
)
app.command()(run.run)
app.command()(chat.chat)
app.command()(understand.understand)
app.command()(transcript.transcript)
app.add_typer(content.app, name="content")
app.add_typer(data.app, name="data")
app.add_typer(bench.app, name="bench")


def main() -> None:
    try:
        app()
    except WiegwijzerError as error:
        typer.echo(f"wiegwijzer: {error}", err=True)
        raise SystemExit(1) from None
