"""Text as it may come in from anywhere, made safe to read: nothing hidden, nothing endless."""

import re
import unicodedata
from typing import Final

SCANNED: Final = 100_000  # characters that are searched for warning signs, whatever the length
KEPT: Final = 4_000  # characters of a message the rest of the companion sees
MODELLED: Final = 300  # characters the model looks at; more costs time and says little

_INVISIBLE = re.compile(
    "[\ud800-\udfff\u0000\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]"
)
_LOOSE_JOINER = re.compile("\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])")  # kept inside joined emoji only
_CONTROL = re.compile(r"[\x01-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    """Her words without NUL, lone surrogates, direction tricks and invisible characters; ≤ `SCANNED` characters."""
    text = _INVISIBLE.sub("", text[: 2 * SCANNED])
    text = unicodedata.normalize("NFKC", text[:SCANNED])[:SCANNED]
    text = _INVISIBLE.sub("", _LOOSE_JOINER.sub("", text))
    return _BLANKS.sub(" ", _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def cut(text: str, length: int = KEPT) -> str:
    """The first `length` characters, never ending in half an emoji."""
    return text[:length].rstrip("\u200d").rstrip()
