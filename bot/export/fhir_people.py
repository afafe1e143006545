"""Who is in the Bundle: she without a name, the program that put it together, and people by role. Pure."""

from types import MappingProxyType

from bot.export.fhir_shapes import ROLES, Json, coding, concept, reference
from bot.network_map import Helper, Role

NAME = "Wiegwijzer"
_CODES = MappingProxyType(  # roles that HL7's v3 RoleCode knows; the others are told in words only
    {
        Role.PARTNER: ("SIGOTHR", "significant other"),
        Role.MOTHER: ("MTH", "mother"),
        Role.FATHER: ("FTH", "father"),
        Role.SISTER: ("SIS", "sister"),
        Role.BROTHER: ("BRO", "brother"),
        Role.FAMILY: ("FAMMEMB", "family member"),
        Role.FRIEND: ("FRND", "unrelated friend"),
        Role.NEIGHBOUR: ("NBOR", "neighbor"),
    }
)


def patient(urn: str, language: str) -> Json:
    """A pseudonym of this one document, and her language. No name, no birth date, no BSN, no address."""
    spoken = {"language": concept(coding("urn:ietf:bcp:47", language)), "preferred": True}
    return {
        "resourceType": "Patient",
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": urn}],
        "communication": [spoken],
    }


def device() -> Json:
    return {"resourceType": "Device", "deviceName": [{"name": NAME, "type": "user-friendly-name"}]}


def related_person(helper: Helper, patient_urn: str) -> Json:
    """Somebody of her network by role; a nickname never leaves."""
    known = _CODES.get(helper.role)
    codings = (coding(ROLES, *known),) if known else ()
    return {
        "resourceType": "RelatedPerson",
        "patient": reference(patient_urn),
        "relationship": [concept(*codings, text=helper.role.value)],
    }
