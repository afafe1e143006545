"""`wiegwijzer content review-pack`: what a clinician or translator reads and signs. Its words are Dutch."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.editing import PROJECT, Root, day_of, readable, stop, text_ids
from bot.content.library import DUTCH
from bot.content.pack import Pack, all_owners, harmful_owners, pack
from bot.content.problem import did_you_mean
from bot.content.schema import Library


def review_pack(
    file: Annotated[Path | None, typer.Argument(help="Waarheen; zonder naam nakijken-<taal>.html of .pdf.")] = None,
    language: Annotated[
        str, typer.Option("--language", help="De taal naast het Nederlands; nl: alleen Nederlands.")
    ] = DUTCH,
    pdf: Annotated[bool, typer.Option("--pdf/--html", help="Op papier of voor de browser.")] = False,
    only: Annotated[str, typer.Option("--alleen", help="Deze tekst, zoals foliumzuur; of alles.")] = "",
    root: Root = PROJECT,
) -> None:
    """Maak wat een zorgverlener of vertaler leest en tekent: teksten, vertaling, feiten, bronnen, vingerafdrukken.

    Zonder --alleen: noodteksten, eigen zinnen, gesprekken, zelfcheck, en onderwerpen met risico hoog.

    Voorbeelden: content review-pack --language tr --pdf tr.pdf · content review-pack --alleen foliumzuur
    """
    library = readable(root).library
    if language not in library.languages:
        stop(f"De taal '{language}' bestaat niet. {did_you_mean(language, library.languages)}")
    made = pack(library, language, _owners(library, only), day_of(None))
    to = file or Path(f"nakijken-{language}{'.pdf' if pdf else '.html'}")
    to.write_bytes(_written(made, as_pdf=pdf or to.suffix.casefold() == ".pdf"))
    typer.echo(f"{len(made.pages)} teksten om na te kijken staan in {to}.")


def _owners(library: Library, only: str) -> list[str]:
    if not only:
        return harmful_owners(library)
    if only == "alles":
        return all_owners(library)
    owners = list(dict.fromkeys(text_id.partition("#")[0] for text_id in text_ids(library, only)))
    if not owners:
        known = [*all_owners(library), *(owner.partition("/")[2] for owner in all_owners(library))]
        stop(f"'{only}' bestaat niet. {did_you_mean(only, filter(None, known))}")
    return owners


def _written(made: Pack, *, as_pdf: bool) -> bytes:
    if as_pdf:
        from bot.export.pack import pack_pdf  # noqa: PLC0415 - typst is heavy

        return pack_pdf(made)
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only here

    pages = Environment(loader=PackageLoader("bot.cli"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return pages.get_template("pack.html").render(pack=made, dutch=made.language == DUTCH).encode()
