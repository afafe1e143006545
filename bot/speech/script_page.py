"""The page an actor reads from: what to record, in her language, with the Dutch beside it. Pure."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from bot.content.library import DUTCH
from bot.content.schema import Language
from bot.speech.messages import Message

_STYLE: Final = """
body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
article { border-top: 1px solid #999; padding: .8rem 0; break-inside: avoid }
.id { font: 13px monospace; color: #555 } .words { font-size: 1.3rem; white-space: pre-line }
.dutch { color: #555; white-space: pre-line }
"""
_HOW: Final = (
    "Neem elke tekst apart op, in een stille kamer, met je mond een hand van de microfoon.",
    "Lees rustig, zoals je het een vriendin vertelt. Lees alleen de grote letters, niet het Nederlands.",
    "Een telefoonnummer lees je cijfer voor cijfer. Na elke zin even stil.",
    "Verspreek je je? Begin de tekst opnieuw. Luister je opname terug.",
    "Bewaar hem als wav, m4a, mp3, ogg of flac. Zet hem erin met de opdracht die eronder staat.",
)


def script_page(
    language: Language, wanted: Iterable[Message], dutch: Mapping[str, str], hints: Mapping[str, str]
) -> str:
    """A whole HTML page; nothing on it comes from elsewhere. `dutch` and `hints` by text id."""
    texts = [message for message in wanted if message.part and message.part.text_id]
    articles = "\n".join(_article(message, language, dutch, hints) for message in texts)
    how = "".join(f"<li>{escape(line)}</li>" for line in _HOW)
    title = f"Voorlezen: {escape(language.spoken_in_dutch)}"
    head = f'<!doctype html>\n<html lang="nl"><meta charset="utf-8"><title>{title}</title>\n<style>{_STYLE}</style>'
    return f"{head}\n<h1>{title}</h1>\n<ul>{how}</ul>\n{articles}\n</html>\n"


def _article(message: Message, language: Language, dutch: Mapping[str, str], hints: Mapping[str, str]) -> str:
    text_id = message.part.text_id if message.part else ""
    beside = dutch.get(text_id, "") if language.code != DUTCH else ""
    way = "rtl" if language.rtl else "ltr"
    lines = (
        f'<article><p class="id">{escape(text_id)}</p>',
        f'<p class="words" lang="{language.code}" dir="{way}">{escape(message.spoken)}</p>',
        f'<p class="dutch">{escape(beside)}</p>' if beside else "",
        f"<p>Let op: {escape(hints[text_id])}</p>" if hints.get(text_id) else "",
        f'<p class="id">wiegwijzer speech add {escape(text_id)} --lang {language.code} OPNAME</p></article>',
    )
    return "\n".join(line for line in lines if line)
