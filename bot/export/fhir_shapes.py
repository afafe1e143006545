"""The small shapes of FHIR's JSON that every resource uses: codings, references, translations, narrative. Pure."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import TypeAlias

from bot.export.page import Fragment, Page, Row, Section, fragments
from bot.summary import Words

Json: TypeAlias = Mapping[str, object]

PARTS = "urn:uuid:766d628a-02be-4771-bb2d-6d5f90e559f9"  # our own code system: sections and attachments
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
ROLES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"


def coding(system: str, code: str, display: str = "") -> Json:
    return {"system": system, "code": code} | ({"display": display} if display else {})


def concept(*codings: Json, text: str = "") -> Json:
    coded: Json = {"coding": list(codings)} if codings else {}
    return {**coded, **({"text": text} if text else {})}


def reference(urn: str) -> Json:
    return {"reference": urn}


def worded(field: str, words: Words, language: str) -> Json:
    """A field in Dutch, with hers beside it as the standard extension `translation` where it differs."""
    if not words.hers or words.hers == words.dutch:
        return {field: words.dutch}
    inside = [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": words.hers}]
    return {field: words.dutch, f"_{field}": {"extension": [{"url": TRANSLATION, "extension": inside}]}}


def narrative(section: Section, shown: Page) -> Json:
    """The rows with their paragraphs; the grammar is in `bot.export.fhir`."""
    return _generated(_row(row, shown) for row in section.rows)


def notice(shown: Page) -> Json:
    """The warning, as text of the whole document."""
    return _generated([_row(Row(shown.warning), shown)])


def _generated(rows: Iterable[str]) -> Json:
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{"".join(rows)}</div>'}


def _row(row: Row, shown: Page) -> str:
    asked = fragments(row.asked, shown) if row.asked else ()
    paragraphs = (*(_paragraph("asked", part) for part in asked), *_told(row, shown))
    return f'<div class="row">{"".join(paragraphs)}</div>'


def _told(row: Row, shown: Page) -> Iterable[str]:
    return (_paragraph("told", part) for part in fragments(row.told, shown))


def _paragraph(kind: str, part: Fragment) -> str:
    direction = "rtl" if part.rtl else "ltr"
    text = escape(part.text).replace("\n", "<br/>")
    return f'<p class="{kind}" lang="{escape(part.language)}" dir="{direction}">{text}</p>'
