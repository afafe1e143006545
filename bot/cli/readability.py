"""`wiegwijzer content readability`: how a Dutch text reads, in figures to look at. Its words are Dutch."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.table import Column, Table

from bot.cli.editing import PROJECT, Root, console, day_of, readable, stop, text_ids
from bot.content.check.case import Case, Names
from bot.content.problem import did_you_mean
from bot.content.schema import Text
from bot.content.sentences import WORD, located_sentences, word_count

RARE: Final = 2.5  # Zipf: below it a word comes less than once in three million; "foliumzuur" is 2.7
FIGURES: Final = "tekst", "zinnen", "woorden per zin", "langste zin", "Flesch-Douma", "zeldzame woorden", "spelling"
LEFT_OUT: Final = ("titel", "zoekwoorden", "audio")
NO_NAMES = Names(frozenset(), frozenset(), frozenset())  # words are counted, and nothing is looked up
HOW = "De hulp hiervoor staat nog niet op deze computer. Doe eerst: make editors"


@dataclass(frozen=True, slots=True)
class Reading:
    """`ease`: Flesch for Dutch by Douma (1960), 0 very hard … 100 very easy; A2-B1 is about 70 and up."""

    text_id: str
    sentences: int
    average: float
    longest: int
    ease: float
    rare: tuple[str, ...]
    misspelt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of Dutch words: syllables, how often they come (Zipf), and whether they are spelt so."""

    syllables: Callable[[str], int]
    zipf: Callable[[str], float]
    spelt: Callable[[str], bool]


def readability(
    name: Annotated[str, typer.Argument(help="Een tekst, zoals foliumzuur of nood-112; leeg: alle onderwerpen.")] = "",
    root: Root = PROJECT,
) -> None:
    """Hoe leest een tekst? Cijfers om naar te kijken: geen ervan is een fout.

    Voorbeelden: content readability · content readability foliumzuur
    """
    manuscript = readable(root)
    library = manuscript.library
    ids = text_ids(library, name) if name else [f"topics/{topic}#antwoord" for topic in library.topics]
    if not ids:
        stop(f"'{name}' bestaat niet. {did_you_mean(name, library.topics)}")
    case, known = Case(manuscript, NO_NAMES, day_of(None)), dutch_words(root)
    texts = [Text(each, case.told(library.texts[each].words), library.texts[each].place) for each in ids]
    _show([reading(text, known) for text in texts if not text.id.endswith(LEFT_OUT)])


def reading(text: Text, known: Words) -> Reading:
    counts = [word_count(sentence) for _, sentence in located_sentences(text.words)]
    words = WORD.findall(text.words)
    average = sum(counts) / max(1, len(counts))
    syllables = sum(map(known.syllables, words)) / max(1, len(words))
    ordinary = dict.fromkeys(_ordinary(words))
    return Reading(
        text.id,
        len(counts),
        average,
        max(counts, default=0),
        206.84 - 0.93 * average - 77 * syllables,
        tuple(word for word in ordinary if known.zipf(word) < RARE),
        tuple(word for word in ordinary if not known.spelt(word)),
    )


def dutch_words(root: Path) -> Words:
    """From hyphenation patterns, word counts and a spelling dictionary; what is not installed ends with how to."""
    try:
        import hunspell  # noqa: PLC0415 – editors only
        import pyphen  # noqa: PLC0415
        import wordfreq  # noqa: PLC0415
    except ImportError:
        stop(HOW)
    folder = root / "local" / "dictionaries"
    if not (folder / "nl.dic").exists():
        stop(HOW)
    hyphens, spelling = pyphen.Pyphen(lang="nl_NL"), hunspell.Hunspell("nl", hunspell_data_dir=str(folder))
    return Words(
        cache(lambda word: 1 + len(hyphens.positions(word))),
        cache(lambda word: float(wordfreq.zipf_frequency(word, "nl"))),
        cache(lambda word: bool(spelling.spell(word))),
    )


def _ordinary(words: list[str]) -> Iterator[str]:
    """No numbers, and no names: those have a capital in the middle of a sentence, or always."""
    return (word for word in words if word.isalpha() and word.islower())


def _show(found: list[Reading]) -> None:
    table = Table(*(Column(each, no_wrap=not number) for number, each in enumerate(FIGURES)))
    for each in sorted(found, key=lambda reading: reading.ease):
        figures = (str(each.sentences), f"{each.average:.1f}", str(each.longest), f"{each.ease:.0f}")
        table.add_row(each.text_id, *figures, ", ".join(each.rare), ", ".join(each.misspelt))
    console().print(table)
    if found:
        typer.echo(f"Gemiddeld: Flesch-Douma {sum(each.ease for each in found) / len(found):.0f} (A2-B1: 70 of hoger).")
