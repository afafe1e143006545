"""What she told, for machines: her lines as questions and answers, and two observations. Pure."""

from collections.abc import Iterator
from datetime import date

from bot.export.fhir_shapes import LOINC, SNOMED, Json, coding, concept, reference, worded
from bot.export.headings import Headings
from bot.summary import Line, Part, Summary

CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
SMOKING = (coding(LOINC, "72166-2", "Tobacco smoking status"), coding(SNOMED, "365980008"))
DUE = (coding(LOINC, "11778-8", "Delivery date Estimated"),)
SMOKES = concept(text="rookt of vapet")  # that is what we ask; a code would say which
SMOKES_NOT = concept(coding(SNOMED, "160618006", "Current non-smoker"), text="rookt niet")


def answers(summary: Summary, heads: Headings, patient: str, at: str) -> Json:
    """Every line as she ticked it, grouped by part; Dutch, with her language beside it."""
    return {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "subject": reference(patient),
        "authored": at,
        "author": reference(patient),
        "source": reference(patient),
        "item": list(_groups(summary, heads)),
    }


def due_date(due: date, source: str, patient: str, told_on: date) -> Json:
    how: Json = {"method": {"text": source}} if source else {}
    value: Json = {"valueDateTime": due.isoformat(), **how}
    return {**_observation(concept(*DUE, text="uitgerekende datum"), patient, told_on), **value}


def smoking(smokes: bool, patient: str, told_on: date) -> Json:
    social = concept(coding(CATEGORIES, "social-history", "Social History"))
    told = _observation(concept(*SMOKING, text="roken"), patient, told_on)
    return {**told, "category": [social], "valueCodeableConcept": SMOKES if smokes else SMOKES_NOT}


def _observation(code: Json, patient: str, told_on: date) -> Json:
    """Told by her and not checked: FHIR's word for that is `preliminary`."""
    return {
        "resourceType": "Observation",
        "status": "preliminary",
        "code": code,
        "subject": reference(patient),
        "effectiveDateTime": told_on.isoformat(),
        "performer": [reference(patient)],
    }


def _groups(summary: Summary, heads: Headings) -> Iterator[Json]:
    for part in Part:
        lines = [line for line in summary.lines if line.part is part]
        if lines:
            title = worded("text", heads.words[part.value], summary.language)
            yield {"linkId": part.value, **title, "item": [_item(line, summary.language) for line in lines]}


def _item(line: Line, language: str) -> Json:
    asked = worded("text", line.asked, language) if line.asked else {}
    told = worded("valueString", line.words, language)
    return {"linkId": f"{line.part.value}.{line.id}", **asked, "answer": [told]}
