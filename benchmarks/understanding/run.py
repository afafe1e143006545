"""All languages and all kinds of errors, with a progress bar."""

from collections.abc import Sequence

from rich.console import Console
from rich.progress import Progress

from benchmarks.understanding.measure import Measured, measure
from benchmarks.understanding.noise import STYLES
from benchmarks.understanding.sets import languages, sentences
from bot.ports import Understander


def run(understander: Understander, part: str, only: Sequence[str] | None, noise: bool) -> list[Measured]:
    chosen = [code for code in languages() if not only or code in only]
    styles = list(STYLES) if noise else ["as written"]
    asked = [(sentences(code, part), style) for code in chosen for style in styles]
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("reading sentences", total=sum(len(found) for found, _ in asked))
        return [measure(understander, found, style, lambda: progress.advance(bar)) for found, style in asked]
