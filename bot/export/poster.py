"""The poster for a practice's waiting room: one A4, at most five languages, a code to scan and a word to send."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final, Literal

from bot.content.bidi import isolated
from bot.content.library import is_fresh
from bot.content.scene import Scene, dressed, lasting_piece
from bot.content.schema import Library
from bot.errors import PracticeRefused
from bot.export.letters import FONTS, drawable
from bot.export.qr import svg
from bot.model import Form
from bot.practice import LINK, Practice

TEMPLATE: Final = Path(__file__).parent / "poster.typ"
LANGUAGES: Final = ("nl", "en", "tr", "ar", "pl", "uk")
MOST: Final = 5  # languages on one page; with a sixth the letters are too small for a wall
FAMILIES: Final = ("Noto Sans", "Noto Sans Arabic")

_BOT: Final = re.compile(r"@?(?P<name>[A-Za-z][A-Za-z0-9_]{4,31})")
_NUMBER: Final = re.compile(r"\+?[0-9](?:[ -]?[0-9]){3,14}")


@dataclass(frozen=True, slots=True)
class Ways:
    """How she reaches us. `telegram` is the bot's name without @, `sms` our number as people dial it; one may miss."""

    telegram: str = ""
    sms: str = ""


def ways_from(telegram: str, sms: str, practice: Practice) -> Ways:
    """Raises PracticeRefused for what is no name or number, and when nothing is left for her to do."""
    bot = _BOT.fullmatch(telegram.strip()) if telegram else None
    if telegram and bot is None:
        raise PracticeRefused(f"'{telegram}' is no name of a Telegram bot, such as WiegwijzerBot")
    if sms and not _NUMBER.fullmatch(sms.strip()):
        raise PracticeRefused(f"'{sms}' is no number to send an SMS to")
    ways = Ways(bot["name"] if bot else "", sms.strip() if practice.keyword else "")
    if not (ways.telegram or ways.sms):
        raise PracticeRefused("a poster needs a Telegram name, or an SMS number and a keyword of the practice")
    return ways


def link(telegram: str, code: str) -> str:
    """What the code on the poster holds."""
    return f"https://t.me/{telegram}?start={LINK}{code}"


def typeset(page: dict[str, object], today: date, form: Literal["pdf", "png"] = "pdf") -> bytes:
    """What `given` gave as PDF/UA, the same bytes for the same day; or as PNG, for a screen in the waiting room."""
    import typst  # noqa: PLC0415 - 40 MB, needed for this one command

    made = typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format=form,
        sys_inputs={"page": json.dumps(page, ensure_ascii=False)},
        pdf_standards="ua-1" if form == "pdf" else None,
        timestamp=datetime.combine(today, time(), tzinfo=UTC),
    )
    if not isinstance(made, bytes):
        raise PracticeRefused("the poster does not fit on one page")
    return made


def given(practice: Practice, ways: Ways, library: Library, today: date) -> dict[str, object]:
    """All that stands on it, as text. Its own first language comes first, and large.

    Raises PracticeRefused while its number has to be confirmed first: a poster hangs for years.
    """
    if not practice.is_confirmed(today):
        raise PracticeRefused(f"nobody confirmed its number since {practice.checked_on}: call it, then `confirm`")
    order = tuple(dict.fromkeys((practice.language, *LANGUAGES)))[:MOST]
    scenes = (Scene(library, code, Form.TELEGRAM, today, _values(practice, ways, code, library)) for code in order)
    blocks = [_block(scene, ways) for scene in scenes if is_fresh(library, "ui#poster.titel", scene.language)]
    code = svg(link(ways.telegram, practice.code)).decode() if ways.telegram else ""
    return {
        "fonts": FAMILIES,
        "blocks": blocks,
        "code": code,
        "telegram": ways.telegram,
        "name": drawable(practice.name),
        "number": practice.shown_number,
    }


def _values(practice: Practice, ways: Ways, language: str, library: Library) -> dict[str, str]:
    """The number never breaks over two lines, nor turns round."""
    number = ways.sms.replace(" ", "\u00a0")
    known = library.languages.get(language)
    return {"woord": practice.keyword, "nummer": isolated(number) if known and known.rtl else number}


def _block(scene: Scene, ways: Ways) -> dict[str, object]:
    known = scene.library.languages[scene.language]
    words = [_words(scene, part) for part in _parts(ways)]
    return {"language": scene.language, "rtl": known.rtl, "title": words[0], "lines": words[1:]}


def _parts(ways: Ways) -> Iterator[str]:
    yield from ("titel", "uitleg")
    yield from ("telegram",) if ways.telegram else ()
    yield from ("sms",) if ways.sms else ()
    yield "nood"


def _words(scene: Scene, part: str) -> str:
    return dressed(scene, lasting_piece(scene, f"ui#poster.{part}"))
