"""Which language a sentence is in, when small words do not tell: the library py3langid, among the languages we read.

Its tables take half a second to load, and 50 MB, so they come in the background when they are first wanted.
"""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SURE: Final = 0.9
_UNKNOWN_TO_IT: Final = frozenset({"ti", "pap"})


class Identifier:
    """Says nothing until it is loaded; safe to use from several threads."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = [code for code in languages if code not in _UNKNOWN_TO_IT]
        self._identifier: LanguageIdentifier | None = None
        self._loading = threading.Thread(target=self._load, name="language", daemon=True)
        self._lock = threading.Lock()

    def guess(self, text: str) -> str:
        """The language, empty when unsure or not loaded yet."""
        if self._identifier is None:
            self._start()
            return ""
        language, chance = self._identifier.classify(text)
        return str(language) if chance >= _SURE else ""

    def wait(self) -> None:
        """For those who read many sentences at once."""
        self._start()
        self._loading.join()

    def _start(self) -> None:
        with self._lock:
            if not self._loading.ident:
                self._loading.start()

    def _load(self) -> None:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 – heavy

        every = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        every.set_languages(self._languages)
        ours = (every.nb_ptc, every.nb_pc, every.nb_classes)  # without the tables of the others: 25 MB less
        self._identifier = LanguageIdentifier(
            *ours, every.tk_nextmove, every.tk_output, norm_probs=True, tk_row=every.tk_row
        )
