"""What is wrong with a content file: where, which rule, and what an editor can do about it (in Dutch)."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from bot.content.schema import Place

LISTED_AT_MOST = 60  # as many as there are pictures


@dataclass(frozen=True, slots=True)
class Problem:
    """One remark of the checker. A `warning` is shown but does not fail the check."""

    path: str
    line: int
    rule: str
    message: str
    tip: str = ""
    warning: bool = False

    def __str__(self) -> str:
        mark = "let op: " if self.warning else ""
        tip = f"\n    Tip: {self.tip}" if self.tip else ""
        return f"{self.path}:{self.line}: [{self.rule}] {mark}{self.message}{tip}"


def problem(place: Place, rule: str, message: str, tip: str = "") -> Problem:
    """An error at a place."""
    return Problem(place.path, place.line, rule, message, tip)


def warning(place: Place, rule: str, message: str, tip: str = "") -> Problem:
    """A remark at a place that does not fail the check."""
    return Problem(place.path, place.line, rule, message, tip, warning=True)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Dutch tip: the nearest known word, else all of them when that is a short list."""
    words = sorted(known)
    folded = {known_word.casefold(): known_word for known_word in words}
    near = get_close_matches(word.casefold(), folded, n=1, cutoff=0.65)
    if near:
        return f"Bedoel je '{folded[near[0]]}'?"
    if len(words) > LISTED_AT_MOST:
        return "Kijk of de naam klopt."
    return f"Bekend zijn: {', '.join(words)}." if words else "Er zijn er nog geen."
