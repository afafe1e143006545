"""What stays out of our Bundle: who she and others are, all that runs, loads or links. One function a rule. Pure."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from bot.export.fhir_walk import Node, walk

UNWANTED = MappingProxyType(  # who she is, and who they are, stays out
    {
        "Patient": ("name", "birthDate", "telecom", "address", "photo", "contact"),
        "RelatedPerson": ("name", "birthDate", "telecom", "address", "photo", "identifier"),
    }
)
BSN = "http://fhir.nl/fhir/NamingSystem/bsn"
_PARAGRAPH = r'<p class="(?:asked|told)" lang="[\w-]*" dir="(?:ltr|rtl)">[^<>]*(?:<br/>[^<>]*)*</p>'
_NARRATIVE = re.compile(
    rf'<div xmlns="http://www\.w3\.org/1999/xhtml">(?:<div class="row">(?:{_PARAGRAPH})+</div>)+</div>'
)


def quiet_narrative(bundle: Node) -> Iterator[str]:
    """Narrative holds paragraphs of escaped text, and nothing that could run, load or link."""
    for path, node in walk(bundle):
        if "div" in node and not _NARRATIVE.fullmatch(str(node["div"])):
            yield ".".join(path)


def nobody_is_named(bundle: Node) -> Iterator[str]:
    """No BSN, name, birth date, number or address of her or anybody; no profile is claimed."""
    for path, node in walk(bundle):
        kind = str(node.get("resourceType", ""))
        yield from (f"{kind}.{field}" for field in UNWANTED.get(kind, ()) if field in node)
        if node.get("system") == BSN or (path[-1] == "meta" and "profile" in node):
            yield ".".join(path)
