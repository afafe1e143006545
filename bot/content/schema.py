"""Content as typed values.

Text ids: `topics/<id>#titel|antwoord|sms|audio|zoekwoorden|uitleg.vraag|uitleg.anders|uitleg.1 …` ·
`nood/<id>#titel|vraag|belzin|altijd|<zorg>.dag|<zorg>.nacht|zorg_onbekend.dag …` · `ui#<key>` ·
`flows/<flow>#…` (`flows.py`) · `checks/<check>#…` (`questions.py`) · `talen#<code>` (a language's own name, never
translated) · `feiten#<name>` (only values with words in them, "4 weken").
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.content.flows import Flow
from bot.content.questions import Check


class Status(StrEnum):
    """How far a language is: `live` needs sign-offs that do not exist yet."""

    CONCEPT = "concept"
    TRIAL = "proef"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Source:
    title: str
    publisher: str
    url: str
    seen: date | None


@dataclass(frozen=True, slots=True)
class TeachBack:
    """One easy question that checks *our* explanation; answers are text ids, `meant` the one we hoped to get across."""

    answers: tuple[str, ...]
    meant: str


@dataclass(frozen=True, slots=True)
class Topic:
    id: str
    audience: tuple[str, ...]
    intents: tuple[str, ...]
    picture: str
    high_risk: bool
    delicate: bool  # who is found with it could be hurt: never heard unasked, no address under an SMS
    related: tuple[str, ...]
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    sections: frozenset[str]
    teach_back: TeachBack | None = None


@dataclass(frozen=True, slots=True)
class Urgent:
    id: str
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    sections: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fact:
    """An amount, number or term, dated. `spoken` is how it is read aloud."""

    name: str
    value: str
    spoken: str
    publisher: str
    seen: date
    valid_from: date | None
    valid_until: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Rung:
    """A voice that may speak a language, `engine/name`, and how well people understand it."""

    voice: str
    understood: str


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str
    rtl: bool
    sms_parts: int
    urgent_parts: int
    voices: tuple[Rung, ...]  # the best first; the first that this machine has speaks
    status: Status
    spoken_in_dutch: str  # "Turks": for the Belzin


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who read a text and said yes, until when, and the fingerprint of the words that were read."""

    by: str
    on: date | None
    until: date | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands, for people who must change it. `path` is relative to the project's root."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Text:
    """A Dutch text with its place, and the title and hints that translators see beside it."""

    id: str
    words: str
    place: Place
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """One PO entry. `source` is the Dutch it was made from; it is fresh when that is the Dutch of now."""

    words: str
    source: str
    fuzzy: bool
    place: Place


@dataclass(frozen=True, slots=True, eq=False)  # known by itself, so that what was looked up in it can be remembered
class Library:
    """Everything the companion can say, loaded once and never changed."""

    topics: Mapping[str, Topic]
    urgents: Mapping[str, Urgent]
    flows: Mapping[str, Flow]
    facts: Mapping[str, Fact]
    languages: Mapping[str, Language]
    texts: Mapping[str, Text]  # Dutch, by text id
    menu: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # group → topic ids, in order
    translations: Mapping[str, Mapping[str, Translation]] = field(default_factory=dict)  # language → text id
    # Sign-offs that fit the words of today, by owner: `topics/x`, `nood/x`, `flows/x`, `talen/tr@vertaler`.
    signed: Mapping[str, SignOff] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)  # also in `flows`, as `checks/<id>`
    offered: tuple[str, ...] = ()  # languages complete enough to offer; worked out while loading
    titled: Mapping[str, str] = field(default_factory=dict)  # a title, as `typed` → its topic or flow; likewise
