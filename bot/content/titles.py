"""Titles of topics, and of flows that a menu offers: on buttons, and understood when she types them. Pure."""

import re
import unicodedata

from bot.content.library import DUTCH, last_wording
from bot.content.schema import Library

LONGEST = 60  # characters; a longer message is no title
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f]")
_UNMARKED = str.maketrans("ıłىة", "ilيه")  # letters that people type without their mark, and that do not fall apart


def typed(words: str) -> str:
    """The words without capitals, marks and signs: `Kaç haftalık hamileyim?` is `kac haftalik hamileyim`."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", words.casefold()))
    return " ".join(re.findall(r"\w+", plain.translate(_UNMARKED)))


def titles(library: Library) -> dict[str, str]:
    """Title as `typed`, in every language → its topic, or its flow. Only of flows in a menu: `Verlies` may be said of
    anything. None that two things have.
    """
    offered = sorted({name for names in library.menu.values() for name in names if name in library.flows})
    owners = {**{name: f"flows/{name}" for name in offered}, **{name: f"topics/{name}" for name in library.topics}}
    found: dict[str, set[str]] = {}
    for name, owner in owners.items():
        for language in {DUTCH, *library.languages}:
            words = typed(last_wording(library, f"{owner}#titel", language).words)
            found.setdefault(words, set()).add(name)
    return {words: next(iter(names)) for words, names in found.items() if len(names) == 1}


def owner_title(library: Library, text_id: str) -> str:
    """The Dutch title of what this text belongs to; empty where that has none."""
    title = library.texts.get(f"{text_id.partition('#')[0]}#titel")
    return title.words if title else ""


def part_of(text_id: str) -> str:
    """What of its owner this is, for people: `heeft verloskundige, dag`."""
    return text_id.partition("#")[2].replace(".", ", ").replace("_", " ")


def titled(library: Library, words: str) -> str:
    """The topic or flow whose title this whole message is; empty when it is none."""
    return library.titled.get(typed(words), "") if len(words) <= LONGEST else ""
