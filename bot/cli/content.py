"""`wiegwijzer content …`: check, show, translate. Its words are Dutch: midwives, editors and translators use it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.side_by_side import side_by_side
from bot.content.check import Names, check
from bot.content.importing import imported, read_flat, refusals
from bot.content.library import DUTCH, offered_languages
from bot.content.load import po_files, survey
from bot.content.manuscript import Intake, Manuscript, Sheet
from bot.content.opening import AMSTERDAM
from bot.content.problem import Problem, did_you_mean
from bot.content.schema import Library
from bot.content.status import coverage, sign_offs, sms_cost
from bot.content.sync import synced
from bot.dialogue.rules import ACTIONS, CHECKS, RULES

PROJECT = Path(__file__).parents[2]
OWNERS = ("topics", "nood", "flows")

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Teksten nakijken, bekijken en vertalen.")
Root = Annotated[Path, typer.Option("--root", help="De map van het project.", show_default=False)]
Today = Annotated[datetime | None, typer.Option("--dag", formats=["%Y-%m-%d"], help="Doe alsof het deze dag is.")]


@app.command("check")
def check_content(
    path: Annotated[Path | None, typer.Argument(help="Alleen dit bestand of deze map.")] = None,
    root: Root = PROJECT,
    today: Today = None,
) -> None:
    """Kijk alle teksten na. Bij een fout eindigt het met code 1.

    Voorbeelden: content check · content check content/nl/nood · content check --dag 2028-01-01
    """
    day = (today or datetime.now(AMSTERDAM)).date()
    found = [problem for problem in check(survey(root), names(), day) if path is None or _is_below(problem, path, root)]
    _report(found)


@app.command("show")
def show_text(
    name: Annotated[str, typer.Argument(help="Een tekst, zoals foliumzuur, nood-112, kennismaking of ui#menu.")],
    lang: Annotated[str, typer.Option("--lang", help="De taal ernaast, zoals tr.")] = "",
    root: Root = PROJECT,
) -> None:
    """Laat een tekst zien, met een vertaling ernaast.

    Voorbeelden: content show foliumzuur · content show foliumzuur --lang tr
    """
    library = _readable(root).library
    ids = _text_ids(library, name)
    if not ids:
        names = {text_id.partition("#")[0].partition("/")[2] or text_id for text_id in library.texts}
        _stop(f"'{name}' bestaat niet. {did_you_mean(name, names)}")
    if lang and lang not in library.languages:
        _stop(f"De taal '{lang}' bestaat niet. {did_you_mean(lang, library.languages)}")
    _console().print(side_by_side(library, ids, lang))


@app.command("sync")
def sync_translations(
    small: Annotated[
        str, typer.Option("--klein", help="Een tekst met alleen een tikfout: vertalingen blijven gelden.")
    ] = "",
    root: Root = PROJECT,
) -> None:
    """Zet alle Nederlandse teksten klaar voor vertalers, in content/multilingual.

    Een veranderde tekst moet opnieuw bekeken worden.
    Voorbeelden: content sync · content sync --klein topics/foliumzuur#sms
    """
    library = _readable(root).library
    if small and not _text_ids(library, small):
        _stop(f"'{small}' bestaat niet. {did_you_mean(small, library.texts)}")
    changed = _write(root, lambda existing: synced(library, existing, small))
    typer.echo(f"{changed} bestanden bijgewerkt.")


@app.command("status")
def show_status(root: Root = PROJECT) -> None:
    """Laat zien hoe ver elke taal is.

    Voorbeeld: content status
    """
    library = _readable(root).library
    signed = sign_offs(library)
    typer.echo(f"Akkoord van een zorgverlener: {signed.signed} van {signed.pages} teksten.")
    typer.echo(f"Aangeboden talen: {', '.join(offered_languages(library))}.")
    for language, known in library.languages.items():
        cost = f"gemiddeld {sms_cost(library, language):.1f} sms-delen per onderwerp"
        table = Table("", "klaar", "verouderd", "mist", title=f"{known.name} ({language}, {known.status}, {cost})")
        for row in coverage(library, language):
            table.add_row(row.group, str(row.done), str(row.stale), str(row.missing))
        _console().print(table)


@app.command("import")
def import_translations(
    language: Annotated[str, typer.Argument(help="De taal, zoals tr.")],
    file: Annotated[Path, typer.Argument(exists=True, help="YAML met regels 'tekst-id: vertaling'.")],
    root: Root = PROJECT,
) -> None:
    """Neem vertalingen van een computer over. Ze krijgen het merk 'machinevertaling, niet nagekeken'.

    Voorbeeld: content import tr vertaald.yaml
    """
    library = _readable(root).library
    if language not in library.languages or language == DUTCH:
        others = library.languages.keys() - {DUTCH}
        _stop(f"Naar de taal '{language}' vertalen we niet. {did_you_mean(language, others)}")
    intake = Intake()
    given = read_flat(file.read_text("utf-8-sig"), Sheet(str(file), intake))
    refused = [*intake.problems, *refusals(library, language, given, dict(po_files(root)))]
    if refused:
        _report(refused)
    changed = _write(root, lambda existing: imported(library, language, given, existing))
    typer.echo(f"{len(given)} vertalingen overgenomen in {changed} bestanden.")


def names() -> Names:
    """What content may name, as it exists in Python."""
    return Names(frozenset(ACTIONS), frozenset(CHECKS), frozenset(RULES))


def _console() -> Console:
    """Texts come out as they are: square brackets in them are no markup."""
    return Console(markup=False, emoji=False, highlight=False)


def _report(found: list[Problem]) -> None:
    for problem in found:
        typer.echo(str(problem))
    errors = sum(not problem.warning for problem in found)
    remarks = len(found) - errors
    typer.echo(
        f"{errors} {'fout' if errors == 1 else 'fouten'}, {remarks} {'opmerking' if remarks == 1 else 'opmerkingen'}."
    )
    if errors:
        raise typer.Exit(1)


def _readable(root: Path) -> Manuscript:
    """The content, refused while it cannot be read: half of it would make translations look out of use."""
    manuscript = survey(root)
    if manuscript.problems:
        _report(list(manuscript.problems))
    return manuscript


def _stop(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(1)


def _is_below(problem: Problem, path: Path, root: Path) -> bool:
    place = (root / problem.path).resolve()
    return any(place.is_relative_to((base / path).resolve()) for base in (root, Path.cwd()))


def _text_ids(library: Library, name: str) -> list[str]:
    """All texts of an owner (`foliumzuur`, `topics/foliumzuur`, `ui`), or the one text with this id."""
    owners = {name, *(f"{kind}/{name}" for kind in OWNERS)}
    return [text_id for text_id in library.texts if text_id == name or text_id.partition("#")[0] in owners]


def _write(root: Path, make: Callable[[Mapping[str, str]], Mapping[str, str]]) -> int:
    """Writes the files that changed; returns how many."""
    existing = dict(po_files(root))
    changed = 0
    for path, text in make(existing).items():
        file = root / path
        if not file.exists() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
            changed += 1
    return changed
