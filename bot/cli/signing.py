"""`wiegwijzer content sign`: records that a person read a text and agrees with it. Its words are Dutch."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli.editing import OWNERS, PROJECT, Root, Today, console, day_of, readable, stop
from bot.cli.side_by_side import side_by_side
from bot.content.library import DUTCH
from bot.content.manuscript import Manuscript
from bot.content.problem import did_you_mean
from bot.content.schema import Library, SignOff
from bot.content.signing import signed_language, signed_page
from bot.content.signoff import LANGUAGE, ROLES, fingerprint, signed_texts

LANGUAGES: Final = "content/multilingual/languages.yaml"
A_YEAR: Final = timedelta(days=365)

By = Annotated[str, typer.Option("--door", help="Wie het las: naam, functie.")]
Words = Annotated[str, typer.Option("--tekst", help="De vingerafdruk van de tekst die je las.")]


@dataclass(frozen=True, slots=True)
class Signed:
    """What is signed: its owner, the file it stands in, and the words as they are now."""

    owner: str
    file: str
    now: str

    @property
    def language(self) -> str:
        """Of a language: its code; empty for a page or a flow."""
        return self.owner.removeprefix(LANGUAGE).partition("@")[0] if self.owner.startswith(LANGUAGE) else ""


def sign_text(
    name: Annotated[str, typer.Argument(help="Onderwerp, noodtekst, gesprek; of tr@vertaler, tr@zorgverlener.")],
    by: By = "",
    words: Words = "",
    today: Today = None,
    root: Root = PROJECT,
) -> None:
    """Leg vast dat je een tekst las en goed vindt, voor een jaar. Een zorgverlener of vertaler doet dit zelf.

    Zonder --tekst laat het de tekst zien, met zijn vingerafdruk. Verandert er later een woord, dan vervalt het akkoord.

    Voorbeelden: content sign foliumzuur · content sign foliumzuur --tekst 7c1f0a --door "A. de Vries, verloskundige" ·
    content sign tr@vertaler
    """
    manuscript = readable(root)
    signed = _signed(manuscript, name)
    if not words:
        _show(manuscript.library, signed)
        return
    day = day_of(today)
    sign_off = SignOff(by, day, day + A_YEAR, signed.now)
    _refuse(sign_off, words)
    _write(root / signed.file, signed, sign_off)
    typer.echo(f"Vastgelegd: {by} las {signed.owner} ({signed.now}), geldig tot en met {sign_off.until}.")


def _signed(manuscript: Manuscript, name: str) -> Signed:
    library = manuscript.library
    others = [code for code in library.languages if code != DUTCH]
    owner = f"{LANGUAGE}{name}"
    if owner in _language_owners(others):
        return Signed(owner, LANGUAGES, fingerprint(library, owner))
    if name in others:
        stop(f"Zet erbij wie je bent: {' of '.join(f'{name}@{role}' for role in ROLES)}.")
    owners = [owner for owner in manuscript.places if _is_owner(owner)]
    named = {owner.partition("/")[2]: owner for owner in reversed(owners)} | {owner: owner for owner in owners}
    owner = named.get(name, "")
    if not owner:
        stop(f"'{name}' bestaat niet. {did_you_mean(name, [*named, *others])}")
    return Signed(owner, manuscript.places[owner].path, fingerprint(library, owner))


def _language_owners(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{LANGUAGE}{code}@{role}" for code in codes for role in ROLES)


def _is_owner(place: str) -> bool:
    return place.startswith(tuple(f"{kind}/" for kind in OWNERS)) and not {"#", "@"} & set(place)


def _show(library: Library, signed: Signed) -> None:
    console().print(side_by_side(library, signed_texts(library, signed.owner), signed.language))
    typer.echo(f"Vingerafdruk van {signed.owner}: {signed.now}")
    typer.echo("Las je alles, en klopt het? Geef dan hetzelfde commando met --tekst en deze vingerafdruk, en --door.")


def _refuse(sign_off: SignOff, words: str) -> None:
    """A sign-off that says too little, or is about other words than those of now."""
    name, _, function = sign_off.by.partition(",")
    if not (name.strip() and function.strip()):
        stop('Zet erbij wie je bent, met je functie: --door "A. de Vries, verloskundige".')
    if words != sign_off.fingerprint:
        stop(f"De tekst is anders dan die je las ({words}). Lees hem opnieuw; de vingerafdruk is nu een andere.")


def _write(file: Path, signed: Signed, sign_off: SignOff) -> None:
    source = file.read_text("utf-8")
    if signed.language:
        role = signed.owner.partition("@")[2]
        file.write_text(signed_language(source, signed.language, role, sign_off), "utf-8")
    else:
        file.write_text(signed_page(source, sign_off), "utf-8")
