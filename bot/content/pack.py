"""What a clinician or translator reads and signs: texts side by side, with facts, sources and fingerprints. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.content.bidi import isolate_runs
from bot.content.facts import fact_names, is_out_of_date
from bot.content.library import DUTCH, is_fresh, page_of, translation
from bot.content.schema import Library, Source
from bot.content.signoff import HARMFUL, LANGUAGE, ROLES, fingerprint, signed_texts, signed_words, signer
from bot.content.titles import owner_title, part_of
from bot.content.translations import KINDS, kind_of

ORDER: Final = (*HARMFUL, "topics/", "blad#", "feiten#")
MISSING, STALE = "mist", "verouderd: gemaakt bij ouder Nederlands"


@dataclass(frozen=True, slots=True)
class PackText:
    """One text with its facts filled in. `state` says what is wrong with the translation, else it is empty."""

    id: str
    part: str
    dutch: str
    words: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class PackFact:
    value: str
    publisher: str
    seen: str
    until: str
    evidence: str
    expired: bool


@dataclass(frozen=True, slots=True)
class PackPage:
    """All texts of one owner, what they rest on, and whether somebody signed the Dutch of now."""

    owner: str
    title: str
    fingerprint: str
    signed: str
    texts: tuple[PackText, ...]
    facts: tuple[PackFact, ...]
    evidence: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """`commands`: how the reader records it. `fingerprint`: of the language; empty for Dutch, signed by page."""

    language: str
    name: str
    rtl: bool
    day: date
    fingerprint: str
    commands: tuple[str, ...]
    pages: tuple[PackPage, ...]


def harmful_owners(library: Library) -> list[str]:
    """Owners of all that can do harm: what a language's sign-off is about."""
    return _owners(signed_texts(library, f"{LANGUAGE}any"))


def all_owners(library: Library) -> list[str]:
    return _owners(library.texts)


def pack(library: Library, language: str, owners: Iterable[str], today: date) -> Pack:
    """The texts of these owners in a language (`nl`: the Dutch alone), in their order.

    A language is signed as a whole, so a part of it names no way to sign.
    """
    known = library.languages[language]
    pages = tuple(page(library, language, owner, today) for owner in owners)
    if language == DUTCH:
        command = 'wiegwijzer content sign NAAM --tekst VINGERAFDRUK --door "naam, functie"'
        return Pack(language, known.name, known.rtl, today, "", (command,), pages)
    whole = {one.owner for one in pages} >= set(harmful_owners(library))
    words = fingerprint(library, f"{LANGUAGE}{language}@{ROLES[0]}") if whole else ""
    signing = 'wiegwijzer content sign {}@{} --tekst {} --door "naam, functie"'
    commands = tuple(signing.format(language, role, words) for role in ROLES if whole)
    return Pack(language, known.name, known.rtl, today, words, commands, pages)


def page(library: Library, language: str, owner: str, today: date) -> PackPage:
    about = page_of(library, owner)
    texts = signed_texts(library, owner)
    return PackPage(
        owner=owner,
        title=owner_title(library, owner) or KINDS[kind_of(owner)],
        fingerprint=fingerprint(library, owner),
        signed=signer(library, owner, today),
        texts=tuple(_text(library, language, text_id) for text_id in texts),
        facts=pack_facts(library, (library.texts[text_id].words for text_id in texts), today),
        evidence=about.facts if about else (),
        sources=about.sources if about else (),
    )


def pack_facts(library: Library, words: Iterable[str], today: date) -> tuple[PackFact, ...]:
    """The dated facts that these Dutch words name."""
    names = sorted({name for text in words for name in fact_names(text) if name in library.facts})
    found = [library.facts[name] for name in names]
    return tuple(
        PackFact(
            fact.value,
            fact.publisher,
            fact.seen.isoformat(),
            fact.valid_until.isoformat() if fact.valid_until else "",
            fact.evidence,
            is_out_of_date(fact, today),
        )
        for fact in found
    )


def _text(library: Library, language: str, text_id: str) -> PackText:
    text = library.texts[text_id]
    dutch = signed_words(library, text_id, DUTCH)
    if language == DUTCH:
        return PackText(text_id, part_of(text_id), dutch, "", "", text.hint)
    state = "" if is_fresh(library, text_id, language) else STALE
    state = state if translation(library, text_id, language) else MISSING
    words = signed_words(library, text_id, language)
    shown = isolate_runs(words) if library.languages[language].rtl else words
    return PackText(text_id, part_of(text_id), dutch, shown, state, text.hint)


def _owners(text_ids: Iterable[str]) -> list[str]:
    """The most important first, else in the order of their texts."""
    owners = dict.fromkeys(text_id.partition("#")[0] for text_id in text_ids)
    return sorted(
        owners, key=lambda owner: next(place for place, kind in enumerate(ORDER) if f"{owner}#".startswith(kind))
    )
