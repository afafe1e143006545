"""The words that stand around hers: titles and the warning, in Dutch and in her language."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.content.facts import fill
from bot.content.library import DUTCH, dutch, wording
from bot.content.schema import Library
from bot.summary import Words

OWNER = "blad#"  # content/nl/blad.yaml


@dataclass(frozen=True, slots=True)
class Headings:
    """By key of `blad.yaml`. `hers` is empty where there is no fresh translation, and for Dutch."""

    language: str  # BCP 47
    rtl: bool
    words: Mapping[str, Words]

    def filled(self, key: str, values: Mapping[str, str]) -> Words:
        """The words with `{name}` replaced. Raises `KeyError` for a name without a value."""
        words = self.words[key]
        return Words(fill(words.dutch, values.__getitem__), fill(words.hers, values.__getitem__))


def headings(library: Library, language: str) -> Headings:
    """A language we do not know gets Dutch headings only."""
    known = library.languages.get(language)
    ours = (text_id for text_id in library.texts if text_id.startswith(OWNER))
    return Headings(
        language=language,
        rtl=bool(known and known.rtl),
        words={text_id.removeprefix(OWNER): _words(library, text_id, language) for text_id in ours},
    )


def _words(library: Library, text_id: str, language: str) -> Words:
    hers = wording(library, text_id, language)
    return Words(dutch(library, text_id).words, hers.words if hers.fresh and language != DUTCH else "")
