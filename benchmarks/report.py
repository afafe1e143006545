"""The figures as tables."""

import os
import platform
from collections.abc import Sequence

from rich.table import Table

from benchmarks.conversation import Result


def overview(results: Sequence[Result], people: int) -> Table:
    columns = (
        "database",
        "what",
        "messages/s",
        "commit p50/p95/p99 ms",
        "delivery p50/p95/p99 ms",
        "CPU ms/message",
        "MB",
    )
    table = Table(title=f"From webhook to delivery, {people} people at a time")
    for column in columns:
        table.add_column(column, no_wrap=True)
    for result in results:
        delivered = "" if result.what == "floor" else _three(result.delivered)
        speed, cpu = f"{result.a_second:,.0f}", f"{result.cpu:.3f}"
        table.add_row(
            result.database, result.what, speed, _three(result.committed), delivered, cpu, f"{result.peak:.0f}"
        )
    for floor, whole in zip(results[::2], results[1::2], strict=True):
        share, times = whole.a_second / floor.a_second, whole.cpu / floor.cpu
        table.add_row(
            floor.database, "ratio", f"{share:.1%} of the floor", "", "", f"{times:.1f} × ({1 / times:.1%})", ""
        )
    return table


def breakdown(result: Result) -> Table:
    whole = sum(result.spent.values())
    table = Table("where", "CPU ms/message", "share", title=f"{result.database}: where the time goes (stopwatch on)")
    for label, spent in sorted(result.spent.items(), key=lambda item: -item[1]):
        table.add_row(label, f"{spent:.3f}", f"{spent / whole:.0%}")
    table.add_row("together", f"{whole:.3f}", "")
    return table


def load() -> str:
    busy = "/".join(f"{each:.1f}" for each in os.getloadavg())
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, load {busy}"
    return f"{machine}. CPU and ratios are the robust figures."


def _three(values: tuple[float, float, float]) -> str:
    return " / ".join(f"{value:.0f}" for value in values)
