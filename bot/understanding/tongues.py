"""What is known of each language from `nlu/languages.yml`: its names, giveaway words, numbers, words around dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.errors import ContentBroken
from bot.understanding.lists import Listed, Named, WordFile, listed, mapping
from bot.understanding.words import fold, tokens

# Languages the companion understands, in the order they are tried.
READ: Final = ("nl", "en", "tr", "ar", "pl", "uk", "es", "fr", "pap", "fa", "so", "ti")
_LISTS: Final = (
    *("names", "often", "not", "asks", "naming", "around", "between", "age"),
    *("weeks", "months", "days", "ahead", "ago", "begin", "middle", "end"),
    *("period", "tomorrow", "yesterday", "elsewhere", "now"),
)
_TABLES: Final = ("numbers", "ordinals")


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language. `words` has the lists by name, folded; `values` gives numbers and ordinals their value."""

    code: str
    words: Mapping[str, frozenset[str]]
    values: Mapping[str, Mapping[str, int]]
    months: Mapping[str, int] = field(default_factory=dict)  # month names the date library does not know
    feasts: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # name → month and day


@dataclass(frozen=True, slots=True)
class Tongues:
    by_code: Mapping[str, Tongue]
    asking: frozenset[str]

    def words(self, name: str) -> frozenset[str]:
        """A list of all languages together."""
        return frozenset().union(*(tongue.words[name] for tongue in self.by_code.values()))

    def counting(self) -> frozenset[str]:
        """Every word that stands in a number, of all languages together."""
        written = (number for tongue in self.by_code.values() for number in tongue.values["numbers"])
        return frozenset(word for number in written for word in number.split())


def order(language: str) -> tuple[str, ...]:
    """Languages to try, hers first: Polish `no` is yes, English `no` is not."""
    return tuple(dict.fromkeys((language, *READ))) if language else READ


def load_tongues(file: WordFile) -> Tongues:
    """Raises `ContentBroken` for an unknown field."""
    content = mapping(file, file.content)
    by_code = {code: _tongue(file, code, part) for code, part in content.items() if code != "asking"}
    return Tongues(by_code, frozenset(w for item in listed(file, content.get("asking")) for w in tokens(item)))


def _tongue(file: Named, code: str, part: Listed) -> Tongue:
    fields = mapping(file, part)
    if unknown := set(fields) - {*_LISTS, *_TABLES, "month_names", "feasts"}:
        raise ContentBroken(f"{file.name}: {code}: unknown field {sorted(unknown)}")
    words = {name: frozenset(" ".join(tokens(w)) for w in listed(file, fields.get(name))) for name in _LISTS}
    values = {name: _values(file, fields.get(name)) for name in _TABLES}
    months = {fold(str(name)): int(str(number)) for name, number in mapping(file, fields.get("month_names")).items()}
    return Tongue(code, words, values, months, _feasts(file, fields.get("feasts")))


def _feasts(file: Named, part: Listed) -> dict[str, tuple[int, int]]:
    """`12-25: [kerst]`: the month and the day."""
    days = mapping(file, part).items()
    parted = [(str(day).partition("-"), listed(file, names)) for day, names in days]
    return {" ".join(tokens(name)): (int(month), int(day)) for (month, _, day), names in parted for name in names}


def _values(file: Named, part: Listed) -> dict[str, int]:
    table = ((value, word) for value, words in mapping(file, part).items() for word in listed(file, words))
    return {" ".join(tokens(word)): int(str(value)) for value, word in table}
