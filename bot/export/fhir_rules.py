"""What must hold of our Bundle beyond what the models know: one function a rule, its docstring the rule. Pure.

Each yields where it is broken, in paths and codes only: never words of a person. Source: hl7.org/fhir/R4 (invariants
by their own names: bdl-7, bdl-9, bdl-10, bdl-11, cmp-1, att-1, ppc-1). For her sake: `fhir_unwanted.py`.
"""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from types import MappingProxyType

from bot.export.fhir_unwanted import nobody_is_named, quiet_narrative
from bot.export.fhir_walk import Node, nodes, resources, walk

Found = Iterator[str]

REQUIRED = MappingProxyType(  # (resource or field, field) → the codes of a required binding that we use
    {
        ("Bundle", "type"): {"document"},
        ("Composition", "status"): {"final"},
        ("Composition", "confidentiality"): {"R"},
        ("text", "status"): {"generated"},
        ("Observation", "status"): {"preliminary"},
        ("QuestionnaireResponse", "status"): {"completed"},
        ("DocumentReference", "status"): {"current"},
        ("Consent", "status"): {"active"},
        ("provision", "type"): {"permit"},
        ("data", "meaning"): {"instance"},
        ("deviceName", "type"): {"user-friendly-name"},
    }
)
TARGETS = MappingProxyType(  # field that holds a reference → the resources it may point at
    {
        "subject": {"Patient"},
        "patient": {"Patient"},
        "author": {"Patient", "Device"},
        "source": {"Patient"},
        "performer": {"Patient"},
        "who": {"Patient", "Device"},
        "target": {"Composition"},
        "reference": {"Composition"},
        "entry": {"QuestionnaireResponse", "Observation", "RelatedPerson", "Consent", "DocumentReference"},
    }
)
_URN = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def faults(bundle: Node) -> list[str]:
    """All that is wrong: what the models of `fhir.resources` (R4B) say, and then our own rules."""
    wrong_shape = list(_models(bundle))
    return wrong_shape or [f"{rule.__name__}: {where}" for rule in RULES for where in rule(bundle)]


def _models(bundle: Node) -> Found:
    from fhir.resources.R4B.bundle import Bundle  # noqa: PLC0415 - half a second, needed only when she shares
    from pydantic import ValidationError  # noqa: PLC0415

    try:
        Bundle.model_validate(bundle)
    except KeyError:
        yield "unknown resource"
    except ValidationError as refused:  # its own text would hold her words
        for error in refused.errors(include_input=False, include_context=False, include_url=False):
            yield f"{error['type']} at {'.'.join(map(str, error['loc']))}"


def unique_full_urls(bundle: Node) -> Found:
    """bdl-7: every entry has its own `fullUrl`, a urn:uuid."""
    seen: set[object] = set()
    for at, entry in enumerate(nodes(bundle.get("entry"))):
        url = entry.get("fullUrl")
        if url in seen or not _URN.fullmatch(str(url)):
            yield f"bdl-7 entry {at}"
        seen.add(url)


def a_dated_document(bundle: Node) -> Found:
    """bdl-9, bdl-10: a document has an identifier with a system, and a date."""
    identifier = next(nodes(bundle.get("identifier")), {})
    if not (identifier.get("system") and identifier.get("value")):
        yield "bdl-9"
    if not bundle.get("timestamp"):
        yield "bdl-10"


def composition_first(bundle: Node) -> Found:
    """bdl-11: a document begins with its Composition."""
    first = next(iter(resources(bundle).values()), {})
    if first.get("resourceType") != "Composition":
        yield "bdl-11"


def full_sections(bundle: Node) -> Found:
    """cmp-1: a section has text or entries."""
    for resource in resources(bundle).values():
        for at, section in enumerate(nodes(resource.get("section"))):
            if not (section.get("text") or section.get("entry") or section.get("section")):
                yield f"cmp-1 section {at}"


def references_resolve(bundle: Node) -> Found:
    """A reference points at an entry of this Bundle, of a kind that this field may point at."""
    there = resources(bundle)
    for path, node in walk(bundle):
        target = node.get("reference")
        if isinstance(target, str):
            kind = there.get(target, {}).get("resourceType")
            if kind not in TARGETS.get(path[-1], set()):
                yield f"{'.'.join(path)} -> {kind or 'nothing'}"


def everything_is_reached(bundle: Node) -> Found:
    """A document holds only what its Composition leads to, and the Provenance that points at it."""
    there = resources(bundle)
    waiting, reached = [url for url in there if there[url].get("resourceType") in ("Composition", "Provenance")], set()
    while waiting:
        url = waiting.pop()
        if url in there and url not in reached:
            reached.add(url)
            waiting += [str(node.get("reference")) for _, node in walk(there[url])]
    for url in there.keys() - reached:
        yield str(there[url].get("resourceType"))


def required_codes(bundle: Node) -> Found:
    """A field with a required binding has a code that we use."""
    for path, node in walk(bundle):
        owner = str(node.get("resourceType") or path[-1])
        for (kind, field), codes in REQUIRED.items():
            if kind == owner and node.get(field) not in codes:
                yield f"{kind}.{field}"


def one_value(bundle: Node) -> Found:
    """value[x]: one at most."""
    for path, node in walk(bundle):
        if sum(re.fullmatch(r"value[A-Z]\w*", field) is not None for field in node) > 1:
            yield ".".join(path)


def whole_files(bundle: Node) -> Found:
    """att-1: a file says of what kind it is, and is base64."""
    for _, node in walk(bundle):
        if "data" in node and isinstance(node["data"], str):
            try:
                base64.b64decode(node["data"], validate=True)
            except binascii.Error:
                yield "data"
            if not node.get("contentType"):
                yield "att-1"


def consent_has_a_policy(bundle: Node) -> Found:
    """ppc-1: a consent names its policy; ours says until when, too."""
    for resource in resources(bundle).values():
        if resource.get("resourceType") == "Consent":
            period = next((node for path, node in walk(resource) if path[-1] == "period"), {})
            if not (resource.get("policy") or resource.get("policyRule")):
                yield "ppc-1"
            if not (period.get("start") and period.get("end")):
                yield "Consent.provision.period"


RULES: tuple[Callable[[Node], Found], ...] = (
    unique_full_urls,
    a_dated_document,
    composition_first,
    full_sections,
    references_resolve,
    everything_is_reached,
    required_codes,
    one_value,
    quiet_narrative,
    nobody_is_named,
    whole_files,
    consent_has_a_policy,
)
