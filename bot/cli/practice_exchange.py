"""`wiegwijzer practice export` and `import`: practices to a file and back, for deployments with many."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.practice_records import database, today


def write_file(
    file: Annotated[Path | None, typer.Argument(help="A YAML file; on the screen when not given.")] = None,
) -> None:
    """Write all practices as YAML, to look after them elsewhere or to move them.

    Example:  wiegwijzer practice export practices.yaml
    """
    from bot.cli.practice_file import written  # noqa: PLC0415 - heavy
    from bot.storage.practices import every  # noqa: PLC0415 - heavy

    with database() as connection:
        known = every(connection)
    if file is None:
        typer.echo(written(known), nl=False)
        return
    if file.exists():
        raise typer.BadParameter(f"{file} is there already", param_hint="file")
    file.write_text(written(known), encoding="utf-8")
    typer.echo(f"{len(known)} practices written to {file}.")


def read_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A YAML file as `export` writes it.")],
) -> None:
    """Take practices in from YAML: new ones are added, those with a known code changed, none removed.

    Nothing is taken when anything in it is wrong; all that is wrong is shown.

    Example:  wiegwijzer practice import practices.yaml
    """
    from bot.cli.practice_checks import refuse_what_means_something  # noqa: PLC0415 - heavy
    from bot.cli.practice_file import read  # noqa: PLC0415 - heavy
    from bot.storage.practices import write  # noqa: PLC0415 - heavy

    found = read(file, today())
    with typer.progressbar(found, label="Checking") as one_by_one:
        refuse_what_means_something(one_by_one)
    with database() as connection:
        write(connection, found)
    typer.echo(f"{len(found)} practices taken in.")
