"""Her age as she says it: `15`, `ik ben vijftien`, `17 jaar`, `١٥ سنة`. A number beside anything else is no age."""

from collections.abc import Sequence
from typing import Final

from bot.understanding.dates import Dates
from bot.understanding.numbers import Numbers, is_below_zero
from bot.understanding.tongues import Tongues

_FROM, _TO = 8, 65  # years; outside it is a slip, or the number of a button
_ARABIC_AND: Final = "و"
_FEW: Final = 2  # words
_ASKED: Final = ("?", "؟")
_COUNTS: Final = 3  # a number from here on counts something: `one` and `un` are also everyday words


class Ages:
    """Reads an age only where nothing is left to guess: `bijna 16`, `15 weken` and `15,5` are none."""

    def __init__(self, tongues: Tongues, numbers: Numbers, dates: Dates) -> None:
        self._around = frozenset(word for said in tongues.words("age") for word in said.split())
        self._numbers, self._dates = numbers, dates

    def words(self, text: str) -> list[str]:
        """Her words, numbers apart from what is glued to them: `15im` and `15jr`."""
        return [] if is_below_zero(text) else self._dates.split(text)

    def find(self, words: Sequence[str], language: str) -> int | None:
        """The age in years that these words say and nothing else."""
        said = [word for word in words if word not in self._around]
        age = self._numbers.value(" ".join(said), language)
        if age is None and len(said) == 2:
            age = self._both(said, language)
        return age if age is not None and _FROM <= age <= _TO else None

    def counts(self, words: Sequence[str], language: str) -> bool:
        """There is a number in it, whatever it counts."""
        values = (self._numbers.value(word, language) for word in words)
        return any(value is not None and value >= _COUNTS for value in values)

    def is_about(self, text: str, language: str) -> bool:
        """A number with hardly a word of something else: `ja 15`, `bijna 16`, `15 weken`."""
        words = self.words(text)
        others = [word for word in words if word not in self._around and not self.counts([word], language)]
        return self.counts(words, language) and len(others) <= _FEW and not text.rstrip().endswith(_ASKED)

    def _both(self, said: Sequence[str], language: str) -> int | None:
        """`yirmi beş`: tens and what comes after them, in words; Arabic says five-and-twenty."""
        if said[1].startswith(_ARABIC_AND):
            said = (said[1].removeprefix(_ARABIC_AND), said[0])
        tens, rest = (None if word.isdecimal() else self._numbers.value(word, language) for word in said)
        return tens + rest if tens and rest and tens % 10 == 0 and rest < 10 else None
