"""`wiegwijzer content new-language`: a language from nothing, and what it still needs. Its words are Dutch."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import typer
from babel import Locale, UnknownLocaleError

from bot.cli.editing import PROJECT, Root, readable, stop, write_po
from bot.content.library import DUTCH, missing_for_offer
from bot.content.problem import did_you_mean
from bot.content.schema import Library
from bot.content.sync import FOLDER, synced

LANGUAGES: Final = f"{FOLDER}/languages.yaml"
# In most languages a letter outside GSM-7 makes an SMS part 70 letters long, so a text may take more parts.
SMS_PARTS, URGENT_PARTS = 6, 5
# What understanding a language needs: path with {code}, and what it is.
UNDERSTANDING: Final = (
    ("nlu/languages.yml", "getallen, dagen, weken en namen van talen"),
    ("nlu/commands/{code}.yml", "stop, menu, wissen en andere opdrachten"),
    ("nlu/warning_signs/{code}.yml", "waaraan we een noodteken herkennen"),
    ("nlu/data/{code}", "zinnen waarvan het leert"),
    ("tests/sentences/{code}", "zinnen waarmee we het nakijken"),
    ("tests/conversations/{code}", "hele gesprekken waarmee we het nakijken"),
)


def new_language(
    code: Annotated[str, typer.Argument(help="De code van de taal, zoals so voor Somalisch.")],
    name: Annotated[str, typer.Option("--naam", help="De naam in die taal zelf, als wij die niet kennen.")] = "",
    root: Root = PROJECT,
) -> None:
    """Begin een nieuwe taal: een regel in languages.yaml (concept), lege PO-bestanden, en wat er nog nodig is.

    Voorbeeld: content new-language so
    """
    library = readable(root).library
    if code in library.languages:
        for step in _next_steps(library, code, root) if code != DUTCH else ():
            typer.echo(step)
        stop(f"De taal '{code}' ({library.languages[code].name}) is er al. Kijk met: content status")
    line = _line(code, name)
    file = root / LANGUAGES
    source = file.read_text("utf-8")
    file.write_text(f"{source.rstrip()}\n{line}\n", "utf-8")
    larger = readable(root).library
    made = write_po(root, lambda existing: _of_language(synced(larger, existing), code))
    typer.echo(f"In {LANGUAGES} staat nu:\n  {line}\nEn {made} PO-bestanden in {FOLDER}/{code}/.\n")
    for step in _next_steps(larger, code, root):
        typer.echo(step)


def _line(code: str, name: str) -> str:
    """A line of languages.yaml. Stops at a code that is no language."""
    dutch = _in_dutch()
    if code not in dutch or not code.isalpha():
        by_name = {called.casefold(): known for known, called in dutch.items()}
        meant = by_name.get(code.casefold())
        stop(f"'{code}' is geen taalcode. {f'Bedoel je {meant!r}?' if meant else did_you_mean(code, _likely())}")
    own, rtl = _own_name(code)
    if not (name or own):
        stop(f"Hoe heet het {dutch[code]} in die taal zelf? Geef het erbij: content new-language {code} --naam ...")
    shown = json.dumps(name or own, ensure_ascii=False)  # a string of JSON is one of YAML
    return (
        f"{code}: {{naam: {shown}, richting: {'rtl' if rtl else 'ltr'}, sms_delen: {SMS_PARTS}, "
        f"nood_delen: {URGENT_PARTS}, stem: {{opname: mens}}, status: concept, "
        f"in_het_nederlands: {json.dumps(dutch[code], ensure_ascii=False)}}}"
    )


def _in_dutch() -> dict[str, str]:
    """Code → what the language is called in Dutch (Unicode CLDR)."""
    return {str(code): str(called) for code, called in Locale(DUTCH).languages.items()}


def _own_name(code: str) -> tuple[str, bool]:
    """A language's own name, empty when unknown, and whether it runs from right to left (Unicode CLDR)."""
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return "", False
    return str(locale.languages.get(code, "")), locale.text_direction == "rtl"


def _likely() -> list[str]:
    """Codes of languages whose own name is known: what somebody who mistypes one most likely meant."""
    return [code for code in _in_dutch() if code.isalpha() and _own_name(code)[0]]


def _of_language(files: dict[str, str], code: str) -> dict[str, str]:
    return {path: text for path, text in files.items() if path.startswith(f"{FOLDER}/{code}/")}


def _next_steps(library: Library, code: str, root: Path) -> Iterator[str]:
    """In order, with what is there already."""
    first, total = len(missing_for_offer(library, code)), len(library.texts)
    spoken = library.languages[code].spoken_in_dutch
    yield "Wat nu nog moet:"
    yield f"  1. Lees die regel na: naam, richting, en 'in_het_nederlands' (\"Ik spreek {spoken}.\")."
    yield f"  2. Laat vertalen: content export {code} (of de PO-bestanden in Poedit). Eerst nood en ui:"
    yield f"     {first} teksten; zonder die wordt de taal niet aangeboden. Alles samen: {total} teksten."
    yield f"  3. Neem over: content import {code} BESTAND. Daarna: content check"
    yield "  4. Verstaan wat mensen schrijven (doet een ontwikkelaar met iemand die de taal spreekt):"
    for path, what in UNDERSTANDING:
        there = _is_there(root, path, code)
        yield f"     {'is er ' if there else 'mist  '} {path.format(code=code)} – {what}"
    yield "  5. Stemmen: zet onder 'stem' wie de taal kan uitspreken (audio/README.md); zie: wiegwijzer speech status"
    yield f"  6. Laat nakijken: content review-pack --language {code} --pdf; daarna content sign {code}@vertaler"
    yield "  7. Zet pas dan 'status: proef' in die regel."


def _is_there(root: Path, path: str, code: str) -> bool:
    file = root / path.format(code=code)
    if "{code}" in path:
        return file.exists()
    return file.exists() and f"\n{code}:" in f"\n{file.read_text('utf-8')}"
