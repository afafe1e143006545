"""Words on their way to one person: placeholders filled, stale facts left out, translation chosen. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from bot.content import facts, values
from bot.content.bidi import isolate_runs
from bot.content.joined import joined
from bot.content.library import DUTCH, Wording, fact_words, last_wording, wording
from bot.content.schema import Library
from bot.content.sms import plain_letters
from bot.errors import ContentBroken
from bot.model import Form, Values

TEXT_ID_MARK = "@"  # values that start with it are text ids, worded in her language and listed
_PICTURE = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f? ?")
_LITERAL = f"{TEXT_ID_MARK}{TEXT_ID_MARK}"
ASK_SOMEONE = "ui#vraag_na"


def literal(words: str) -> str:
    """Words of hers as a value: said as they are, also when they look like a text id of ours."""
    return f"{TEXT_ID_MARK}{words}" if words.startswith(TEXT_ID_MARK) else words


@dataclass(frozen=True, slots=True)
class Sight:
    """How and when it is read."""

    form: Form
    language: str
    today: date


@dataclass(frozen=True, slots=True)
class Scene:
    """Who reads: language, form, the date of today for facts, and the values of this one Say."""

    library: Library
    language: str
    form: Form
    today: date
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Finished words of one text. `broken` pieces may be cut over messages at paragraph or page borders."""

    text_id: str
    words: str
    language: str
    long: bool = False
    short: bool = False  # a shorter wording: by SMS it says that MEER brings the whole


def plain_piece(scene: Scene, text_id: str) -> Piece:
    """A text of her language, or its Dutch where the translation is not of today."""
    found = wording(scene.library, text_id, scene.language)
    return _piece(scene, text_id, without_pictures(found) if scene.form is Form.SMS else found)


def without_pictures(found: Wording) -> Wording:
    """A picture before words of ours is for screens: by SMS it halves the room, and an old phone shows a square."""
    words = _PICTURE.sub("", found.words)
    return found if words == found.words else replace(found, words=words)


def lasting_piece(scene: Scene, text_id: str) -> Piece:
    """A text that never falls silent: a stale translation before Dutch; no fact in it hides."""
    found = last_wording(scene.library, text_id, scene.language)
    return Piece(text_id, filled(scene, found.words, found.language), found.language)


def long_piece(scene: Scene, text_id: str) -> Piece:
    return replace(plain_piece(scene, text_id), long=True)


def dutch_scene(scene: Scene) -> Scene:
    return replace(scene, language=DUTCH)


def filled(scene: Scene, words: str, language: str) -> str:
    """All placeholders replaced. Raises `ContentBroken` for a name that nobody gave a value."""
    if "{" not in words:
        return words
    there = replace(scene, language=language)
    return facts.fill(words, lambda inside: _value(there, inside))


def with_values(library: Library, words: str, values: Values, language: str) -> str:
    """Words with only these values in their placeholders, as on a button; the others stay."""
    known = Scene(library, language, Form.TELEGRAM, date.max, dict(values))
    return facts.fill(words, lambda inside: _value(known, inside) if inside in known.values else f"{{{inside}}}")


def dressed(scene: Scene, piece: Piece) -> str:
    """The words as the channel needs them: plain letters by SMS, isolated numbers in right-to-left languages."""
    words = plain_letters(piece.words) if scene.form is Form.SMS else piece.words
    language = scene.library.languages.get(piece.language)
    return isolate_runs(words) if language and language.rtl else words


def _piece(scene: Scene, text_id: str, found: Wording) -> Piece:
    hidden = facts.facts_to_hide(scene.library, found.words, scene.today)
    if not hidden:
        return Piece(text_id, filled(scene, found.words, found.language), found.language)
    rest = filled(scene, facts.without_facts(found.words, hidden), found.language)
    ask = wording(scene.library, ASK_SOMEONE, found.language)
    border = "\n\n" if "\n\n" in found.words else "\n"
    return Piece(text_id, border.join(part for part in (rest, ask.words) if part), found.language)


def _value(scene: Scene, inside: str) -> str:
    if inside.startswith(facts.FACT_PREFIX):
        return _fact(scene, inside.removeprefix(facts.FACT_PREFIX))
    if inside not in scene.values:
        raise ContentBroken(f"Voor {{{inside}}} is geen waarde gegeven.")
    value = scene.values[inside]
    if not value.startswith(TEXT_ID_MARK):
        return value
    if value.startswith(_LITERAL):
        return value.removeprefix(TEXT_ID_MARK)
    if value.startswith(values.MARK):
        return values.shown(value, scene.language, partial(_told, scene), partial(_language_name, scene))
    language = scene.library.languages.get(scene.language)
    comma = "، " if language and language.rtl else ", "
    pieces = (plain_piece(scene, named.removeprefix(TEXT_ID_MARK)).words for named in value.split())
    return joined(tuple(pieces), comma, scene.language)


def _told(scene: Scene, text_id: str, given: Values) -> str:
    """Another text with values of its own."""
    return plain_piece(replace(scene, values=dict(given)), text_id).words


def _language_name(scene: Scene, code: str) -> str:
    known = scene.library.languages.get(code)
    if known is None:
        raise ContentBroken(f"De taal '{code}' staat niet in languages.yaml.")
    return known.spoken_in_dutch if scene.language == DUTCH and known.spoken_in_dutch else known.name


def _fact(scene: Scene, inside: str) -> str:
    name, _, way = inside.partition(":")
    if name not in scene.library.facts:
        raise ContentBroken(f"Het feit '{name}' staat niet in feiten.yaml.")
    spoken = scene.library.facts[name].spoken
    if way == facts.SPOKEN and spoken and scene.language == DUTCH:
        return spoken
    return fact_words(scene.library, name, scene.language).words
