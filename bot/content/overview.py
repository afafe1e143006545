"""All texts as a list to look through: by words, kind, language and what is the matter. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from bot.content.facts import fact_names, is_out_of_date
from bot.content.library import DUTCH, is_fresh, translation
from bot.content.schema import Library, Status
from bot.content.signoff import is_signed
from bot.content.titles import owner_title
from bot.content.translations import kind_of

ORDER: Final = ("topics", "nood", "flows", "checks", "ui", "blad", "feiten")
SIGNED_BY_PAGE: Final = ("topics/", "nood/", "flows/", "checks/")


class Matter(StrEnum):
    """What is the matter with a text."""

    STALE = "verouderd"
    MISSING = "mist"
    UNSIGNED = "zonder akkoord"
    EXPIRED = "feit verlopen"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for; what is empty asks nothing. `words`: each of them occurs somewhere."""

    words: str = ""
    kind: str = ""
    language: str = ""
    matter: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A text in the list: its title, its Dutch, the languages in which it is stale or missing, what it is found by."""

    id: str
    title: str
    dutch: str
    stale: frozenset[str]
    missing: frozenset[str]
    found_by: str = field(repr=False, default="")


def listed(library: Library) -> tuple[Listed, ...]:
    """Every text, topics first. Takes a tenth of a second, so whoever looks twice keeps it."""
    rows = (_listed(library, text_id) for text_id in library.texts)
    return tuple(sorted(rows, key=lambda row: ORDER.index(kind_of(row.id))))


def matching(library: Library, rows: Iterable[Listed], wish: Wish, today: date) -> list[Listed]:
    """The texts that are looked for, in their order; first those that have the words in their id or title."""
    words = wish.words.casefold().split()
    found = [
        row
        for row in rows
        if (not wish.kind or kind_of(row.id) == wish.kind)
        and all(word in row.found_by for word in words)
        and (not wish.matter or wish.matter in list(matters(library, row, wish.language, today)))
    ]
    return sorted(found, key=lambda row: not all(word in f"{row.id} {row.title}".casefold() for word in words))


def matters(library: Library, row: Listed, language: str, today: date) -> Iterator[Matter]:
    """What is the matter with it, in one language or, when that is empty, in any that is more than a concept."""
    seen = languages_seen(library, language)
    if row.stale & seen:
        yield Matter.STALE
    if row.missing & seen:
        yield Matter.MISSING
    owner = row.id.partition("#")[0]
    if owner.startswith(SIGNED_BY_PAGE) and not is_signed(library, owner, today):
        yield Matter.UNSIGNED
    facts = (library.facts[name] for name in fact_names(row.dutch) if name in library.facts)
    if any(is_out_of_date(fact, today) for fact in facts):
        yield Matter.EXPIRED


def languages_seen(library: Library, language: str) -> frozenset[str]:
    """The one that is asked for, else all but concepts: those lack nearly everything, and say nothing of a text."""
    others = (code for code, known in library.languages.items() if known.status is not Status.CONCEPT)
    return frozenset((language,)) if language else frozenset(others)


def _listed(library: Library, text_id: str) -> Listed:
    words, title = library.texts[text_id].words, owner_title(library, text_id)
    others = [code for code in library.languages if code != DUTCH]
    made = {code: found.words for code in others if (found := translation(library, text_id, code))}
    stale = frozenset(code for code in made if not is_fresh(library, text_id, code))
    found_by = "\n".join((text_id, title, words, *made.values())).casefold()
    return Listed(text_id, title, words, stale, frozenset(others) - made.keys(), found_by)
