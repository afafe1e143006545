"""The summary as a FHIR R4 document Bundle (JSON, UTF-8), one file that holds all a midwife receives.

`entry[0].resource` is the Composition (LOINC 51855-5, confidentiality R, title and warning in `text`). Its `section`s
are what a page shows, in order; each has `title` (Dutch; hers in `_title`, extension `translation`), `code.coding[0]`
(system `PARTS`) and `text.div`. Codes:

    eerst        at most 5 rows for the first screen: label (asked) and words (told)
    dossier      the Dutch block for the record, a row a line: what the copy button copies
    vraag hulp uitgerekend taal bereiken kracht netwerk zelfcheck stoppen eigen_woorden   her lines, by part
    toestemming  when she said yes, and until when it can be read
    kaart        what is on the picture of her network (only with a picture)
    pdf          only says that there is a PDF

A `text.div` is always `<div xmlns="http://www.w3.org/1999/xhtml">` around rows `<div class="row">…</div>` of paragraphs
`<p class="asked|told" lang="…" dir="ltr|rtl">words</p>`: what was asked (or a label) where there was something, then
what she told; each first in Dutch, then in her language. One paragraph where both are the same (her own words, `lang`
is hers) or where there is only Dutch. Words are escaped text (`&amp; &lt; &gt; &quot; &#x27;`), `<br/>` is a new line;
numbers in right-to-left words stand between U+2066 and U+2069. Nothing else occurs, so a page needs no HTML parser.

Files are DocumentReferences, found by `type.coding[0].code`: `dossier` (text/plain),
`pdf` (application/pdf), `kaart` (image/png; the alternative text is `description`, hers in `_description`);
`content[0].attachment` holds `data` (base64), `title`.

For machines: Patient (pseudonym of this document), Device, QuestionnaireResponse (item per part, inside it a line each:
`text` what was asked, `answer[0].valueString` what she told, hers as `translation`), Observation (due date, smoking),
RelatedPerson (by role), Consent, Provenance. References are urn:uuid and resolve inside. No `meta.profile`: none is
claimed before an official tool has looked. A sample is `tests/export/samples/*.json`.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from bot.errors import NotShared
from bot.export import fhir_papers, fhir_people, fhir_told
from bot.export.fhir_papers import NO_WORDS, Paper
from bot.export.fhir_rules import faults
from bot.export.fhir_shapes import LOINC, PARTS, Json, coding, concept, narrative, notice, reference, worded
from bot.export.headings import Headings
from bot.export.page import Page, Row, Section, cleaned, page, record
from bot.summary import Summary, Words


@dataclass(frozen=True, slots=True)
class Attached:
    """Made beforehand: a PDF, a PNG of her network, and what is on that picture in words."""

    pdf: bytes = b""
    picture: bytes = b""
    picture_words: Words = NO_WORDS


def bundle(
    summary: Summary, heads: Headings, attached: Attached | None = None, new_id: Callable[[], UUID] = uuid4
) -> bytes:
    """The same bytes for the same summary, files and ids. Raises `NotShared` when it would not be a sound document."""
    made = _Making(_timely(cleaned(summary)), heads, attached or Attached(), new_id).bundle()
    broken = faults(made)
    if broken:
        raise NotShared(f"The Bundle is not sound: {'; '.join(broken)}")
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


class _Making:
    """One Bundle on the bench: its entries in order, and which section points at which of them."""

    def __init__(self, summary: Summary, heads: Headings, attached: Attached, new_id: Callable[[], UUID]) -> None:
        self.summary = summary
        self.heads = heads
        self.attached = attached
        self.shown = page(summary, heads)
        self.sections = (*self.shown.sections, *_files(attached, heads))
        self.new_id = new_id
        self.id, self.composition, self.patient, self.device = (new_id().urn for _ in range(4))
        self.entries: list[tuple[str, Json]] = []
        self.pointers: dict[str, list[str]] = {}

    def bundle(self) -> dict[str, object]:
        self._fill()
        everything = [(self.composition, self._composition()), *self.entries]
        return {
            "resourceType": "Bundle",
            "identifier": {"system": "urn:ietf:rfc:3986", "value": self.id},
            "type": "document",
            "timestamp": self.summary.consent.at,
            "entry": [{"fullUrl": urn, "resource": resource} for urn, resource in everything],
        }

    def _fill(self) -> None:
        summary, patient, given = self.summary, self.patient, self.summary.consent
        self.entries.append((patient, fhir_people.patient(patient, summary.language)))
        self.entries.append((self.device, fhir_people.device()))
        told = self._add(fhir_told.answers(summary, self.heads, patient, given.at), "dossier")
        for section in self.shown.sections:
            if section.code not in ("eerst", "dossier", "toestemming"):
                self.pointers.setdefault(section.code, []).append(told)
        self._observations()
        for helper in summary.helpers:
            self._add(fhir_people.related_person(helper, patient), "netwerk")
        self._add(fhir_papers.consent(given, patient, self.composition), "toestemming")
        for paper in self._papers():
            self._add(fhir_papers.document(paper, patient, summary.language, given.at), paper.code)
        made = fhir_papers.provenance(patient, self.device, self.composition, given.at)
        self.entries.append((self.new_id().urn, made))

    def _observations(self) -> None:
        told_on = self.summary.made_on
        if self.summary.due:
            due = fhir_told.due_date(self.summary.due, self.summary.due_source, self.patient, told_on)
            self._add(due, "uitgerekend")
        if self.summary.smokes is not None:
            self._add(fhir_told.smoking(self.summary.smokes, self.patient, told_on), "stoppen")

    def _papers(self) -> Iterator[Paper]:
        words = self.heads.words
        block = record(self.summary, self.heads).encode()
        yield Paper("dossier", "text/plain; charset=utf-8", block, words["dossier"])
        if self.attached.picture:
            yield Paper("kaart", "image/png", self.attached.picture, words["kaart"], self.attached.picture_words)
        if self.attached.pdf:
            yield Paper("pdf", "application/pdf", self.attached.pdf, words["pdf"])

    def _add(self, resource: Json, section: str) -> str:
        """Into the Bundle, pointed at from this section; from `dossier` where the page has no such section."""
        urn = self.new_id().urn
        self.entries.append((urn, resource))
        there = section if section in {each.code for each in self.sections} else "dossier"
        self.pointers.setdefault(there, []).append(urn)
        return urn

    def _composition(self) -> Json:
        return {
            "resourceType": "Composition",
            "language": "nl",
            "text": notice(self.shown),
            "status": "final",
            "type": concept(coding(LOINC, "51855-5", "Patient Note")),
            "subject": reference(self.patient),
            "date": self.summary.consent.at,
            "author": [reference(self.patient), reference(self.device)],
            **worded("title", self.shown.title, self.shown.language),
            "confidentiality": "R",
            "section": [_section(each, self.shown, self.pointers.get(each.code, [])) for each in self.sections],
        }


def _files(attached: Attached, heads: Headings) -> Iterator[Section]:
    if attached.picture:
        yield Section("kaart", heads.words["kaart"], (Row(attached.picture_words),))
    if attached.pdf:
        yield Section("pdf", heads.words["pdf"], (Row(heads.words["pdf"]),))


def _section(section: Section, shown: Page, pointers: list[str]) -> Json:
    entries: Json = {"entry": [reference(urn) for urn in pointers]} if pointers else {}
    return {
        **worded("title", section.title, shown.language),
        "code": concept(coding(PARTS, section.code)),
        "text": narrative(section, shown),
        **entries,
    }


def _timely(summary: Summary) -> Summary:
    """Moments as FHIR writes them: with seconds and a time zone."""
    at, until = (datetime.fromisoformat(when).isoformat(timespec="seconds") for when in _moments(summary))
    return replace(summary, consent=replace(summary.consent, at=at, until=until))


def _moments(summary: Summary) -> tuple[str, str]:
    return summary.consent.at, summary.consent.until
