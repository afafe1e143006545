"""`wiegwijzer content …`: check, show, translate. Its words are Dutch: midwives, editors and translators use it."""

from datetime import date
from typing import Annotated

import typer
from rich.table import Table

from bot.cli.checking import check_content
from bot.cli.editing import PROJECT, Root, Today, console, day_of, many, readable, stop, text_ids, write_po
from bot.cli.exchanging import export_texts, import_translations
from bot.cli.new_language import new_language
from bot.cli.readability import readability
from bot.cli.reviewing import review_pack
from bot.cli.side_by_side import side_by_side
from bot.cli.signing import sign_text
from bot.content.library import offered_languages
from bot.content.problem import did_you_mean
from bot.content.schema import Library
from bot.content.signoff import fingerprint, is_signed, lacking
from bot.content.status import coverage, sms_cost
from bot.content.sync import synced
from bot.dialogue.consents import consent_flows

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Teksten nakijken, bekijken en vertalen.")
app.command("sign")(sign_text)
app.command("check")(check_content)
app.command("readability")(readability)
app.command("export")(export_texts)
app.command("import")(import_translations)
app.command("new-language")(new_language)
app.command("review-pack")(review_pack)


@app.command("show")
def show_text(
    name: Annotated[str, typer.Argument(help="Een tekst, zoals foliumzuur, nood-112, kennismaking of ui#menu.")],
    lang: Annotated[str, typer.Option("--lang", help="De taal ernaast, zoals tr.")] = "",
    root: Root = PROJECT,
) -> None:
    """Laat een tekst zien, met een vertaling ernaast.

    Voorbeelden: content show foliumzuur · content show foliumzuur --lang tr
    """
    library = readable(root).library
    ids = text_ids(library, name)
    if not ids:
        names = {text_id.partition("#")[0].partition("/")[2] or text_id for text_id in library.texts}
        stop(f"'{name}' bestaat niet. {did_you_mean(name, names)}")
    if lang and lang not in library.languages:
        stop(f"De taal '{lang}' bestaat niet. {did_you_mean(lang, library.languages)}")
    console().print(side_by_side(library, ids, lang))
    for owner in dict.fromkeys(text_id.partition("#")[0] for text_id in ids if "/" in text_id):
        typer.echo(f"Vingerafdruk van {owner}: {fingerprint(library, owner)}")


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
    library = readable(root).library
    if small and not text_ids(library, small):
        stop(f"'{small}' bestaat niet. {did_you_mean(small, library.texts)}")
    changed = write_po(root, lambda existing: synced(library, existing, small))
    typer.echo(f"{many(changed, 'bestand', 'bestanden')} bijgewerkt.")


@app.command("status")
def show_status(root: Root = PROJECT, today: Today = None) -> None:
    """Laat zien hoe ver elke taal is, en wat nog niemand heeft nagekeken.

    Voorbeeld: content status
    """
    library = readable(root).library
    _show_sign_offs(library, day_of(today))
    typer.echo(f"Aangeboden talen: {', '.join(offered_languages(library))}.")
    for language, known in library.languages.items():
        cost = f"gemiddeld {sms_cost(library, language):.1f} sms-delen per onderwerp"
        table = Table("", "klaar", "verouderd", "mist", title=f"{known.name} ({language}, {known.status}, {cost})")
        for row in coverage(library, language):
            table.add_row(row.group, str(row.done), str(row.stale), str(row.missing))
        console().print(table)


def _show_sign_offs(library: Library, today: date) -> None:
    pages = [*(f"topics/{name}" for name in library.topics), *(f"nood/{name}" for name in library.urgents)]
    signed = sum(is_signed(library, owner, today) for owner in pages)
    typer.echo(f"Akkoord van een zorgverlener: {signed} van {len(pages)} teksten.")
    lack = lacking(library, consent_flows(library), today)
    for needed, owners in (("Teksten", lack.pages), ("Gesprekken", lack.flows), ("Talen", lack.languages)):
        if owners:
            typer.echo(f"{needed} zonder geldig akkoord (nodig voor ENVIRONMENT=production): {', '.join(owners)}.")
