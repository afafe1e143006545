"""Texts with their translation beside them, as a table for the screen. Its words are Dutch."""

from collections.abc import Iterator

from rich.table import Table

from bot.content.check.case import NEVER_SAID
from bot.content.library import is_outdated, translation
from bot.content.schema import Library
from bot.content.sms import plain_letters, sms_parts


def side_by_side(library: Library, ids: list[str], lang: str) -> Table:
    """One row a text: its id and size in text messages, the Dutch, and the translation when `lang` is given."""
    table = Table("tekst", "Nederlands", *([library.languages[lang].name] if lang else []), show_lines=True)
    for text_id in ids:
        words = library.texts[text_id].words
        table.add_row(_headed(text_id, words), words, *([_translated(library, text_id, lang)] if lang else []))
    return table


def _headed(text_id: str, words: str) -> str:
    return "\n".join((text_id, *_cost(text_id, words)))


def _cost(text_id: str, words: str) -> Iterator[str]:
    """Nothing for words that are never sent."""
    if not text_id.endswith(NEVER_SAID):
        parts = sms_parts(plain_letters(words))
        yield f"{parts} {'sms-deel' if parts == 1 else 'sms-delen'}"


def _translated(library: Library, text_id: str, lang: str) -> str:
    made = translation(library, text_id, lang)
    if made is None:
        return "-"
    stale = is_outdated(made, library.texts[text_id])
    return "\n".join((f"{'(verouderd) ' if stale else ''}{made.words}", *_cost(text_id, made.words)))
