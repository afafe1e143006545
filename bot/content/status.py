"""How far each language is, by importance. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.library import DUTCH, is_fresh, translation
from bot.content.schema import Library
from bot.content.sms import plain_letters, sms_parts
from bot.content.translations import KINDS, kind_of

HIGH_RISK = "onderwerpen met risico hoog"
ORDINARY = ("topics", "flows", "checks", "blad", "feiten")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of one importance: texts with a good translation, with an old one, and without."""

    group: str
    done: int
    stale: int
    missing: int


def coverage(library: Library, language: str) -> tuple[Coverage, ...]:
    """Most important first: urgent, phrases, high-risk topics, topics, flows, amounts."""
    groups: dict[str, list[str]] = {}
    for text_id in library.texts:
        groups.setdefault(_group(library, text_id), []).append(text_id)
    order = [KINDS["nood"], KINDS["ui"], HIGH_RISK, *(KINDS[kind] for kind in ORDINARY)]
    return tuple(_counted(library, language, group, groups[group]) for group in order if group in groups)


def sms_cost(library: Library, language: str) -> float:
    """Average number of SMS parts of a topic in this language; 0 when none is translated."""
    costs = [sms_parts(plain_letters(words)) for words in _sms_words(library, language)]
    return sum(costs) / len(costs) if costs else 0.0


def _sms_words(library: Library, language: str) -> Iterator[str]:
    for text_id, text in library.texts.items():
        if text_id.startswith("topics/") and text_id.endswith("#sms"):
            made = translation(library, text_id, language)
            if language == DUTCH:
                yield text.words
            elif made:
                yield made.words


def _group(library: Library, text_id: str) -> str:
    owner = text_id.partition("#")[0].removeprefix("topics/")
    topic = library.topics.get(owner)
    return HIGH_RISK if topic and topic.high_risk else KINDS[kind_of(text_id)]


def _counted(library: Library, language: str, group: str, ids: list[str]) -> Coverage:
    if language == DUTCH:  # the source itself
        return Coverage(group, len(ids), 0, 0)
    done = sum(is_fresh(library, text_id, language) for text_id in ids)
    there = sum(translation(library, text_id, language) is not None for text_id in ids)
    return Coverage(group, done, there - done, len(ids) - there)
