"""What changed between two wordings, word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

_WORDS: Final = re.compile(r"\s+|\S+")


class Kind(StrEnum):
    SAME = "zelfde"
    GONE = "weg"
    NEW = "nieuw"


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of words; `GONE` is only in the old wording, `NEW` only in the new."""

    kind: Kind
    words: str


def changes(old: str, new: str) -> tuple[Change, ...]:
    """Stretches that together are the old wording (without `NEW`) and the new (without `GONE`)."""
    return tuple(change for change in _stretches(_WORDS.findall(old), _WORDS.findall(new)) if change.words)


def _stretches(old: list[str], new: list[str]) -> Iterator[Change]:
    for what, begin, end, start, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Change(Kind.SAME, "".join(old[begin:end]))
        else:
            yield Change(Kind.GONE, "".join(old[begin:end]))
            yield Change(Kind.NEW, "".join(new[start:stop]))
