"""What the commands for editors share: where the content is, what day it is, what they say. Its words are Dutch."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from bot.cache import write
from bot.content.library import DUTCH
from bot.content.load import po_files, survey
from bot.content.manuscript import Manuscript
from bot.content.opening import AMSTERDAM
from bot.content.problem import Problem, did_you_mean
from bot.content.schema import Library

PROJECT = Path(__file__).parents[2]
OWNERS = ("topics", "nood", "flows", "checks")
Root = Annotated[Path, typer.Option("--root", help="De map van het project.", show_default=False)]
Today = Annotated[datetime | None, typer.Option("--dag", formats=["%Y-%m-%d"], help="Doe alsof het deze dag is.")]


def day_of(today: datetime | None) -> date:
    return (today or datetime.now(AMSTERDAM)).date()


def console() -> Console:
    """Texts come out as they are: square brackets in them are no markup."""
    return Console(markup=False, emoji=False, highlight=False)


def report(found: list[Problem], shown: Callable[[Problem], str] = str) -> None:
    for problem in found:
        typer.echo(shown(problem))
    typer.echo(counted(found))
    if not all(problem.warning for problem in found):
        raise typer.Exit(1)


def counted(found: list[Problem]) -> str:
    errors = sum(not problem.warning for problem in found)
    return f"{many(errors, 'fout', 'fouten')}, {many(len(found) - errors, 'opmerking', 'opmerkingen')}."


def many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def readable(root: Path) -> Manuscript:
    """The content, refused while it cannot be read: half of it would make translations look out of use."""
    manuscript = survey(root)
    if manuscript.problems:
        report(list(manuscript.problems))
    return manuscript


def stop(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)


def there(file: Path) -> Path:
    """For arguments: the command goes on with a file that is there."""
    if not file.is_file():
        stop(f"Het bestand {file} is er niet.")
    return file


def text_ids(library: Library, name: str) -> list[str]:
    """All texts of an owner (`foliumzuur`, `topics/foliumzuur`, `ui`), or the one text with this id."""
    owners = {name, *(f"{kind}/{name}" for kind in OWNERS)}
    return [text_id for text_id in library.texts if text_id == name or text_id.partition("#")[0] in owners]


def other_language(library: Library, code: str) -> str:
    """A language that we translate into."""
    others = library.languages.keys() - {DUTCH}
    if code not in others:
        stop(f"Naar de taal '{code}' vertalen we niet. {did_you_mean(code, others)}")
    return code


def write_po(root: Path, make: Callable[[Mapping[str, str]], Mapping[str, str]]) -> int:
    """Writes the PO files that changed, each of them whole; returns how many."""
    existing = dict(po_files(root))
    changed = {path: text for path, text in make(existing).items() if not _is_there(root / path, text)}
    for path, text in changed.items():
        write(root / path, text.encode())
    return len(changed)


def _is_there(file: Path, text: str) -> bool:
    return file.exists() and file.read_text("utf-8") == text
