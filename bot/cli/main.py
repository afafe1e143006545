"""The command `wiegwijzer`. A subcommand is imported when it is asked for, and imports what is heavy when it runs."""

from collections.abc import Callable
from importlib import import_module
from typing import Final, cast

import typer
from typer.core import TyperCommand, TyperGroup

from bot.errors import WiegwijzerError

# A file of this folder each, with a Typer application `app` or a function of that name.
SUBCOMMANDS: Final = (
    "run",
    "chat",
    "understand",
    "transcript",
    "preview",
    "content",
    "speech",
    "nlu",
    "data",
    "practice",
    "selfcheck",
    "bench",
)


class Subcommands(TyperGroup):
    """A start need not load what checks texts or draws tables."""

    def list_commands(self, ctx: object) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand | TyperGroup | None:
        if cmd_name not in SUBCOMMANDS:
            return None
        module = import_module(f"bot.cli.{cmd_name}")
        command = typer.main.get_command(getattr(module, "app", None) or _single(getattr(module, cmd_name)))
        command.name = cmd_name
        return cast(TyperCommand | TyperGroup, command)


def _single(function: Callable[..., None]) -> typer.Typer:
    app = typer.Typer(add_completion=False)
    app.command()(function)
    return app


app = typer.Typer(
    cls=Subcommands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a traceback with local values could show somebody's words
)


@app.callback()
def wiegwijzer() -> None:
    """Wiegwijzer: a chat and SMS companion for (prospective) parents."""


def main() -> None:
    try:
        app()
    except WiegwijzerError as error:
        typer.echo(f"wiegwijzer: {error}", err=True)
        raise SystemExit(1) from None
