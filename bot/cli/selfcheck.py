"""`wiegwijzer selfcheck`: what clinicians read of the self-check. Its words are Dutch: midwives use it."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli.editing import PROJECT, Root, Today, day_of, readable, stop, there
from bot.content.manuscript import Intake, Sheet
from bot.content.parse.yaml import read_yaml
from bot.content.problem import did_you_mean
from bot.content.questions import KEPT
from bot.content.schema import Library
from bot.pregnancy import TERM_DAYS
from bot.selfcheck import CHECK, Situation, listen, outcome, review

NOT_OF_CHECK: Final = ("situatie", "uitgerekend", "zorg")
app = typer.Typer(no_args_is_help=True, add_completion=False, help="De zelfcheck nalezen: vragen, regels, waarom.")


@app.command("rules")
def show_rules(
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Schrijf het als PDF in dit bestand.")] = None,
    root: Root = PROJECT,
    today: Today = None,
) -> None:
    """Laat alle vragen en regels zien, met uitleg, tip en feiten. Dit is wat een zorgverlener naleest.

    Voorbeelden: selfcheck rules · selfcheck rules --pdf zelfcheck.pdf
    """
    library = readable(root).library
    if pdf is None:
        _print_rules(library)
        return
    from bot.export.review import review_pdf  # noqa: PLC0415 - typst is heavy

    pdf.write_bytes(review_pdf(library, day_of(today)))
    typer.echo(f"Geschreven: {pdf}")


@app.command("explain")
def explain(
    answers: Annotated[Path, typer.Option("--answers", callback=there, help="YAML met regels 'vraag: antwoord'.")],
    root: Root = PROJECT,
    today: Today = None,
) -> None:
    """Laat zien welke regels bij deze antwoorden gelden, en waarom. Er wordt niets bewaard.

    In het bestand staan `situatie`, `weken` of `uitgerekend`, `zorg`, `klacht`, en per vraag het antwoord;
    `geld_hulp: ja` is: zij wil hier hulp bij.

    Voorbeeld: selfcheck explain --answers antwoorden.yaml
    """
    library, day = readable(root).library, day_of(today)
    given = _read(answers, library, day)
    typer.echo(f"{review.OPEN_QUESTION}\n")
    for one in review.weighed(given, library, day):
        _print_weighed(one)
    check = library.checks[CHECK]
    typer.echo("Zij krijgt te horen:")
    for words in review.told_in_words(outcome(listen(given, check, day), check), library):
        typer.echo(f"  {words}")


def _print_weighed(one: review.Weighed) -> None:
    result = "geldt, en geeft een tip" if one.suggested else "geldt" if one.held else "geldt niet"
    typer.echo(f"{one.ruled.name}: {result}")
    for because in one.because:
        typer.echo(f"  om: {because}")
    typer.echo(f"  {one.ruled.says}")
    facts = f"  feiten: {', '.join(one.ruled.facts)}\n" if one.ruled.facts else ""
    typer.echo(f"{facts}  bellen: {one.ruled.contact}\n")


def _print_rules(library: Library) -> None:
    typer.echo(f"{review.OPEN_QUESTION}\n{review.NO_RANKING}\n\nVragen")
    for asked in review.questions(library):
        private = "; gevoelig" if asked.sensitive else ""
        typer.echo(f"  {asked.words} [{asked.audience}{private}]\n    {' · '.join(asked.answers)}")
    typer.echo("\nRegels, in de volgorde van de tips")
    for one in review.rules(library):
        typer.echo(f"  {one.name}")
        for part in (*one.looks_at, one.says, *([one.tip] if one.tip else [])):
            typer.echo(f"    {part}")
        typer.echo(f"    feiten: {', '.join(one.facts) or '-'}; bellen: {one.contact}")


def _read(file: Path, library: Library, today: date) -> dict[str, str]:
    """Her answers as a conversation keeps them; ends the command with what is wrong."""
    intake = Intake()
    root = read_yaml(file.read_text("utf-8-sig"), Sheet(str(file), intake))
    if root is None or root.fields is None:
        stop("Hier horen regels 'vraag: antwoord' te staan.")
    told = {name: entry.text or "" for name, entry in root.fields.items()}
    kept = _dated(told, today) | {
        name if name in NOT_OF_CHECK else f"{KEPT}{name}": value for name, value in told.items() if name != "weken"
    }
    said = kept.get("situatie", Situation.UNKNOWN)
    situations = [(said, tuple(Situation))] if said not in set(Situation) else []
    for wrong, known in (*situations, *review.unknown(kept, library.checks[CHECK])):
        stop(f"'{wrong}' kan niet. {did_you_mean(wrong, known)}")
    return kept


def _dated(told: Mapping[str, str], today: date) -> dict[str, str]:
    """The due date, from `weken` or as given."""
    weeks, due = told.get("weken", ""), told.get("uitgerekend", "")
    if weeks:
        if not weeks.isdecimal():
            stop(f"'weken: {weeks}' is geen getal.")
        return {"uitgerekend": (today + timedelta(days=TERM_DAYS - 7 * int(weeks))).isoformat()}
    try:
        return {"uitgerekend": date.fromisoformat(due).isoformat()} if due else {}
    except ValueError:
        stop(f"'uitgerekend: {due}' is geen datum zoals 2026-11-03.")
