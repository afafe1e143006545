"""Numbers as people type them: `2`, `2.`, `٢`, `twee`, `de tweede`, `1 en 3`."""

import re
from collections.abc import Sequence

from bot.understanding.tongues import Tongues, order
from bot.understanding.words import tokens

_BETWEEN = frozenset(["en", "and", "ve", "i", "و", "oraz", "plus", "ook", "also"])
_DIGITS = re.compile(r"\d{1,6}")
_MINUS = "[-\u2010-\u2015\u2212\ufe63\uff0d]"
_BELOW = re.compile(rf"(?<!\w)\s*{_MINUS}\s*\d|\d\s*{_MINUS}(?!\s*\w)")
_BROKEN = re.compile(r"\s*\d{1,2}[.,\u066b]\d+\s*")


class Numbers:
    """Number words of all languages, hers first."""

    def __init__(self, tongues: Tongues) -> None:
        self._tongues = tongues
        self._around = tongues.words("around")
        self._between = tongues.words("around") | tongues.words("between")

    def one(self, text: str, language: str, *, ordinals: bool = True) -> int | None:
        """The number that is all her message says, else None. `-1` and `1-` are no number we can use."""
        if is_below_zero(text):
            return None
        words = [word for word in tokens(text) if word not in self._around]
        return self.value(" ".join(words), language, ordinals=ordinals)

    def several(self, text: str, language: str) -> tuple[int, ...]:
        """The numbers of `1,3` or `1 en 3`; empty when the message holds anything else."""
        if is_below_zero(text):
            return ()
        words = [word for word in tokens(text) if word not in self._between]
        return self._all(words, language)

    def _all(self, words: Sequence[str], language: str) -> tuple[int, ...]:
        values = [self.value(word, language, ordinals=True) for word in words]
        return tuple(dict.fromkeys(value for value in values if value is not None)) if None not in values else ()

    def value(self, written: str, language: str, *, ordinals: bool = False) -> int | None:
        """What one number is worth, in digits or in words; None when it is no number."""
        if _DIGITS.fullmatch(written):
            return int(written)
        for code in order(language):
            tongue = self._tongues.by_code.get(code)
            for table in ("numbers", "ordinals") if ordinals else ("numbers",):
                if tongue and written in tongue.values[table]:
                    return tongue.values[table][written]
        return None


def is_below_zero(text: str) -> bool:
    """`-1`, `- 1`, `1-`, with any dash; `optie-1` and `1-2` are something else."""
    return bool(_BELOW.search(text))


def is_unusable(text: str) -> bool:
    """A number nobody can choose from a list: below zero, or `1.5`."""
    return is_below_zero(text) or bool(_BROKEN.fullmatch(text))
