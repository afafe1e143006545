"""Titles of flows that a menu offers, so that they also work when she types them. Pure."""

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


def flow_titles(library: Library) -> dict[str, str]:
    """Title as `typed`, in every language → the flow. Only of flows in a menu: `Verlies` may be said of anything."""
    offered = {name for names in library.menu.values() for name in names if name in library.flows}
    titles = ((flow, f"flows/{flow}#titel") for flow in sorted(offered))
    return {
        typed(last_wording(library, title, language).words): flow
        for flow, title in titles
        for language in {DUTCH, *library.languages}
    }


def flow_titled(library: Library, words: str) -> str:
    """The flow whose title this whole message is; empty when it is none."""
    return library.titled.get(typed(words), "") if len(words) <= LONGEST else ""
