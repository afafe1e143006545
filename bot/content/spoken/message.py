"""A whole message as it is heard: its text, then what she can choose and how. Pure.

The words are still as written, so that they can be shown while they are said; `spoken` makes each sentence speakable.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from bot.content.buttons import BUTTON_ONLY
from bot.content.facts import placeholders
from bot.content.library import DUTCH, last_wording
from bot.content.opening import AMSTERDAM
from bot.content.render import Reader, topic_pieces, whole_topic
from bot.content.scene import TEXT_ID_MARK, Piece, Scene, filled, plain_piece
from bot.content.schema import Library
from bot.content.urgent import PHONE_SENTENCE, Moment, phone_sentence, urgent_pieces
from bot.model import Form, Option, Question, Say

SECTIONS: Final = ("audio", "antwoord")
TAP, LAST = "ui#voorlezen.tik", "ui#voorlezen.of"
_BELZIN = f"#{PHONE_SENTENCE}"
_STOPS = ".!?؟። "
_VALUE = re.compile(r"\{(zin|betekenis)\}")


class Means(StrEnum):
    """How she answers: tapping a button, sending the number, pressing a key of her phone."""

    BUTTONS = "tik"
    NUMBERS = "stuur"
    KEYS = "toets"


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that one voice says in one go.

    `text_id`: a recording of it may exist; empty for what is put together. `personal`: holds words or numbers that are
    hers alone, so no voice outside this machine may get them. `slow`, `loud`: for somebody on the phone to hear.
    """

    words: str
    language: str
    text_id: str = ""
    personal: bool = False
    slow: bool = False
    loud: bool = False


def message_spoken(say: Say, reader: Reader, library: Library, means: Means) -> tuple[Utterance, ...]:
    """What is heard of this, in order; all of it, also what an SMS cuts. Raises `ContentBroken` as `render` does.

    Of the sentence for the phone only that sentence, as `belzin_spoken` has it.
    """
    if say.text.startswith("nood/") and say.text.endswith(_BELZIN):
        sign = say.text.removeprefix("nood/").removesuffix(_BELZIN)
        said = belzin_spoken(library, sign, say.language or reader.language)
        return (said,) if said else ()
    scene = _scene(library, say.language or reader.language, reader.now.astimezone(AMSTERDAM).date())
    scene = replace(scene, values=dict(say.values))
    asked = _asked(scene, say.question, means) if say.question else ()
    return (*_told(say, scene, Moment(reader.now, reader.care)), *asked)


def belzin_spoken(library: Library, sign: str, language: str) -> Utterance | None:
    """The Dutch sentence of a warning sign, slow and loud, played to who answers the phone. None: there is no such."""
    said = phone_sentence(_scene(library, language, date.max), sign)
    if said is None:
        return None
    own = said.text_id if language == DUTCH else ""  # in other languages it also asks for an interpreter
    return Utterance(said.dutch, DUTCH, own, slow=True, loud=True)


def key_spoken(library: Library, language: str, number: int, label: str) -> Utterance:
    """`Toets 3 voor Bloed verliezen.` `label` is a text id, whose words are the same for everybody."""
    scene = _scene(library, language, date.max)
    choice = _label(scene, Option("", label)).words
    return _composed(scene, f"ui#voorlezen.{Means.KEYS}", {"nummer": str(number), "keuze": choice}, personal=False)


def _scene(library: Library, language: str, today: date) -> Scene:
    return Scene(library, language if language in library.languages else DUTCH, Form.TELEGRAM, today, {})


def _told(say: Say, scene: Scene, moment: Moment) -> Iterator[Utterance]:
    kind, _, name = say.text.partition("/")
    if kind == "nood" and "#" not in name:
        pieces = [piece for piece in urgent_pieces(scene, name, moment) if not piece.text_id.endswith(_BELZIN)]
        yield from (_told_piece(scene, piece) for piece in pieces)
        yield from _framed_sentence(scene, name)
        return
    asked = whole_topic(say.text)
    pieces = topic_pieces(scene, asked[0], (*asked[1], *SECTIONS)) if asked else [plain_piece(scene, say.text)]
    yield from (_told_piece(scene, piece) for piece in pieces)


def _told_piece(scene: Scene, piece: Piece) -> Utterance:
    personal = _is_personal(scene, piece)
    return Utterance(piece.words, piece.language, "" if personal else piece.text_id, personal)


def _framed_sentence(scene: Scene, sign: str) -> Iterator[Utterance]:
    """Around the sentence her own language, the sentence itself by a Dutch voice: she, or her phone, repeats it."""
    said = phone_sentence(scene, sign)
    if said is None:
        return
    there = said.frame in scene.library.texts
    frame = last_wording(scene.library, said.frame, scene.language) if there else None
    for part in _VALUE.split(frame.words if frame else "{zin}"):
        if part == "zin":
            yield Utterance(said.dutch, DUTCH, slow=True)
        elif (words := said.meaning if part == "betekenis" else part.strip(' "“”«»')) and frame:
            yield Utterance(words, frame.language)


def _is_personal(scene: Scene, piece: Piece) -> bool:
    """It holds a value of hers: named in its text, or put under it (the number of her midwives)."""
    text = scene.library.texts.get(piece.text_id)
    if text and placeholders(text.words) & scene.values.keys():
        return True
    return any(value and value in piece.words for value in scene.values.values() if value[:1] != TEXT_ID_MARK)


def _asked(scene: Scene, question: Question, means: Means) -> Iterator[Utterance]:
    if means is Means.BUTTONS:
        yield from _tapped(scene, question.options)
        return
    numbered = (option for option in question.options if not option.id.startswith(BUTTON_ONLY))
    for number, option in enumerate(numbered, 1):
        label = _label(scene, option)
        values = {"nummer": str(number), "keuze": label.words}
        yield _composed(scene, f"ui#voorlezen.{means}", values, bool(option.values))


def _tapped(scene: Scene, options: tuple[Option, ...]) -> Iterator[Utterance]:
    """`Tik op: ja, nee, of sla over.`"""
    labels = [_label(scene, option).words for option in options]
    if not labels:
        return
    before, last = ", ".join(labels[:-1]), labels[-1]
    joined = f"{before}, {plain_piece(scene, LAST).words} {last}" if before else last
    yield _composed(scene, TAP, {"keuzes": joined}, any(option.values for option in options))


def _composed(scene: Scene, text_id: str, values: dict[str, str], personal: bool) -> Utterance:
    found = last_wording(scene.library, text_id, scene.language)
    words = filled(replace(scene, values=values), found.words, found.language)
    return Utterance(words, found.language, personal=personal)


def _label(scene: Scene, option: Option) -> Piece:
    """The words of a choice, without the stop behind them; of a tick list with whether it is ticked."""
    piece = plain_piece(replace(scene, values=dict(option.values)), option.label)
    mark = {None: "", True: "☑ ", False: "☐ "}[option.ticked]
    return replace(piece, words=mark + piece.words.rstrip(_STOPS))
