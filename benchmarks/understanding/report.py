"""The figures as Markdown tables and a picture of what is taken for what."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Final

from benchmarks.understanding.measure import Measured

Name = Callable[[Measured], str]

_COLUMNS: Final[Mapping[str, Name]] = {
    "right first": lambda m: str(m.top1()),
    "right or offered": lambda m: str(m.offered()),
    "macro-F1": lambda m: f"{m.f1():.2f}",
    "not ours, left alone": lambda m: str(m.rejected()),
    "warning signs heard": lambda m: str(m.recall()),
    "as the right sign": lambda m: str(m.right_sign()),
    "false alarms": lambda m: str(m.false_alarms()),
    "on near misses": lambda m: str(m.near_misses()),
    "STOP heard": lambda m: str(m.stops()),
    "false stops": lambda m: str(m.false_stops()),
}
_SHOWN: Final = 40  # pairs in the picture
_ROW, _LEFT, _WIDE = 18, 360, 300


def markdown(engine: str, measured: Sequence[Measured]) -> str:
    """One table of all languages as written, one of all kinds of errors, and what it cost."""
    written = [each for each in measured if each.style == "as written"]
    noisy = [each for each in measured if each.style != "as written"]
    lines = [f"## Engine: {engine}", "", _table("language", written, lambda m: m.language), ""]
    if noisy:
        lines += ["Answered or offered, by kind of typing error:", "", _noise(measured), ""]
    cpu = sorted(heard.cpu for each in written for heard in each.heard)
    cuts = statistics.quantiles(cpu, n=100)
    lines += [
        f"CPU a message in this process: median {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, worst {cpu[-1]:.0f} ms.",
        "",
    ]
    return "\n".join(lines)


def _table(first: str, measured: Sequence[Measured], name: Name) -> str:
    head = f"| {first} | " + " | ".join(_COLUMNS) + " |"
    rows = [f"| {name(m)} | " + " | ".join(column(m) for column in _COLUMNS.values()) + " |" for m in measured]
    return "\n".join([head, "|---" * (1 + len(_COLUMNS)) + "|", *rows])


def _noise(measured: Sequence[Measured]) -> str:
    styles = list(dict.fromkeys(each.style for each in measured))
    by_language: dict[str, dict[str, Measured]] = {}
    for each in measured:
        by_language.setdefault(each.language, {})[each.style] = each
    head = "| language | " + " | ".join(styles) + " |"
    rows = [
        f"| {code} | " + " | ".join(str(found[s].answered()) if s in found else "–" for s in styles) + " |"
        for code, found in by_language.items()
    ]
    return "\n".join([head, "|---" * (1 + len(styles)) + "|", *rows])


def picture(measured: Sequence[Measured]) -> str:
    """An SVG: the pairs most often taken for each other, as bars; text, so that it can be read aloud and searched."""
    pairs: dict[tuple[str, str], int] = {}
    for each in measured:
        for (meant, understood), times in each.confused().items():
            if meant != understood:
                pairs[meant, understood] = pairs.get((meant, understood), 0) + times
    worst = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]
    most = max((times for _, times in worst), default=1)
    bars = "".join(_bar(row, f"{meant} → {heard}", times, most) for row, ((meant, heard), times) in enumerate(worst))
    size = f'width="{_LEFT + _WIDE + 60}" height="{_ROW * (len(worst) + 1)}"'
    title = "<title>What was meant → what was understood, and how often</title>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">{title}{bars}</svg>\n'
    )


def _bar(row: int, words: str, times: int, most: int) -> str:
    y, wide = row * _ROW, max(2, _WIDE * times // most)
    label = f'<text x="{_LEFT - 8}" y="{y + 14}" text-anchor="end">{escape(words)}</text>'
    bar = f'<rect x="{_LEFT}" y="{y + 3}" width="{wide}" height="13" fill="#2a6f97"/>'
    return f'{label}{bar}<text x="{_LEFT + wide + 6}" y="{y + 14}">{times}</text>'


def heading(part: str, day: date) -> str:
    return f"""# How well the companion understands

Measured {day} with `wiegwijzer nlu test --part {part}` on the files `{part}.yaml`, `everyday_{part}.yaml` and
`stop_{part}.yaml` of each folder in `tests/sentences/unseen`. All sentences are synthetic: one writer made them without
seeing training sentences or word lists; no native speaker has checked them. Between brackets the 95 % interval (Wilson)
and the number of sentences. "Heard" counts the urgent text and the question whether it is one: both begin with the
number to call. "Near misses" are made to sound like a warning sign.
`dev` is looked at while working, `final` is not: only `final` says something about new sentences.
"""
