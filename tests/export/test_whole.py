"""Everything a midwife receives, in one piece."""

import base64
import io
import json
from dataclasses import replace
from typing import Any

from PIL import Image
from pypdf import PdfReader

from bot.content.schema import Library
from bot.export.fhir_rules import faults
from bot.export.whole import Exports
from bot.network_map import Helper, Ring, Role
from tests.export.making import ids, own, summary


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
