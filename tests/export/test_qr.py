"""Another program reads the code back."""

import io

import pytest
import typst
import zxingcpp
from PIL import Image

from bot.export import qr

LINKS = [
    "https://wiegwijzer.test/v#shlink:/" + "eyJ1cmwiOiJodHRwczovL3dpZWd3aWp6ZXIudGVzdC9zaGwv" * 5,
    "https://wiegwijzer.test/v",
]


def read(png: bytes) -> str:
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"))
    assert [code.ec_level for code in found] == ["M"]
    return found[0].text


@pytest.mark.parametrize("link", LINKS)
def test_the_picture_holds_the_link(link: str) -> None:
    assert read(qr.png(link)) == link


@pytest.mark.parametrize("link", LINKS)
def test_so_does_the_drawing(link: str) -> None:
    page = b"#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.code))"
    assert read(typst.compile(page, format="png", ppi=144, sys_inputs={"code": qr.svg(link).decode()})) == link
