"""`wiegwijzer practice`: midwifery practices whose number by day and night stands in urgent answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli.practice_exchange import read_file, write_file
from bot.cli.practice_records import database, found, today
from bot.errors import PracticeRefused
from bot.practice import Practice, code_from, code_of_name, keyword_from, name_from, number_from

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
        today(),
        keyword_from(keyword),
        language,
    )
    refuse_what_means_something([practice])
    with database() as connection:
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

    with database() as connection:
        known = every(connection)
    for line in table(known, today()):
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

    with database() as connection:
        there = found(connection, code)
        changed = replace(there, number=number_from(number) if number else there.number, checked_on=today())
        write(connection, [changed])
    typer.echo(f"{changed.code}: {changed.shown_number}, confirmed on {changed.checked_on}.")


@app.command()
def remove(code: Code) -> None:
    """Remove a practice. Women who came by it get the usual urgent words again, within half a minute.

    Example:  wiegwijzer practice remove de-wieg
    """
    from bot.storage.practices import remove as take_out  # noqa: PLC0415 - heavy

    with database() as connection:
        found(connection, code)
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
    with database() as connection:
        practice = found(connection, code)
    ways = ways_from(telegram or settings.telegram_name, sms or settings.sms_number, practice)
    page = given(practice, ways, load(ROOT), today())
    file.write_bytes(typeset(page, today(), "png" if file.suffix == ".png" else "pdf"))
    typer.echo(f"Written: {file}")


app.command("export")(write_file)
app.command("import")(read_file)


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
