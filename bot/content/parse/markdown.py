"""A content page: front matter between `---`, then sections under `## Kop`. The prose itself is left alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.content.manuscript import Sheet
from bot.content.parse.yaml import Entry, read_yaml
from bot.content.problem import did_you_mean
from bot.content.schema import Place

FENCE = "---"
HEADING = re.compile(r"^##\s+(.+?)\s*$")
ALMOST = re.compile(r"^\W{0,2}#+\W*(.*?)\W*$")  # one # or three, no space: it would be sent


@dataclass(frozen=True, slots=True)
class Section:
    words: str
    place: Place  # of its first line of words


@dataclass(frozen=True, slots=True)
class Page:
    head: Entry
    sections: Mapping[str, Section]


def read_page(source: str, sheet: Sheet) -> Page | None:
    """Front matter and sections, or None (noted) when there is no readable front matter."""
    lines = source.lstrip("\ufeff").splitlines()
    end = next((at for at, line in enumerate(lines) if at and line.strip() == FENCE), 0)
    if not lines or lines[0].strip() != FENCE or not end:
        tip = "Begin het bestand met '---', dan de velden, dan weer '---'."
        sheet.refuse(1, "De kop van dit bestand ontbreekt.", tip)
        return None
    head = read_yaml("\n".join(lines[1:end]), sheet, first_line=2)
    return None if head is None else Page(head, _sections(lines, end + 1, sheet))


def name_sections(page: Page, names: Mapping[str, str], sheet: Sheet) -> dict[str, Section]:
    """The sections by part name (`antwoord`, `sms` …); unknown headings are noted."""
    for heading in page.sections.keys() - names.keys():
        line = page.sections[heading].place.line - 1
        sheet.note(line, "onbekend-veld", f"De kop '## {heading}' bestaat niet.", did_you_mean(heading, names))
    return {names[heading]: section for heading, section in page.sections.items() if heading in names}


def _sections(lines: list[str], start: int, sheet: Sheet) -> dict[str, Section]:
    headings = [(at, found[1]) for at in range(start, len(lines)) if (found := HEADING.match(lines[at]))]
    ends = [at for at, _ in headings] + [len(lines)]
    _note_stray_words(lines[start : ends[0]], start + 1, sheet)
    for at in range(start, len(lines)):
        if at not in ends and (almost := ALMOST.match(lines[at])):
            sheet.note(at + 1, "leesfout", "Zo is dit geen kop.", f"Schrijf: '## {almost[1]}'.")
    sections: dict[str, Section] = {}
    for (at, name), end in zip(headings, ends[1:], strict=True):
        if name in sections:
            sheet.note(at + 1, "leesfout", f"De kop '## {name}' staat er twee keer.", "Haal er een weg.")
        sections[name] = _section(lines, at + 1, end, sheet)
    return sections


def _section(lines: list[str], start: int, end: int, sheet: Sheet) -> Section:
    while start < end and not lines[start].strip():
        start += 1
    words = "\n".join(line.rstrip() for line in lines[start:end]).rstrip()
    return Section(words, sheet.place(start + 1))


def _note_stray_words(lines: list[str], first_line: int, sheet: Sheet) -> None:
    for at, line in enumerate(lines):
        if line.strip():
            tip = "Zet de tekst onder '## Antwoord' of een andere kop."
            sheet.note(first_line + at, "leesfout", "Deze tekst staat onder geen kop.", tip)
            return
