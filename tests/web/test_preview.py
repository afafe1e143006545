"""The preview over HTTP: what is heard, what comes out and goes in; nothing is ever changed."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from bot.content.exchange.lines import COLUMNS, WORDS
from bot.content.exchange.tables import from_csv, to_csv
from bot.content.schema import Library
from bot.speech.listening import Listening
from bot.speech.studio import studio
from bot.web.preview.alone import alone
from bot.web.preview.routes import UPLOAD_LIMIT
from bot.web.preview.source import Preview
from tests.web.preview_house import NOW, change, previewed
from tests.web.running import running

PROJECT = Path(__file__).parents[2]


class House(NamedTuple):
    root: Path
    client: httpx.Client


@pytest.fixture(scope="module")
def house(preview_root: Path) -> Iterator[House]:
    with previewed(preview_root) as address, httpx.Client(base_url=address) as client:
        yield House(preview_root, client)


@pytest.fixture
def listening(library: Library, tmp_path: Path) -> Iterator[Listening]:
    opened = Listening(lambda: studio(tmp_path, tmp_path, library), library)
    yield opened
    opened.close()


def test_a_text_is_heard_in_each_language_that_somebody_here_speaks(library: Library, listening: Listening) -> None:
    preview = Preview(lambda: library, PROJECT, lambda: NOW, listening)
    with running(alone(preview)) as address:
        page = httpx.get(f"{address}/preview/t/nood/nood-112/altijd?taal=tr").text
        [source] = [part.split('"')[0] for part in page.split('<audio controls preload="none" src="')[1:]]
        got = httpx.get(address + source, timeout=60)
        assert (got.status_code, got.headers["content-type"], len(got.content) > 5000) == (200, "audio/mpeg", True)
        assert httpx.get(f"{address}{source.replace('/tr/0/', '/tr/1/')}").status_code == 404


def everything(root: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_pages_in_other_numbers_and_words_break_nothing(house: House) -> None:
    for query in ("pagina=0", "pagina=99999", "pagina=²", "q=" + "x" * 9000, "soort=x&taal=x&staat=x", "q=%00%ff<b>"):
        got = house.client.get(f"/preview?{query}")
        assert (got.status_code, "<b>" in got.text) == (200, False), query
    for path in (
        "/t/ui/ja?taal=xx",
        "/t/ui/nee%23ja",
        "/t/",
        "/t/../../etc/passwd",
        "/bestanden/..%2f..%2fx",
        "/geluid/nl/0/ui/ja",
    ):
        assert house.client.get(f"/preview{path}").status_code == 404, path
    for price in ("-1", "nan", "inf", "1e9", "<b>"):
        got = house.client.get("/preview/t/topics/foliumzuur/sms", params={"prijs": price})
        assert (got.status_code, "Ongeveer" in got.text, "<b>" in got.text) == (200, False, False)


@pytest.mark.parametrize("language", ["en", "tr", "ar"])
def test_everything_on_offer_can_be_fetched(house: House, language: str) -> None:
    page = house.client.get("/preview/bestanden").text
    names = [name.split('"')[0] for name in page.split('href="/preview/bestanden/')[1:]]
    for name in (name for name in names if language in name):
        got = house.client.get(f"/preview/bestanden/{name}")
        assert (got.status_code, len(got.content) > 100) == (200, True), name
        assert got.headers["content-disposition"] == f'attachment; filename="{name}"'


def test_a_broken_file_is_named_until_it_is_repaired(house: House) -> None:
    change(house.root, "content/nl/ui.yaml", "woord: {", "woord: {{")
    got = house.client.get("/preview")
    assert (got.status_code, "content/nl/ui.yaml:" in got.text) == (500, True)
    assert house.client.get("/preview/t/ui/ja").status_code == 500
    change(house.root, "content/nl/ui.yaml", "woord: {{", "woord: {")
    assert house.client.get("/preview").status_code == 200


def handed_in(house: House, name: str, content: bytes) -> httpx.Response:
    return house.client.post("/preview/bestanden", files={"bestand": (name, content)}, data={"door": "A. <b>"})


def test_what_is_handed_in_changes_nothing_and_says_what_is_refused(house: House) -> None:
    rows = [list(row) for row in from_csv(house.client.get("/preview/bestanden/wiegwijzer-tr.csv").content)]
    for row in rows:
        if row[0] == "ui#ja":
            row[COLUMNS.index(WORDS)] = "Evet"
        if row[0] == "ui#meer_hint":
            row[COLUMNS.index(WORDS)] = "yaz"
    before = everything(house.root)
    got = handed_in(house, "tr.csv", to_csv(rows[1:]))
    assert "1 tekst over te nemen, 1 geweigerd" in got.text
    assert "De plaatshouders van &#39;ui#meer_hint&#39; kloppen niet." in got.text
    assert everything(house.root) == before


@pytest.mark.parametrize(
    ("name", "content", "heard"),
    [
        ("tr.csv", b"", "Dit bestand is leeg."),
        ("x.exe", b"MZ", "kan ik niet lezen"),
        ("x.po", b"/etc/passwd", "Dit PO-bestand is niet te lezen."),
        ("x.xlsx", b"PK\x03\x04" + bytes(50), "Dit Excel-bestand is niet te lezen."),
        (
            "<b>.po",
            b'msgid ""\nmsgstr "Language: xx\\n"\n\nmsgctxt "ui#ja"\nmsgid "Ja"\nmsgstr "x"',
            "geen taal waarin",
        ),
    ],
)
def test_what_cannot_be_used_is_said(house: House, name: str, content: bytes, heard: str) -> None:
    got = handed_in(house, name, content)
    assert (got.status_code, heard in got.text, "<b>" in got.text) == (200, True, False), got.text


def test_too_large_is_refused_there_too(house: House) -> None:
    assert handed_in(house, "x.csv", bytes(UPLOAD_LIMIT)).status_code == 413
    assert house.client.post("/preview", content=bytes(600 * 1024)).status_code in (405, 413)
    assert house.client.post("/preview/bestanden", content=io.BytesIO(b"x").read()).status_code == 200
