"""`wiegwijzer practice`: midwifery practices whose number by day and night stands in urgent answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.errors import PracticeRefused
from bot.practice import Practice, code_from, code_of_name, keyword_from, name_from, number_from

if TYPE_CHECKING:
    from sqlalchemy import Connection

ROOT: Final = Path(__file__).resolve().parents[2]
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Midwifery practices that are known beforehand: their number by day and night stands in urgent answers.",
)

Code = Annotated[str, typer.Argument(help="The practice's code, as `list` shows it.")]


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Its name, as women know it.")],
    number: Annotated[str, typer.Option(help="The number that is answered day and night.")],
    keyword: Annotated[str, typer.Option(help="A word for SMS and WhatsApp, such as WIEG24.")] = "",
    code: Annotated[str, typer.Option(help="For links; made of the name when not given.")] = "",
    language: Annotated[str, typer.Option(help="The language that stands first on its poster.")] = "nl",
) -> None:
    """Add a practice. Call the number first: a woman in need will be sent to it.

    A running companion knows it within half a minute.

    Example:  wiegwijzer practice add "De Wieg" --number "030 123 45 67" --keyword WIEG24
    """
    from bot.cli.practice_checks import refuse_what_means_something  # noqa: PLC0415 - heavy

    called = name_from(name)
    practice = Practice(
        code_from(code) if code else code_of_name(called),
        called,
        number_from(number),
        _today(),
        keyword_from(keyword),
        language,
    )
    refuse_what_means_something([practice])
    with _database() as connection:
        from bot.storage.practices import every, write  # noqa: PLC0415

        if any(one.code == practice.code for one in every(connection)):
            raise PracticeRefused(f"{practice.code} is there already; use `confirm` to change its number, or --code")
        write(connection, [practice])
    typer.echo(f"{practice.code}: {practice.name}, {practice.shown_number}. Link: /start p-{practice.code}")


@app.command("list")
def show() -> None:
    """All practices, and which numbers are no longer shown because nobody confirmed them for a year.

    Example:  wiegwijzer practice list
    """
    from bot.storage.practices import every  # noqa: PLC0415 - heavy

    with _database() as connection:
        known = every(connection)
    for line in table(known, _today()):
        typer.echo(line)


@app.command()
def confirm(
    code: Code,
    number: Annotated[str, typer.Option(help="The new number, when it changed.")] = "",
) -> None:
    """Say that you called the number today and that it is right; needed once a year.

    Examples:  wiegwijzer practice confirm de-wieg
               wiegwijzer practice confirm de-wieg --number "030 765 43 21"
    """
    from bot.storage.practices import write  # noqa: PLC0415 - heavy

    with _database() as connection:
        there = _found(connection, code)
        changed = replace(there, number=number_from(number) if number else there.number, checked_on=_today())
        write(connection, [changed])
    typer.echo(f"{changed.code}: {changed.shown_number}, confirmed on {changed.checked_on}.")


@app.command()
def remove(code: Code) -> None:
    """Remove a practice. Women who came by it get the usual urgent words again, within half a minute.

    Example:  wiegwijzer practice remove de-wieg
    """
    from bot.storage.practices import remove as take_out  # noqa: PLC0415 - heavy

    with _database() as connection:
        _found(connection, code)
        take_out(connection, {code})
    typer.echo(f"{code} is removed. Its posters still bring people here, but not to the practice.")


@app.command()
def poster(
    code: Code,
    out: Annotated[Path | None, typer.Option(help="A PDF, or an image when it ends in .png; else CODE.pdf.")] = None,
    telegram: Annotated[str, typer.Option(help="The bot's name; else TELEGRAM_NAME.")] = "",
    sms: Annotated[str, typer.Option(help="Our number for SMS; else SMS_NUMBER.")] = "",
) -> None:
    """Make a poster for the waiting room: one A4 in five languages, with a code to scan and a word to send.

    Examples:  wiegwijzer practice poster de-wieg --telegram WiegwijzerBot --sms "06 12 34 56 78"
               wiegwijzer practice poster de-wieg --out waiting-room.png
    """
    from bot.content.load import load  # noqa: PLC0415 - heavy
    from bot.export.poster import given, typeset, ways_from  # noqa: PLC0415 - heavy
    from bot.settings import Settings  # noqa: PLC0415 - heavy

    settings, file = Settings(), out or Path(f"{code}.pdf")
    with _database() as connection:
        practice = _found(connection, code)
    ways = ways_from(telegram or settings.telegram_name, sms or settings.sms_number, practice)
    page = given(practice, ways, load(ROOT), _today())
    file.write_bytes(typeset(page, _today(), "png" if file.suffix == ".png" else "pdf"))
    typer.echo(f"Written: {file}")


@app.command("export")
def write_file(
    file: Annotated[Path | None, typer.Argument(help="A YAML file; on the screen when not given.")] = None,
) -> None:
    """Write all practices as YAML, to look after them elsewhere or to move them.

    Example:  wiegwijzer practice export practices.yaml
    """
    from bot.cli.practice_file import written  # noqa: PLC0415 - heavy
    from bot.storage.practices import every  # noqa: PLC0415 - heavy

    with _database() as connection:
        known = every(connection)
    if file is None:
        typer.echo(written(known), nl=False)
        return
    if file.exists():
        raise typer.BadParameter(f"{file} is there already", param_hint="file")
    file.write_text(written(known), encoding="utf-8")
    typer.echo(f"{len(known)} practices written to {file}.")


@app.command("import")
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

    found = read(file, _today())
    with typer.progressbar(found, label="Checking") as one_by_one:
        refuse_what_means_something(one_by_one)
    with _database() as connection:
        write(connection, found)
    typer.echo(f"{len(found)} practices taken in.")


def table(known: list[Practice], today: date) -> Iterator[str]:
    """A line each, in columns as wide as they need."""
    if not known:
        yield "No practices yet. Add one:  wiegwijzer practice add --help"
        return
    rows = [("CODE", "NAME", "NUMBER", "KEYWORD", "FIRST", "CONFIRMED"), *(_row(one, today) for one in known)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(one: Practice, today: date) -> tuple[str, ...]:
    state = "" if one.is_confirmed(today) else "  number not shown: call it, then `confirm`"
    return (one.code, one.name, one.shown_number, one.keyword or "-", one.language, f"{one.checked_on}{state}")


def _found(connection: "Connection", code: str) -> Practice:
    from bot.storage.practices import every  # noqa: PLC0415 - heavy

    known = {one.code: one for one in every(connection)}
    if code not in known:
        raise PracticeRefused(f"there is no practice {code}; `wiegwijzer practice list` shows them")
    return known[code]


@contextmanager
def _database() -> "Iterator[Connection]":
    from bot.cli.data import open_store  # noqa: PLC0415 - heavy

    with open_store() as store, store.engine.begin() as connection:
        yield connection


def _today() -> date:
    from bot.content.opening import AMSTERDAM  # noqa: PLC0415 - heavy

    return datetime.now(AMSTERDAM).date()
