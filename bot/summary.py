"""What she chose to show her midwife: lines in Dutch and in her own language, in a fixed order. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.content.library import DUTCH
from bot.content.scene import Scene, plain_piece
from bot.content.schema import Library
from bot.model import Form, Values
from bot.network_map import Helper

FLOW: Final = "samenvatting"  # the dialogue; keys of its answers begin with it


class Part(StrEnum):
    """The kinds of lines, in the order of the page."""

    QUESTION = "vraag"  # what she wants to talk about
    HELP = "hulp"  # what she wants help with
    DUE_DATE = "uitgerekend"
    LANGUAGE = "taal"  # language or dialect, interpreter
    CONTACT = "bereiken"  # how and when to reach her safely, voicemail, see her alone
    STRENGTH = "kracht"
    NETWORK = "netwerk"
    SELF_CHECK = "zelfcheck"
    QUITTING = "stoppen"
    OWN_WORDS = "eigen_woorden"


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Dutch and in her language; her own words are not translated and stand in both."""

    dutch: str
    hers: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing she told. `asked` is the question it answers, where there was one."""

    id: str
    part: Part
    words: Words
    asked: Words | None = None
    sensitive: bool = False  # violence, drugs, abortion: asked once more before it is shared


@dataclass(frozen=True, slots=True)
class Consented:
    """What she agreed to: the words as shown, and until when it can be read."""

    text_id: str
    text_hash: str
    language: str
    at: str  # ISO 8601, aware
    until: str  # ISO 8601, aware


@dataclass(frozen=True, slots=True)
class Summary:
    """All that is shared, and nothing else: only lines she ticked. No name, no birth date, no BSN."""

    language: str  # hers, BCP 47
    made_on: date
    lines: tuple[Line, ...]
    consent: Consented
    due: date | None = None
    due_source: str = ""  # Dutch: how she knows it ("echo", "zelf gerekend")
    smokes: bool | None = None  # only when she ticked it
    helpers: tuple[Helper, ...] = ()  # roles only when shared: `nickname` is empty


@dataclass(frozen=True, slots=True)
class Item:
    """A line as text ids, so that it can be worded in any language. `asked` is the text id of its question."""

    id: str
    part: Part
    text: str
    values: Values = ()
    asked: str = ""
    sensitive: bool = False


def in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """As on the page: by part; within a part as they came."""
    places = {part: place for place, part in enumerate(Part)}
    return tuple(sorted(items, key=lambda item: places[item.part]))


def worded(item: Item, library: Library, language: str) -> Line:
    """The line in Dutch and in her language. Raises `ContentBroken` for a text that does not exist."""

    def both(text: str, values: Values = ()) -> Words:
        return Words(_said(library, DUTCH, text, values), _said(library, language, text, values))

    asked = both(item.asked) if item.asked else None
    return Line(item.id, item.part, both(item.text, item.values), asked, item.sensitive)


def _said(library: Library, language: str, text: str, values: Values) -> str:
    # The form only matters for what is cut; no line holds a fact, so no day does either.
    return plain_piece(Scene(library, language, Form.TELEGRAM, date.max, dict(values)), text).words
