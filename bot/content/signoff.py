"""A sign-off belongs to exact words: the fingerprint changes when a word, or a fact inside it, changes. Pure.

What is signed has an owner: `topics/<id>`, `nood/<id>`, `flows/<id>`, `checks/<id>`; and `talen/<code>` for all
translations of a language that can do harm, once by a translator (`talen/tr@vertaler`) and once by a clinician
(`talen/tr@zorgverlener`).
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from bot.content.library import DUTCH, fact_words, translation
from bot.content.schema import Library, SignOff

FACT = re.compile(r"\{feit:(\w+)(?::spreek)?\}")
LENGTH = 6  # hexadecimal; people copy it by hand
NOT_SIGNED = ("zoekwoorden",)  # search words are never said
LANGUAGE: Final = "talen/"
ROLES: Final = ("vertaler", "zorgverlener")  # both have to sign a language
HARMFUL: Final = ("nood/", "ui#", "flows/", "checks/")  # of a language, besides topics of high risk


@dataclass(frozen=True, slots=True)
class Lacking:
    """What production may not say yet: pages and flows, and languages with the role that has not signed."""

    pages: tuple[str, ...]
    flows: tuple[str, ...]
    languages: tuple[str, ...]


def fingerprint(library: Library, owner: str) -> str:
    """Short hash over all words of the owner, with the facts as they are today; of a language also the Dutch."""
    languages = [DUTCH]
    if owner.startswith(LANGUAGE):
        languages.append(owner.removeprefix(LANGUAGE).partition("@")[0])
    texts = sorted(signed_texts(library, owner))
    words = [f"{text_id}={signed_words(library, text_id, language)}" for language in languages for text_id in texts]
    return sha256("\n".join(words).encode()).hexdigest()[:LENGTH]


def signed_texts(library: Library, owner: str) -> list[str]:
    """Ids of the texts a sign-off of this owner is about."""
    said = (text_id for text_id in library.texts if not text_id.endswith(NOT_SIGNED))
    if owner.startswith(LANGUAGE):
        return [text_id for text_id in said if _harmful(library, text_id)]
    return [text_id for text_id in said if text_id.startswith(f"{owner}#")]


def is_valid(sign_off: SignOff, today: date) -> bool:
    return sign_off.on is not None and sign_off.until is not None and sign_off.on <= today <= sign_off.until


def signer(library: Library, owner: str, today: date) -> str:
    """Who signed the words of now, and when; empty for nobody."""
    return f"{library.signed[owner].by}, {library.signed[owner].on}" if is_signed(library, owner, today) else ""


def is_signed(library: Library, owner: str, today: date) -> bool:
    """Somebody signed the words of today, and that still holds."""
    return owner in library.signed and is_valid(library.signed[owner], today)


def lacking(library: Library, consent: Collection[str], today: date) -> Lacking:
    """What has to be signed and is not. `consent` names the flows that ask consent."""
    high = (f"topics/{topic.id}" for topic in library.topics.values() if topic.high_risk)
    checks = (f"{kind}/{name}" for name in library.checks for kind in ("checks", "flows"))  # questions, and around them
    pages = (*(f"nood/{name}" for name in library.urgents), *checks, *high)
    others = (code for code in library.offered if code != DUTCH)
    languages = (f"{LANGUAGE}{code}@{role}" for code in others for role in ROLES)
    flows = (f"flows/{name}" for name in sorted(consent))
    return Lacking(*(tuple(_unsigned(library, owners, today)) for owners in (pages, flows, languages)))


def sign_off_place(owner: str) -> str:
    """Where the sign-off stands, as a key of `Manuscript.places`."""
    return owner if owner.startswith(LANGUAGE) else f"{owner}@akkoord"


def _unsigned(library: Library, owners: Iterator[str] | Collection[str], today: date) -> Iterator[str]:
    return (owner for owner in owners if not is_signed(library, owner, today))


def _harmful(library: Library, text_id: str) -> bool:
    topic = library.topics.get(text_id.partition("#")[0].removeprefix("topics/"))
    return text_id.startswith(HARMFUL) or (topic is not None and topic.high_risk)


def signed_words(library: Library, text_id: str, language: str) -> str:
    """The text as it is signed: with its facts filled in; empty without a translation."""
    made = translation(library, text_id, language)
    words = library.texts[text_id].words if language == DUTCH else made.words if made else ""
    known = library.facts
    return FACT.sub(lambda f: fact_words(library, f[1], language).words if f[1] in known else f[0], words)
