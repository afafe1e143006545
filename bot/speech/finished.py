"""What the last run made ahead: while nothing changed since, a language need not be gone through again."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.cache import write


@dataclass(frozen=True, slots=True)
class Finished:
    """`about`: fingerprint of all that decides what is heard. `until`: seconds since 1970; 0: for ever."""

    about: str
    until: float
    told: str  # what the run said of this language
    keys: tuple[str, ...]


def read(file: Path) -> Mapping[str, Finished]:
    """By language; nothing when there was no run, or its note cannot be read."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        noted = json.loads(file.read_bytes())
        return {
            code: Finished(one["about"], one["until"], one["told"], tuple(one["keys"])) for code, one in noted.items()
        }
    return {}


def note(file: Path, language: str, finished: Finished) -> None:
    noted = {
        code: {"about": one.about, "until": one.until, "told": one.told, "keys": one.keys}
        for code, one in {**read(file), language: finished}.items()
    }
    write(file, json.dumps(noted).encode())


def holds(finished: Finished | None, about: str, now: float, there: Sequence[str] | frozenset[str]) -> bool:
    """Nothing changed, and no sound was removed."""
    if finished is None or finished.about != about or (finished.until and finished.until < now):
        return False
    return set(finished.keys) <= set(there)
