"""The page on paper: PDF/UA-1, A4, Dutch and her language side by side, with the fonts that ship here."""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path

from bot.errors import NotShared
from bot.export.headings import Headings
from bot.export.letters import FAMILIES, FONTS, SQUARE, drawable
from bot.export.page import Fragment, Page, Row, Section, cleaned, fragments, page
from bot.summary import Summary, Words

TEMPLATE = Path(__file__).parent / "summary.typ"
_LONG_WORD = re.compile(r"\S{24}(?=\S{8})")  # letters of a word that may end on the next line: no word leaves the paper
_BREAK = "\u200b"
_SPACES = str.maketrans(dict.fromkeys("\t\u00a0\u2007\u202f", " "))  # those where a line may not end, too
MOST_LINES = 400  # of one answer; with more of them each is no line of its own, or the page becomes a thousand


@dataclass(frozen=True, slots=True)
class Drawing:
    """Her network as SVG, with what is on it in words."""

    svg: str
    words: Words


def pdf(summary: Summary, heads: Headings, drawing: Drawing | None = None) -> bytes:
    """The same bytes for the same summary. What no font can draw is a square, with a note. Raises `NotShared`."""
    shown = page(cleaned(summary), heads)
    if drawing:
        kaart = Section("kaart", heads.words["kaart"], (Row(drawing.words),))
        shown = replace(shown, sections=(*shown.sections, kaart))
    midnight = datetime.combine(summary.made_on, time(), tzinfo=UTC)
    return _typeset(_given(shown, heads) | {"picture": drawing.svg if drawing else ""}, midnight)


def _typeset(given: dict[str, object], at: datetime) -> bytes:
    """Raises `NotShared` when typst refuses: what it says about it could hold her words, so nobody sees that."""
    import typst  # noqa: PLC0415 - 40 MB, needed only when she shares

    try:
        made = typst.compile(
            TEMPLATE,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"page": json.dumps(given, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=at,
        )
    except typst.TypstError:
        made = None
    if not isinstance(made, bytes):
        raise NotShared("The PDF could not be made.")
    return made


def _given(shown: Page, heads: Headings) -> dict[str, object]:
    pen = _Pen(shown)
    sections = [pen.section(section) for section in shown.sections]
    note = pen.both(heads.words["teken"]) if pen.missed else []
    return {
        "fonts": FAMILIES,
        "title": pen.both(shown.title),
        "warning": pen.both(shown.warning),
        "sections": sections,
        "note": note,
    }


class _Pen:
    """Writes words with letters that can be drawn, and remembers whether some could not."""

    def __init__(self, shown: Page) -> None:
        self.shown = shown
        self.missed = False

    def section(self, section: Section) -> dict[str, object]:
        rows = [{"asked": self.both(row.asked), "told": self.both(row.told)} for row in section.rows]
        return {"code": section.code, "title": self.both(section.title), "rows": rows}

    def both(self, words: Words | None) -> list[dict[str, object]]:
        return [self._part(part) for part in fragments(words, self.shown)] if words else []

    def _part(self, part: Fragment) -> dict[str, object]:
        text = drawable(part.text.translate(_SPACES))
        if text.count("\n") > MOST_LINES:
            text = text.replace("\n", " / ")
        self.missed = self.missed or text.count(SQUARE) > part.text.count(SQUARE)
        return {"text": _LONG_WORD.sub(rf"\g<0>{_BREAK}", text), "language": part.language, "rtl": part.rtl}
