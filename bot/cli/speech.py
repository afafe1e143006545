"""`wiegwijzer speech …`: make sounds ahead, record, measure. Its words are Dutch: editors and who records use it."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.editing import PROJECT, Root, stop, there
from bot.content.library import DUTCH, offered_languages
from bot.content.problem import did_you_mean
from bot.content.schema import Library

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Berichten laten horen: stemmen, opnames, meten.")
Language = Annotated[str, typer.Option("--language", "--lang", help="Alleen deze taal, zoals tr.", show_default=False)]


@app.command()
def render(
    language: Language = "",
    changed: Annotated[
        bool, typer.Option("--changed/--all", help="Alleen talen waar iets veranderde, of alles nalopen.")
    ] = True,
    offline: Annotated[bool, typer.Option("--offline", help="Vraag niets aan Google.")] = False,
    tidy: Annotated[bool, typer.Option("--opruimen", help="Gooi weg wat geen tekst meer nodig heeft.")] = False,
    root: Root = PROJECT,
) -> None:
    """Maak vooraf het geluid van elk bericht. Wat er is, blijft. Stoppen mag (Ctrl-C): straks gaat het verder.

    Voorbeelden: speech render · speech render --language tr · speech render --offline --opruimen
    """
    from bot.cli.rendering import Asked, render_all  # noqa: PLC0415 - `--help` stays quick

    library = _library(root)
    render_all(Asked(library, root, not offline, not changed, tidy), _languages(library, language))


@app.command()
def status(language: Language = "", root: Root = PROJECT) -> None:
    """Laat per taal zien wie er spreekt, hoe goed te verstaan, wat beter zou zijn, en wat nog geen geluid heeft.

    Voorbeelden: speech status · speech status --language ti
    """
    from bot.cli.rendering import show_status  # noqa: PLC0415 - `--help` stays quick

    library = _library(root)
    show_status(library, root, _languages(library, language))


@app.command()
def add(
    text_id: Annotated[str, typer.Argument(help="De tekst die is voorgelezen, zoals topics/foliumzuur#antwoord.")],
    file: Annotated[Path, typer.Argument(help="De opname: wav, mp3, ogg, m4a, flac of webm.", callback=there)],
    language: Annotated[str, typer.Option("--language", "--lang", help="De taal, zoals ti.")] = DUTCH,
    root: Root = PROJECT,
) -> None:
    """Neem een opname op in audio/recorded: nagekeken, even luid gemaakt, en vast aan de tekst van nu.

    Voorbeeld: speech add topics/foliumzuur#antwoord --lang ti opname.m4a
    """
    from bot.cli.recording import add_recording  # noqa: PLC0415 - `--help` stays quick

    library = _library(root)
    _languages(library, language)
    add_recording(library, root, (text_id, language), file)


@app.command()
def script(
    language: Annotated[str, typer.Argument(help="De taal, zoals ti.")],
    file: Annotated[Path | None, typer.Option("--html", help="Schrijf naar dit bestand.")] = None,
    root: Root = PROJECT,
) -> None:
    """Maak een pagina met alles wat een voorlezer opneemt: id, tekst, en hoe je het uitspreekt.

    Voorbeeld: speech script ti --html voorlezen-ti.html
    """
    from bot.cli.recording import write_script  # noqa: PLC0415 - `--help` stays quick

    library = _library(root)
    _languages(library, language)
    write_script(library, root, language, file or Path(f"voorlezen-{language}.html"))


@app.command()
def check(
    language: Language = "",
    amount: Annotated[int, typer.Option("--aantal", min=1, max=30, help="Hoeveel berichten per taal.")] = 30,
    root: Root = PROJECT,
) -> None:
    """Meet hoe goed de stemmen te verstaan zijn: een computer schrijft op wat hij hoort. Neemt minuten per taal.

    Eerst nodig: uv pip install --group speech-check. Voorbeeld: speech check --language nl
    """
    from bot.cli.hearing import show_hearing  # noqa: PLC0415 - `--help` stays quick

    library = _library(root)
    show_hearing(library, root, _languages(library, language), amount)


def _library(root: Path) -> Library:
    from bot.content.shelf import library  # noqa: PLC0415 - `--help` stays quick
    from bot.settings import Settings  # noqa: PLC0415 - reads the environment

    return library(root, Settings().local / "cache")


def _languages(library: Library, language: str) -> tuple[str, ...]:
    """The one asked for, or all we offer."""
    if not language:
        return offered_languages(library)
    if language not in library.languages:
        stop(f"De taal '{language}' bestaat niet. {did_you_mean(language, library.languages)}")
    return (language,)
