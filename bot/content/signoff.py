"""A sign-off belongs to exact words: the fingerprint changes when a word, or a fact inside it, changes."""

import re
from hashlib import sha256

from bot.content.schema import Library

FACT = re.compile(r"\{feit:(\w+)(?::spreek)?\}")
LENGTH = 6  # hexadecimal; people copy it by hand
NOT_SIGNED = ("zoekwoorden",)  # search words are never said


def fingerprint(library: Library, owner: str) -> str:
    """Short hash over all words of `topics/<id>` or `nood/<id>`, with the facts as they are today."""
    texts = sorted(id_ for id_ in library.texts if id_.startswith(f"{owner}#"))
    words = [f"{id_}={_filled(library, library.texts[id_].words)}" for id_ in texts if not id_.endswith(NOT_SIGNED)]
    return sha256("\n".join(words).encode()).hexdigest()[:LENGTH]


def _filled(library: Library, words: str) -> str:
    return FACT.sub(lambda found: library.facts[found[1]].value if found[1] in library.facts else found[0], words)
