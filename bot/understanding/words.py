"""Words as people type them, made alike: capitals, accents, Turkish, Polish and Arabic letters, digits."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\ufe0e\ufe0f]")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4\u02bb]")
_LONG = re.compile(r"([^\W\d])\1{2,}")
_TOKEN = re.compile("\\w+|[\u2600-\u27bf\U0001f300-\U0001faff]")
_SENTENCE_END = re.compile(r"[.!?\u061f\u06d4;\u1362]+(?=\s|$)|\n\s*\n")
_ALIKE = str.maketrans(
    "łıđøßىةیکئؤءٱ" + "አፀሠኀሐ" + "٠١٢٣٤٥٦٧٨٩" + "۰۱۲۳۴۵۶۷۸۹",
    "lidosيهيكيو\u0640ا" + "ኣጸሰሀሓ" + "0123456789" + "0123456789",
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ARABIC_PREFIX = re.compile("^(?:(?:و|ف)?(?:بال|عال|هال|كال|لل|ال)(?=.{2})|و(?=.{2})|[فبلك](?=.{3}))")


def fold(text: str) -> str:
    """The same words in plain letters: `Ağrım`, `agrim` and `AĞRIM` become one; long-drawn letters shrink to two."""
    text = _APOSTROPHES.sub("", text).casefold()
    if not text.isascii():  # most words need no more; there are tens of thousands at a start
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text).translate(_ALIKE))
    return _LONG.sub(r"\1\1", text)


def tokens(text: str) -> list[str]:
    """Folded words, numbers and emoji in order, without punctuation."""
    return list(_looked_at(text))


@lru_cache(maxsize=16)  # a message is looked at from many sides, one right after the other
def _looked_at(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(fold(text)))


def has_word(text: str) -> bool:
    """Not only numbers, dots and emoji."""
    return any(map(_LETTERS.search, tokens(text)))


def sentences(text: str) -> Iterator[str]:
    """Sentences by their full stops; a comma or a single new line does not end one."""
    return (part for part in _SENTENCE_END.split(text) if part.strip())


def without_arabic_prefix(token: str) -> str:
    """`والبيبي` → `بيبي`: Arabic writes and, the, in, to onto the word. The token itself when there is none."""
    return _ARABIC_PREFIX.sub("", token, count=1) if "\u0600" <= token[0] <= "\u06ff" else token
