"""`wiegwijzer content export` and `import`: texts to a translator and back. Its words are Dutch."""

from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.editing import PROJECT, Root, counted, many, other_language, readable, report, stop, there, write_po
from bot.content.exchange.bringing import Judged, judged, read
from bot.content.exchange.lines import OPEN, lines
from bot.content.exchange.tables import to_csv, to_xlsx
from bot.content.importing import Hand, by_translator, imported, read_flat, refusals
from bot.content.load import po_files
from bot.content.manuscript import Intake, Sheet
from bot.content.schema import Library, Text
from bot.errors import ContentBroken

Language = Annotated[str, typer.Argument(help="De taal, zoals tr.")]
By = Annotated[str, typer.Option("--door", help="Wie vertaalde, als die zelf zo genoemd wil worden.")]


def export_texts(
    language: Language,
    file: Annotated[Path | None, typer.Argument(help="Waarheen; zonder naam wiegwijzer-<taal>.")] = None,
    csv: Annotated[
        bool | None, typer.Option("--csv/--xlsx", help="Als CSV of als Excel-bestand. Zonder keuze: Excel.")
    ] = None,
    todo: Annotated[bool, typer.Option("--open", help="Alleen wat mist of verouderd is.")] = False,
    root: Root = PROJECT,
) -> None:
    """Maak een bestand voor een vertaler: Nederlands en vertaling naast elkaar, voor Excel of LibreOffice.

    Voorbeelden: content export tr · content export tr --open · content export ar --csv arabisch.csv
    """
    library = readable(root).library
    known = library.languages[other_language(library, language)]
    as_csv = csv if csv is not None else file is not None and file.suffix.casefold() == ".csv"
    found = [line for line in lines(library, language, dict(po_files(root))) if not todo or line.state in OPEN]
    rows = [astuple(line) for line in found]
    to = file or Path(f"wiegwijzer-{language}{'.csv' if as_csv else '.xlsx'}")
    to.write_bytes(to_csv(rows) if as_csv else to_xlsx(rows, known.rtl))
    stand = many(len(rows), "tekst staat", "teksten staan")
    typer.echo(f"{stand} in {to}. Terug gaat het met: wiegwijzer content import {language} {to}")


def import_translations(
    language: Language,
    file: Annotated[Path, typer.Argument(callback=there, help="CSV, Excel, PO of YAML.")],
    by: By = "",
    rest: Annotated[bool, typer.Option("--rest", help="Neem over wat wel kan, ook als regels geweigerd zijn.")] = False,
    root: Root = PROJECT,
) -> None:
    """Neem vertalingen over uit een bestand van 'content export', of uit een PO-bestand.

    Een regel wordt geweigerd als het Nederlands of de vertaling intussen veranderde. Kan er een niet, dan verandert er
    niets, tenzij met --rest. Alles houdt het merk 'niet nagekeken'. YAML ('tekst-id: vertaling') is van een computer.

    Voorbeelden: content import tr wiegwijzer-tr.xlsx · content import tr topics.po --door "A. Yılmaz, vertaler"
    """
    library = readable(root).library
    other_language(library, language)
    if file.suffix.casefold() in (".yaml", ".yml"):
        _take(root, library, Hand(language), _by_machine(library, language, file, root))
        return
    found = _judged(library, language, file, root)
    for refused in found.refused:
        typer.echo(str(refused))
    if found.refused:
        typer.echo(counted(found.refused))
    if found.refused and not rest:
        stop(f"Er is niets veranderd. De andere {len(found.taken)} kunnen wel: geef hetzelfde met --rest.")
    _take(root, library, Hand(language, by_translator(by)), found.taken)
    typer.echo(f"{many(found.same, 'regel brengt', 'regels brengen')} niets nieuws.")


def _take(root: Path, library: Library, hand: Hand, taken: Mapping[str, Text]) -> None:
    changed = write_po(root, lambda existing: imported(library, hand, taken, existing))
    files = many(changed, "bestand", "bestanden")
    typer.echo(f"{many(len(taken), 'vertaling', 'vertalingen')} overgenomen in {files}.")


def _by_machine(library: Library, language: str, file: Path, root: Path) -> Mapping[str, Text]:
    intake = Intake()
    given = read_flat(file.read_text("utf-8-sig"), Sheet(str(file), intake))
    refused = [*intake.problems, *refusals(library, language, given, dict(po_files(root)))]
    if refused:
        report(refused)
    return given


def _judged(library: Library, language: str, file: Path, root: Path) -> Judged:
    try:
        brought, said = read(str(file), file.read_bytes())
    except ContentBroken as error:
        stop(str(error))
    if said and said != language:
        stop(f"Dit bestand is voor de taal '{said}', niet voor '{language}'.")
    return judged(library, language, brought, dict(po_files(root)))
