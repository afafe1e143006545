"""What goes with it: her consent, where it comes from, and the files. Pure."""

from base64 import b64encode
from dataclasses import dataclass

from bot.export.fhir_shapes import LOINC, PARTS, Json, coding, concept, reference, worded
from bot.summary import Consented, Words

NO_WORDS = Words("", "")
TERMS = "http://terminology.hl7.org/CodeSystem"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file in the Bundle. `code`: `pdf`, `kaart` (a picture; `words` tell what is on it) or `dossier` (text)."""

    code: str
    content_type: str
    content: bytes
    title: Words
    words: Words = NO_WORDS


def consent(given: Consented, patient: str, shared: str) -> Json:
    """That this document may be read, until when, and which words she said yes to."""
    shown = {"language": given.language, "title": given.text_id, "creation": given.at}
    permit = {
        "type": "permit",
        "period": {"start": given.at, "end": given.until},
        "data": [{"meaning": "instance", "reference": reference(shared)}],
    }
    return {
        "resourceType": "Consent",
        "identifier": [{"type": {"text": "hash van de getoonde tekst"}, "value": given.text_hash}],
        "status": "active",
        "scope": concept(coding(f"{TERMS}/consentscope", "patient-privacy", "Privacy Consent")),
        "category": [concept(coding(LOINC, "59284-0", "Patient Consent"))],
        "patient": reference(patient),
        "dateTime": given.at,
        "performer": [reference(patient)],
        "sourceAttachment": shown,
        "policyRule": concept(coding(f"{TERMS}/v3-ActCode", "OPTIN", "opt-in")),
        "provision": permit,
    }


def provenance(patient: str, device: str, shared: str, at: str) -> Json:
    """Told by her, put together by the program."""
    return {
        "resourceType": "Provenance",
        "target": [reference(shared)],
        "recorded": at,
        "agent": [_agent("author", "Author", patient), _agent("assembler", "Assembler", device)],
    }


def document(paper: Paper, patient: str, language: str, at: str) -> Json:
    """A file, as base64 inside. Its words in `description`."""
    words = worded("description", paper.words, language) if paper.words.dutch else {}
    inside = {"contentType": paper.content_type, "data": b64encode(paper.content).decode()}
    return {
        "resourceType": "DocumentReference",
        "status": "current",
        "type": concept(coding(PARTS, paper.code), text=paper.title.dutch),
        "subject": reference(patient),
        "date": at,
        **words,
        "content": [{"attachment": {**inside, **worded("title", paper.title, language), "creation": at}}],
    }


def _agent(code: str, display: str, who: str) -> Json:
    kind = coding(f"{TERMS}/provenance-participant-type", code, display)
    return {"type": concept(kind), "who": reference(who)}
