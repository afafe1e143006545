"""Choices with a message: buttons under it, or by SMS numbers. Pure."""

from dataclasses import replace
from functools import lru_cache

from bot.content.bidi import isolate_runs, visible_length
from bot.content.scene import Scene, Sight, dressed, plain_piece
from bot.content.schema import Library
from bot.content.sms import numbered
from bot.errors import ContentBroken
from bot.model import Button, Form, Option, Outgoing, Question

BUTTON_LIMIT = 40  # visible characters
TAP_LIMIT = 64  # bytes
BUTTON_ONLY = "_"  # options that start with it (skip, why, back) are never numbered
TICKS = {Form.TELEGRAM: ("☐ ", "☑ "), Form.SMS: ("[ ] ", "[x] ")}


def asking(plain: list[Outgoing], question: Question | None, scene: Scene) -> list[Outgoing]:
    """The choices go with the last message: buttons, or numbers under the text. Raises `ContentBroken`."""
    if question is None:
        return plain
    last = plain[-1]
    if scene.form is Form.SMS:
        labels = [_label(scene, option) for option in question.options if not option.id.startswith(BUTTON_ONLY)]
        asked = replace(last, text=numbered(last.text, labels), instance=question.instance)
    else:
        buttons = tuple(_button(scene, option, question.instance) for option in question.options)
        asked = replace(last, buttons=buttons, instance=question.instance)
    return [*plain[:-1], asked]


def _button(scene: Scene, option: Option, instance: int) -> Button:
    tap = f"{instance}:{option.id}"
    if len(tap.encode()) > TAP_LIMIT:
        raise ContentBroken(f"De naam van het antwoord '{option.id}' is te lang voor een knop.")
    return Button(_label(scene, option), tap)


def _label(scene: Scene, option: Option) -> str:
    mark = "" if option.ticked is None else _tick(scene, option.ticked)
    if option.values:  # may be words of hers: never remembered
        return mark + _button_words(replace(scene, values=dict(option.values)), option.label)
    return mark + _worded(scene.library, option.label, Sight(scene.form, scene.language, scene.today))


def _tick(scene: Scene, ticked: bool) -> str:
    mark = TICKS[scene.form][ticked]
    return isolate_runs(mark) if scene.library.languages[scene.language].rtl else mark


@lru_cache(maxsize=4096)  # the same few thousand all day
def _worded(library: Library, label: str, sight: Sight) -> str:
    return _button_words(Scene(library, sight.language, sight.form, sight.today, {}), label)


def _button_words(scene: Scene, label: str) -> str:
    piece = plain_piece(scene, label)
    if visible_length(piece.words) > BUTTON_LIMIT and scene.form is Form.TELEGRAM:
        piece = replace(piece, words=f"{piece.words[: BUTTON_LIMIT - 1].rstrip()}…")
    return dressed(scene, piece)
