"""`wiegwijzer bench …`: how fast the companion is here, and where the time goes. The measuring is in `benchmarks/`."""

import asyncio
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from benchmarks.conversation import Result

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Measure on this machine.")


class Database(StrEnum):
    SQLITE = "sqlite"
    POSTGRES = "postgres"
    BOTH = "both"


@app.callback()
def bench() -> None:
    """Measure on this machine."""


@app.command()
def conversation(
    seconds: Annotated[float, typer.Option(min=1, help="How long to measure each.")] = 10,
    database: Annotated[Database, typer.Option(help="PostgreSQL: DATABASE_URL's server, or the embedded one.")] = (
        Database.BOTH
    ),
    people: Annotated[int, typer.Option(min=1, help="How many at a time; each waits for the answer.")] = 64,
) -> None:
    """Messages a second from webhook to delivery, next to the floor: a bare handler with one group-committed write.

    Everything is real but the last step: the channel takes note instead of calling Telegram.

    Example:  wiegwijzer bench conversation --seconds 10 --database sqlite
    """
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    from benchmarks.conversation import Load, compare, model_cache  # noqa: PLC0415
    from benchmarks.scripts import scripts  # noqa: PLC0415

    chosen = [Database.SQLITE, Database.POSTGRES] if database is Database.BOTH else [database]
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), transient=True) as progress:
        task = progress.add_task("preparing the conversations")
        asked = Load(scripts(model_cache()), people, seconds)

        def step(words: str) -> None:
            progress.update(task, description=words)

        results = [each for one in chosen for each in asyncio.run(compare(one, asked, step))]
    _show(results, people)


def _show(results: "list[Result]", people: int) -> None:
    from rich.console import Console  # noqa: PLC0415

    from benchmarks.report import breakdown, load, overview  # noqa: PLC0415

    console = Console(width=max(120, Console().width))
    console.print(overview(results, people))
    for result in results:
        if result.spent:
            console.print(breakdown(result))
    console.print(load())


@app.command()
def speech(rounds: Annotated[int, typer.Option(min=1, help="The least of so many counts.")] = 5) -> None:
    """What making a sound costs, beside the bare voice and beside its length.

    Example:  wiegwijzer bench speech
    """
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from benchmarks.speech.measure import measure  # noqa: PLC0415

    length, costs = measure(rounds)
    table = Table(
        "", "CPU s", "wall s", "× the bare voice", "CPU for a second of sound", title=f"{length:.0f} s of sound"
    )
    for cost in costs:
        times = f"{cost.cpu / max(costs[0].cpu, 0.01):.1f}"
        table.add_row(cost.what, f"{cost.cpu:.2f}", f"{cost.wall:.3f}", times, f"{cost.cpu / length:.4f}")
    Console(width=max(120, Console().width)).print(table)
