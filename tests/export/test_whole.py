"""Everything a midwife receives, in one piece."""

import base64
import io
import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.content.harmless import harmless
from bot.content.schema import Library
from bot.export.fhir_rules import faults
from bot.export.whole import Exports
from bot.network_map import Helper, Ring, Role
from tests.export.making import ids, own, summary
from tests.export.test_pdf import ODD


def files(written: bytes) -> dict[str, tuple[bytes, str]]:
    """By code: what is in the file, and its words."""
    found = {}
    for entry in json.loads(written)["entry"]:
        resource: dict[str, Any] = entry["resource"]
        if resource["resourceType"] == "DocumentReference":
            attachment = resource["content"][0]["attachment"]
            code = resource["type"]["coding"][0]["code"]
            found[code] = (base64.b64decode(attachment["data"]), resource.get("description", ""))
    return found


def test_paper_picture_and_record_are_inside(library: Library) -> None:
    written = Exports(library, ids())(summary("ar"))
    found = files(written)
    assert faults(json.loads(written)) == []
    assert list(found) == ["dossier", "kaart", "pdf"]
    assert found["dossier"][0].decode().startswith("Door cliënt verteld")
    assert Image.open(io.BytesIO(found["kaart"][0])).format == "PNG"
    assert "Zus" in found["kaart"][1]
    assert "Tekening van het netwerk" in "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(found["pdf"][0])).pages
    )


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd["name"])
def test_whatever_she_writes_is_whole_in_the_document(library: Library, odd: dict[str, Any]) -> None:
    """Nothing of it is cut, changed or run; only what nobody can see is gone. The PDF of it: `test_pdf.py`."""
    typed = odd["typed"] * odd.get("times", 1)
    made = json.loads(Exports(library)(own(typed)))
    assert faults(made) == []
    sections = {one["code"]["coding"][0]["code"]: one for one in made["entry"][0]["resource"]["section"]}
    told = ET.fromstring(sections["eigen_woorden"]["text"]["div"])
    assert harmless(typed) in shown(told)
    assert len(list(PdfReader(io.BytesIO(files(json.dumps(made).encode())["pdf"][0])).pages)) > 0


def shown(element: ET.Element) -> str:
    """The words a reader of XHTML sees, with its line breaks and without the isolates that keep numbers in order."""
    for line in element.iter("{http://www.w3.org/1999/xhtml}br"):
        line.tail = f"\n{line.tail or ''}"
    return "".join(element.itertext()).translate(dict.fromkeys(range(0x2066, 0x206A)))


def test_the_same_summary_is_the_same_document(library: Library) -> None:
    first, second = (Exports(library, ids())(summary("ar")) for _ in range(2))
    assert first == second


def test_without_people_there_is_no_picture(library: Library) -> None:
    assert list(files(Exports(library)(summary("tr")))) == ["dossier", "pdf"]


def test_a_nickname_stays_home(library: Library) -> None:
    people = (Helper(Role.SISTER, nickname="Roosje"), Helper(Role.FRIEND, Ring.LESS_CLOSE, nickname="Bep"))
    written = Exports(library)(replace(own("ik"), helpers=people))
    words = json.dumps(json.loads(written), ensure_ascii=False)
    pages = PdfReader(io.BytesIO(files(written)["pdf"][0])).pages
    assert not [name for name in ("Roosje", "Bep") if name in words + "".join(page.extract_text() for page in pages)]
