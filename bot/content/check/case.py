"""What a rule of the checker looks at: everything that was read, the names that exist in Python, and today."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.content import facts
from bot.content.manuscript import Manuscript
from bot.content.problem import Problem
from bot.content.schema import Library, Place, Text, Translation

NEVER_SAID = ("zoekwoorden",)
LATER_VALUE = "12345678"  # stands for a value we do not know yet, when counting letters


@dataclass(frozen=True, slots=True)
class Names:
    """What content may name: after `doe`, `moet` and `als`, what each script says (steps, `<step>.<part>`), pictures;
    and how many Dutch sentences teach each intent. Empty `pictures` or `sentences`: those are not looked at.
    """

    actions: frozenset[str]
    checks: frozenset[str]
    rules: frozenset[str]
    scripts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ruled: Mapping[str, "Ruled"] = field(default_factory=dict)  # by check
    pictures: frozenset[str] = frozenset()
    sentences: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules of one check look for, and what they suggest."""

    signals: frozenset[str]
    tips: frozenset[str]


@dataclass(frozen=True, slots=True)
class Case:
    manuscript: Manuscript
    names: Names
    today: date
    only: str = ""  # the one file whose sentences are looked at; empty: all

    @property
    def library(self) -> Library:
        return self.manuscript.library

    def place(self, key: str) -> Place:
        """Where this stands; the nearest owner when the part itself has no place."""
        owners = key, key.partition("@")[0], key.partition("#")[0].partition("@")[0]
        found = (self.manuscript.places[owner] for owner in owners if owner in self.manuscript.places)
        return next(found, Place("content/nl", 1))

    def said(self) -> Iterator[Text]:
        """Dutch texts that a person can get to read or hear."""
        for text in self.library.texts.values():
            said = not text.id.startswith("feiten#") and not text.id.endswith(NEVER_SAID)
            if said and self.only in ("", text.place.path):
                yield text

    def translated(self) -> Iterator[tuple[str, Text, Translation]]:
        """Language, Dutch text and translation of everything that is translated and still exists in Dutch."""
        for language, made in self.library.translations.items():
            for text_id, translation in made.items():
                if text_id in self.library.texts and self.only in ("", translation.place.path):
                    yield language, self.library.texts[text_id], translation

    def counted(self, words: str) -> str:
        """The words as long as she gets them: facts filled in, other values by a guess of eight letters."""
        return facts.fill(words, self._counted_value)

    def told(self, words: str) -> str:
        """The words with facts filled in; a value we do not know yet leaves its name, with a capital."""
        return facts.fill(words, lambda inside: self._fact(inside) or inside.capitalize())

    def _counted_value(self, inside: str) -> str:
        return self._fact(inside) or LATER_VALUE

    def _fact(self, inside: str) -> str:
        name = inside.removeprefix(facts.FACT_PREFIX).partition(":")[0]
        return self.library.facts[name].value if name in self.library.facts else ""


Rule = Callable[[Case], Iterator[Problem]]


def below(place: Place, lines: int) -> Place:
    return Place(place.path, place.line + lines)


def is_spoken(text_id: str) -> bool:
    return text_id.endswith("#audio")
