"""A sentence in pieces that an engine takes. Pure."""

import re
from collections.abc import Iterator
from typing import Final

LONGEST: Final = 100  # characters Google takes at a time
_CLAUSE: Final = re.compile(r"(?<=[,;:،؛፣፤])\s+")


def chunks(sentence: str, longest: int = LONGEST) -> Iterator[str]:
    """As few as fit: whole clauses together while they do; a clause too long is cut between words."""
    chunk = ""
    for piece in _pieces(sentence.strip(), longest):
        if chunk and len(chunk) + 1 + len(piece) > longest:
            yield chunk
            chunk = piece
        else:
            chunk = f"{chunk} {piece}".strip()
    if chunk:
        yield chunk


def _pieces(sentence: str, longest: int) -> Iterator[str]:
    for clause in _CLAUSE.split(sentence):
        if len(clause) <= longest:
            yield clause
        else:
            yield from (word[at : at + longest] for word in clause.split() for at in range(0, len(word), longest))
