"""The page as sections and rows: what PDF, Bundle and the midwife's screen all show, in the same order. Pure.

Sections, by code: `eerst` (at most 8 lines), `dossier` (Dutch, to copy), one for each `Part` with lines
(`vraag`, `hulp`, `uitgerekend`, `taal`, `bereiken`, `kracht`, `netwerk`, `zelfcheck`, `stoppen`, `eigen_woorden`),
`toestemming`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.content.bidi import isolate_runs, isolate_stretches
from bot.content.harmless import harmless, reads_right_to_left
from bot.content.library import DUTCH
from bot.content.opening import AMSTERDAM
from bot.export.headings import Headings
from bot.summary import Line, Part, Summary, Words

FIRST = (Part.QUESTION, Part.HELP, Part.DUE_DATE, Part.LANGUAGE, Part.CONTACT)
FIRST_LENGTH = 240  # characters of one line on the first screen; all of it stands below
RECORD_LENGTH = 600
WITH_QUESTION = (
    Part.HELP,
    Part.STRENGTH,
    Part.SELF_CHECK,
    Part.QUITTING,
)  # their answers say little without the question
OWN = (Part.QUESTION, Part.OWN_WORDS)  # her own words: the same in both languages
LABELLED = (Part.HELP, Part.DUE_DATE, Part.LANGUAGE, Part.CONTACT)  # lines may begin with a label of their own
_LABEL = re.compile(r"^[^:;,.?!]{3,28}: ")  # "Uitgerekend: "
SENTENCE_ENDS = (".", "!", "?", "؟", "።")


@dataclass(frozen=True, slots=True)
class Row:
    """What she told, with the question or label before it. `told.hers` is empty where only Dutch is shown."""

    told: Words
    asked: Words | None = None


@dataclass(frozen=True, slots=True)
class Section:
    code: str
    title: Words
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Page:
    language: str
    rtl: bool
    title: Words
    warning: Words
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words in one language, ready to show: numbers inside right-to-left text keep their order."""

    text: str
    language: str
    rtl: bool


def fragments(words: Words, page: Page) -> tuple[Fragment, ...]:
    """Dutch and then hers; only one where they are the same (her own words) or hers is missing."""
    if page.language == DUTCH or not words.hers:
        return (_fragment(words.dutch, DUTCH, rtl=False),)
    if words.dutch == words.hers:
        return (_fragment(words.hers, page.language, rtl=reads_right_to_left(words.hers)),)
    return _fragment(words.dutch, DUTCH, rtl=False), _fragment(words.hers, page.language, rtl=page.rtl)


def cleaned(summary: Summary) -> Summary:
    """The same without characters that nobody can see; a line of which nothing is left is gone."""
    lines = tuple(line for line in map(_clean_line, summary.lines) if line.words.dutch)
    return replace(summary, lines=lines, due_source=harmless(summary.due_source))


def page(summary: Summary, heads: Headings) -> Page:
    """All that is shown of a cleaned summary."""
    return Page(
        summary.language, heads.rtl, heads.words["kop"], heads.words["waarschuwing"], tuple(_sections(summary, heads))
    )


def first_lines(summary: Summary, heads: Headings) -> tuple[Row, ...]:
    """Her question, help wanted, due date, interpreter, safe contact: one row each, those that she ticked."""
    return tuple(
        Row(_shortened(told, FIRST_LENGTH), heads.words[part]) for part in FIRST if (told := _told(summary, part))
    )


def record(summary: Summary, heads: Headings) -> str:
    """The Dutch block for the midwife's record: plain text, at most 15 lines."""
    day = f"{summary.made_on:%d-%m-%Y}"
    return "\n".join((f"{heads.words['waarschuwing'].dutch} ({day})", *_record_lines(summary, heads)))


def moment(written: str) -> str:
    """`2026-06-03T08:12:00+00:00` as it is on the clock here: `03-06-2026 10:12`. Raises `ValueError`."""
    return f"{datetime.fromisoformat(written).astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"


def _fragment(text: str, language: str, *, rtl: bool) -> Fragment:
    return Fragment(isolate_runs(text) if rtl else isolate_stretches(text), language, rtl)


def _sections(summary: Summary, heads: Headings) -> Iterator[Section]:
    if first := first_lines(summary, heads):
        yield Section("eerst", heads.words["eerst"], first)
    block = record(summary, heads).split("\n")
    yield Section("dossier", heads.words["dossier"], tuple(Row(Words(line, "")) for line in block))
    for part in Part:
        if rows := tuple(Row(line.words, line.asked) for line in summary.lines if line.part is part):
            yield Section(part.value, heads.words[part.value], rows)
    yield Section("toestemming", heads.words["toestemming"], (_consent(summary, heads),))


def _consent(summary: Summary, heads: Headings) -> Row:
    given = summary.consent
    return Row(heads.filled("gegeven", {"dag": moment(given.at), "tot": moment(given.until)}))


def _record_lines(summary: Summary, heads: Headings) -> Iterator[str]:
    for part in Part:
        if told := _told(summary, part):
            labelled = part in OWN and _LABEL.match(told.dutch)
            label = "" if labelled else f"{heads.words[part.value].dutch}: "
            yield label + _cut(told.dutch, RECORD_LENGTH)


def _told(summary: Summary, part: Part) -> Words | None:
    """The words of one part on one line; the due date as a number where no line tells it."""
    told = [_whole(line) for line in summary.lines if line.part is part]
    if part is Part.DUE_DATE and not told and summary.due:
        told = [Words(f"{summary.due:%d-%m-%Y}", "")]
    return _joined(told) if told else None


def _whole(line: Line) -> Words:
    """With its question where it needs one, and without a label that says the same as the heading."""
    asked, told = line.asked, line.words
    labelled = line.part in LABELLED and _LABEL.match(told.dutch)
    if labelled or asked is None or line.part not in WITH_QUESTION:
        return Words(_LABEL.sub("", told.dutch), _LABEL.sub("", told.hers)) if labelled else told
    hers = f"{asked.hers or asked.dutch} {told.hers or told.dutch}"
    return Words(f"{asked.dutch} {told.dutch}", hers if asked.hers or told.hers else "")


def _joined(told: list[Words]) -> Words:
    hers = _chain([words.hers or words.dutch for words in told]) if any(words.hers for words in told) else ""
    return Words(_chain([words.dutch for words in told]), hers)


def _chain(parts: list[str]) -> str:
    """On one line: sentences after each other, other words with a semicolon between."""
    flat = [" ".join(part.split()) for part in parts]
    ended = [part if part.endswith(SENTENCE_ENDS) else f"{part};" for part in flat[:-1]]
    return " ".join((*ended, flat[-1]))


def _shortened(words: Words, most: int) -> Words:
    return Words(_cut(words.dutch, most), _cut(words.hers, most))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _clean_line(line: Line) -> Line:
    asked = line.asked and _clean_words(line.asked)
    told = _clean_words(line.words)
    if line.part in OWN and told.hers == "":
        told = Words(told.dutch, told.dutch)
    return replace(line, id=harmless(line.id), words=told, asked=asked)


def _clean_words(words: Words) -> Words:
    """`hers` is empty where it says nothing else than the Dutch: a text without a translation."""
    dutch, hers = harmless(words.dutch), harmless(words.hers)
    return Words(dutch or hers, "" if hers == dutch else hers)
