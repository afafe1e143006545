"""The words that stand around hers: titles and the warning, in Dutch and in her language."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.content.facts import fill
from bot.content.library import DUTCH, dutch, wording
from bot.content.schema import Library
from bot.summary import Words

FLOW = "blad"  # content/nl/flows/blad.yaml


@dataclass(frozen=True, slots=True)
class Headings:
    """By step of the flow `blad`. `hers` is empty where there is no fresh translation, and for Dutch."""

    language: str  # BCP 47
    rtl: bool
    words: Mapping[str, Words]

    def filled(self, step: str, values: Mapping[str, str]) -> Words:
        """The words with `{name}` replaced. Raises `KeyError` for a name without a value."""
        words = self.words[step]
        return Words(fill(words.dutch, values.__getitem__), fill(words.hers, values.__getitem__))


def headings(library: Library, language: str) -> Headings:
    """Raises `ContentBroken` when the flow misses; a language we do not know gets Dutch headings only."""
    known = library.languages.get(language)
    return Headings(
        language=language,
        rtl=bool(known and known.rtl),
        words={step: _words(library, f"flows/{FLOW}#{step}.zeg", language) for step in library.flows[FLOW].steps},
    )


def _words(library: Library, text_id: str, language: str) -> Words:
    hers = wording(library, text_id, language)
    return Words(dutch(library, text_id).words, hers.words if hers.fresh and language != DUTCH else "")
