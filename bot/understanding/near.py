"""Topics whose own words may be a warning sign: "throwing up" is what she reads about, or what is wrong now."""

from collections.abc import Collection
from typing import Final

from bot.errors import ContentBroken
from bot.understanding.intents import NAMED, URGENCY
from bot.understanding.lists import WordFile, listed, mapping

_KNOWN: Final = (frozenset(URGENCY), frozenset(NAMED))


class Near:
    """The list `nlu/near_signs.yml`. Raises `ContentBroken` for a sign or a topic that nobody knows."""

    def __init__(self, file: WordFile) -> None:
        self._topics = {sign: frozenset(listed(file, topics)) for sign, topics in mapping(file, file.content).items()}
        named = (self._topics.keys(), frozenset[str]().union(*self._topics.values()))
        for used, known in zip(named, _KNOWN, strict=True):
            if unknown := used - known:
                raise ContentBroken(f"{file.name}: unknown: {sorted(unknown)}")

    def may_be(self, sign: str, named: Collection[str]) -> bool:
        """Whether a message that is just the words of these topics may be this sign; every other message may."""
        return not named or not self._topics.get(sign, frozenset()).isdisjoint(named)
