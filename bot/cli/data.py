"""`wiegwijzer data`: look after what is stored. Shows numbers and reasons, never words or addresses."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.storage.store import SqlStore

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Look after what is stored.")


@app.command()
def outbox() -> None:
    """Show what waits per channel and lane, and the dead letters with their reason."""
    from bot.storage.overview import piles  # noqa: PLC0415 – `--help` stays quick

    with open_store() as store, store.engine.connect() as connection:
        found = piles(connection)
    for pile in found:
        state = f"dead: {pile.reason}" if pile.dead else pile.reason or "waiting"
        typer.echo(
            f"{pile.channel:<10} {pile.lane:<7} {pile.rows:>7}  {state:<24} since {pile.oldest:%Y-%m-%d %H:%M} UTC"
        )
    if not found:
        typer.echo("The outbox is empty.")


@app.command()
def purge() -> None:
    """Let go now of everything that is past its time. The running companion does this every hour."""
    from bot.app import AmsterdamClock  # noqa: PLC0415

    with open_store() as store:
        store.purge(AmsterdamClock().now())
    typer.echo("Done.")


@app.command()
def rotate() -> None:
    """Wrap every person's key by the first of WRAPPING_KEYS; after it the other wrapping keys can be taken away.

    Put the new key first and keep the old one behind it (WRAPPING_KEYS=new,old), restart, and run this.
    """
    from bot.storage.rotation import rotate as wrap_anew  # noqa: PLC0415

    with open_store() as store, store.engine.begin() as connection:
        changed = wrap_anew(connection, store.vault)
    typer.echo(f"{changed} keys wrapped anew.")


@app.command("forget-test-people")
def forget_test_people() -> None:
    """Forget everybody made by the simulator and the console."""
    with open_store() as store:
        typer.echo(f"{store.forget_test_people()} test people forgotten.")


@contextmanager
def open_store() -> "Iterator[SqlStore]":
    """The database of the settings, with their keys."""
    from bot.app import AmsterdamClock  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415
    from bot.storage.store import SqlStore  # noqa: PLC0415

    settings = Settings()
    settings.local.mkdir(parents=True, exist_ok=True)
    store = SqlStore.open(settings.database(), settings.keys(), AmsterdamClock())
    try:
        yield store
    finally:
        store.close()
