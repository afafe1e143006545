"""The Bundle: golden samples that another reader reads, and every planted fault is caught."""

import base64
import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.content.schema import Library
from bot.errors import NotShared
from bot.export.fhir import Attached, bundle
from bot.export.fhir_rules import faults
from bot.network_map import Helper, Role
from bot.summary import Consented, Line, Part, Summary, Words
from tests.export.making import CONSENT, HERE, heads, ids, own, summary

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
FILES = Attached(b"%PDF-1.7\n", PIXEL, Words("Mijn zus en mijn buur.", "أختي وجارتي."))
FAULTS: list[dict[str, Any]] = YAML(typ="safe").load((HERE / "faults.yaml").read_text())


def made(library: Library, language: str, told: Summary | None = None) -> dict[str, Any]:
    files = FILES if language == "ar" else Attached()
    written = bundle(told or summary(language), heads(library, language), files, ids())
    return json.loads(written)  # type: ignore[no-any-return]


@pytest.mark.parametrize("language", ["nl", "ar", "tr"])
def test_the_sample_is_what_is_made(library: Library, language: str, request: pytest.FixtureRequest) -> None:
    sample = HERE / "samples" / f"{language}.json"
    now = json.dumps(made(library, language), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--update"):
        sample.write_text(now)
    assert now == sample.read_text()


@pytest.mark.parametrize("language", ["nl", "ar", "tr"])
def test_the_models_give_back_what_they_read(library: Library, language: str) -> None:
    written = made(library, language)
    assert json.loads(Bundle.model_validate(written).model_dump_json()) == json.loads(
        json.dumps(written).replace("+00:00", "Z")
    )


@pytest.mark.parametrize("planted", FAULTS, ids=lambda planted: planted["fault"])
def test_a_planted_fault_is_caught(library: Library, planted: dict[str, Any]) -> None:
    sound = made(library, "ar")
    assert faults(sound) == []
    found = faults(broken(sound, planted))
    rules = {fault.partition(": ")[0] if ": " in fault else "shape" for fault in found}
    assert rules & set(planted["caught"].split()), found


def test_a_fault_is_told_without_her_words(library: Library) -> None:
    bad = Consented("t", "h", "nl", "2026-06-01T08:12:00+00:00", "2026-06-08T08:12:00+00:00")
    told = Summary("geheim woord", own("x").made_on, own("x").lines, bad)
    with pytest.raises(NotShared) as refused:
        bundle(told, heads(library, "nl"))
    assert "geheim" not in str(refused.value)


def test_moments_get_seconds(library: Library) -> None:
    short = Consented("t", "h", "nl", "2026-06-01T08:12+02:00", "2026-06-08T08:12:00.123456+02:00")
    told = Summary("nl", own("x").made_on, own("x").lines, short)
    written = made(library, "nl", told)
    assert written["timestamp"] == "2026-06-01T08:12:00+02:00"


def test_a_nickname_stays_home(library: Library) -> None:
    people = (Helper(Role.SISTER, nickname="Roosje"), Helper(Role.MIDWIFE))
    told = Summary("nl", own("x").made_on, own("x").lines, CONSENT, helpers=people)
    written = json.dumps(made(library, "nl", told))
    assert "Roosje" not in written
    assert written.count('"RelatedPerson"') == 2


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(exclude_categories=()), max_size=80), part=st.sampled_from(Part), due=st.booleans())
def test_whatever_she_writes_the_document_is_sound(library: Library, text: str, part: Part, *, due: bool) -> None:
    told = own("x", "ar")
    lines = (Line("a", part, Words(text, text), Words(text, "؟")), Line("b", part, Words("<b>&", text)), *told.lines)
    whole = Summary("ar", told.made_on, lines, CONSENT, told.made_on if due else None, text, smokes=due)
    assert faults(made(library, "ar", whole)) == []


def broken(sound: dict[str, Any], planted: dict[str, Any]) -> dict[str, Any]:
    """A copy with one fault in it."""
    bundled = copy.deepcopy(sound)
    place = bundled if planted["where"] == "Bundle" else next(resources(bundled, planted["where"]))
    known = {"$first": bundled["entry"][0]["fullUrl"], "$device": {"reference": url_of(bundled, "Device")}}
    for path, value in planted.get("set", {}).items():
        put(place, path, known.get(value, value) if isinstance(value, str) else value)
    if "drop" in planted:
        owner, last = owner_of(place, planted["drop"])
        del owner[last]
    if "div" in planted:
        div = place["section"][0]["text"]["div"]
        place["section"][0]["text"]["div"] = div.replace("</div></div>", f"{planted['div']}</div></div>")
    if "swap" in planted:
        one, two = planted["swap"]
        entries = place["entry"]
        entries[one], entries[two] = entries[two], entries[one]
    assert bundled != sound
    return bundled


def resources(bundled: dict[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    return (entry["resource"] for entry in bundled["entry"] if entry["resource"]["resourceType"] == kind)


def url_of(bundled: dict[str, Any], kind: str) -> str:
    return next(entry["fullUrl"] for entry in bundled["entry"] if entry["resource"]["resourceType"] == kind)


def put(place: Any, path: str, value: object) -> None:
    owner, last = owner_of(place, path)
    owner[last] = value


def owner_of(place: Any, path: str) -> tuple[Any, Any]:
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    for step in steps:
        place = place[step]
    return place, last
