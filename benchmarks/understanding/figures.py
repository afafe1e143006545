"""Counts with their uncertainty: a share of few sentences says little, and the table has to show it."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

_Z: Final = 1.96  # 95 %


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `of`."""

    right: int
    of: int

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of Wilson, which also holds near 0 and 1."""
        if not self.of:
            return 0.0, 1.0
        p, n, z2 = self.right / self.of, self.of, _Z * _Z
        middle, around = p + z2 / (2 * n), _Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        return max(0.0, (middle - around) / (1 + z2 / n)), min(1.0, (middle + around) / (1 + z2 / n))

    def __str__(self) -> str:
        if not self.of:
            return "–"
        low, high = self.interval()
        return f"{100 * self.right / self.of:.1f} % ({100 * low:.0f}–{100 * high:.0f}, n {self.of})"


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """Of (meant, understood) pairs: the mean F1 over all that was meant."""
    meant = {intent for intent, _ in pairs}
    scores = []
    for intent in meant:
        hits = sum(m == u == intent for m, u in pairs)
        said, there = sum(u == intent for _, u in pairs), sum(m == intent for m, _ in pairs)
        scores.append(2 * hits / (said + there))
    return sum(scores) / len(scores) if scores else 0.0
