"""Answers in her own words: what people type instead of the words on a button, from `nlu/answers/`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from bot.errors import ContentBroken
from bot.model import Option
from bot.understanding.lists import Listed, WordFile, listed, mapping
from bot.understanding.tongues import order
from bot.understanding.words import tokens, without_arabic_prefix

_ALIKE: Final = 88.0  # of 100
_FORGIVEN_FROM: Final = 5  # letters

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Language:
    around: frozenset[str]
    meant: Mapping[Words, str]  # telling words → the answer, or several with a space: `klaar verder`

    def telling(self, text: str) -> Words:
        return tuple(word for word in map(without_arabic_prefix, tokens(text)) if word not in self.around)


class Spoken:
    """Phrases per answer, each language apart. `negations` turn an answer round, so no typing error may hide one."""

    def __init__(self, files: Iterable[WordFile], negations: Collection[str]) -> None:
        self.negations = frozenset(negations)
        self._languages = {file.language: self._language(file) for file in files}

    def _language(self, file: WordFile) -> _Language:
        content = mapping(file, file.content)
        written = (word for phrase in listed(file, content.get("around")) for word in tokens(phrase))
        around = frozenset(map(without_arabic_prefix, written))
        if turned := around & frozenset(self.negations):
            raise ContentBroken(f"{file.name}: around: {sorted(turned)} would turn an answer round")
        return _Language(around, _phrases(file, content, _Language(around, {})))

    def find(self, text: str, options: Sequence[Option], language: str) -> str:
        """The option she means, empty when it is none of them."""
        here = {option.id.rpartition(".")[2]: option.id for option in options}
        return next((here[name] for name in self._names(text, here, language)), "")

    def _names(self, text: str, here: Mapping[str, str], language: str) -> Iterable[str]:
        spoken = [self._languages[code] for code in order(language) if code in self._languages]
        heard = [(each.telling(text), each.meant) for each in spoken]
        for telling, meant in heard:
            yield from (name for name in meant.get(telling, "").split() if name in here)
        for telling, meant in heard:
            offered = {said: names for said, names in meant.items() if not here.keys().isdisjoint(names.split())}
            near = self._nearly(telling, offered)
            yield from (name for name in near.split() if name in here)

    def _nearly(self, words: Words, meant: Mapping[Words, str]) -> str:
        typed = " ".join(words)
        if len(typed) < _FORGIVEN_FROM:
            return ""
        alike = [said for said in meant if same_sense(words, said, self.negations)]
        score, best = max(((fuzz.ratio(typed, " ".join(said)), said) for said in alike), default=(0.0, ()))
        return meant[best] if score >= _ALIKE else ""


def same_sense(one: Iterable[str], other: Iterable[str], negations: Collection[str]) -> bool:
    """Neither says "not" where the other does not: `een verloskundige` is no `geen verloskundige` with an error."""
    return {word for word in one if word in negations} == {word for word in other if word in negations}


def _phrases(file: WordFile, content: Mapping[str, Listed], language: _Language) -> Mapping[Words, str]:
    meant: dict[Words, str] = {}
    for name, phrases in content.items():
        for phrase in listed(file, phrases) if name != "around" else ():
            words = language.telling(phrase)
            if not words or meant.setdefault(words, name) != name:
                raise ContentBroken(f"{file.name}: {name}: `{phrase}` says nothing, or is another answer too")
    return meant
