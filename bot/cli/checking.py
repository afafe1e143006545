"""`wiegwijzer content check`: what is wrong, where, and what to do; once, or at every save. Its words are Dutch."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot import selfcheck
from bot.cli.editing import PROJECT, Root, Today, counted, day_of, report
from bot.content.check import Names, Ruled, check
from bot.content.library import DUTCH
from bot.content.load import survey
from bot.content.problem import Problem
from bot.dialogue import checking as _checking  # noqa: F401 - registers what checks name
from bot.dialogue.rules import ACTIONS, CHECKS, RULES
from bot.dialogue.scripts import SCRIPTS
from bot.understanding.examples import examples

BEGINS, ENDS = "Nakijken ...", "Nagekeken:"  # .vscode/tasks.json looks for these words
LOOKS_EVERY = 200  # ms
PICTURES = "bot/web/static/beelden"
ESCAPED = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})  # GitHub's workflow commands


def check_content(
    path: Annotated[Path | None, typer.Argument(help="Alleen dit bestand of deze map.")] = None,
    root: Root = PROJECT,
    today: Today = None,
    watch: Annotated[bool, typer.Option("--watch", help="Kijk opnieuw na elke keer dat je iets bewaart.")] = False,
    github: Annotated[bool, typer.Option("--github", help="Schrijf het zo dat GitHub het naast de regel zet.")] = False,
) -> None:
    """Kijk alle teksten na. Bij een fout eindigt het met code 1.

    Voorbeelden: content check · content check content/nl/nood · content check --watch · content check --dag 2028-01-01
    """
    if watch:
        _watch(path, root, today and today.date())
        return
    report(_found(path, root, day_of(today)), _annotation if github else str)


def names(root: Path) -> Names:
    """What content may name, as it exists in Python; pictures and sentences, as they are below the root."""
    scripts = {name: script.named for name, script in SCRIPTS.items()}
    signals = frozenset(signal for named in selfcheck.RULES.values() for signal in named.signals)
    tips = frozenset(named.tip for named in selfcheck.RULES.values() if named.tip)
    checks = {selfcheck.CHECK: Ruled(signals, tips)}
    pictures = frozenset(file.stem for file in (root / PICTURES).glob("*.svg"))
    sentences = Counter(each.intent for each in examples(root / "nlu" / "data", DUTCH))
    return Names(frozenset(ACTIONS), frozenset(CHECKS), frozenset(RULES), scripts, checks, pictures, sentences)


def _annotation(found: Problem) -> str:
    """The line that GitHub puts beside the place."""
    kind = "warning" if found.warning else "error"
    words = f"{found.message}\n{found.tip}".strip().translate(ESCAPED)
    return f"::{kind} file={found.path},line={found.line},title={found.rule}::{words}"


def _watch(path: Path | None, root: Path, today: date | None) -> None:
    from watchfiles import watch  # noqa: PLC0415 – only here

    told = False
    looking = watch(root / "content", raise_interrupt=False, yield_on_timeout=True, rust_timeout=LOOKS_EVERY)
    for changed in looking:  # the first look comes when it already watches: nothing saved meanwhile is missed
        if changed or not told:
            _tell(path, root, today)
            told = True


def _tell(path: Path | None, root: Path, today: date | None) -> None:
    typer.echo(BEGINS)
    found = _found(path, root, today or day_of(None))
    for problem in found:
        typer.echo(str(problem))
    typer.echo(f"{ENDS} {counted(found)} Bewaar een bestand, dan kijk ik opnieuw. Stoppen: Ctrl+C.")


def _found(path: Path | None, root: Path, today: date) -> list[Problem]:
    file = _file(path, root) if path else ""
    manuscript = survey(root, _needed(file))
    found = check(manuscript, names(root), today, file)
    if path is None:
        return found
    unread = manuscript.unread  # said with every file: until they are mended, some of what is wrong in it is not seen
    return [problem for problem in found if problem.path in unread or _is_below(problem, path, root)]


def _file(path: Path, root: Path) -> str:
    """The file below the root that this names; empty for a folder, or nothing that is there."""
    files = (base / path for base in (root, Path.cwd()) if (base / path).is_file())
    here = root.resolve()
    found = (file.resolve() for file in files)
    return next((file.relative_to(here).as_posix() for file in found if file.is_relative_to(here)), "")


def _needed(file: str) -> tuple[str, ...] | None:
    """The languages that a look at one file needs: none for Dutch, its own for a translation, else all."""
    if file.startswith("content/nl/"):
        return ()
    return (Path(file).parent.name,) if file.endswith(".po") else None


def _is_below(problem: Problem, path: Path, root: Path) -> bool:
    place = (root / problem.path).resolve()
    return any(place.is_relative_to((base / path).resolve()) for base in (root, Path.cwd()))
