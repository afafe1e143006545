"""The preview over HTTP: who gets in, what is found, what comes out and goes in; nothing is ever changed."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.changes import Kind, changes
from bot.content.exchange.lines import COLUMNS, WORDS
from bot.content.exchange.tables import from_csv, to_csv
from bot.content.load import load
from bot.content.overview import Matter, Wish, listed, matching
from bot.content.schema import Library, SignOff, Status
from bot.errors import UnsafeSettings
from bot.ports import Understander
from bot.settings import Settings
from bot.speech.listening import Listening
from bot.speech.studio import studio
from bot.web.asgi import build
from bot.web.preview.alone import alone
from bot.web.preview.routes import UPLOAD_LIMIT
from bot.web.preview.shown import shown
from bot.web.preview.source import Preview
from bot.web.security import HEADERS
from tests.web.preview_house import NOW, change, furnished, previewed
from tests.web.running import running, running_companion
from tests.web.stand_in import Companion, parts

PROJECT = Path(__file__).parents[2]
TODAY = NOW.date()
PASSWORD = "een lang wachtwoord: ë"


class House(NamedTuple):
    root: Path
    client: httpx.Client


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    root = furnished(tmp_path_factory.mktemp("preview"))
    with previewed(root) as address, httpx.Client(base_url=address) as client:
        yield House(root, client)


@pytest.fixture(scope="module")
def guarded(house: House) -> Iterator[str]:
    with previewed(house.root, PASSWORD) as address:
        yield address


@pytest.fixture
def small(house: House) -> Library:
    return load(house.root)


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


PATHS = ["/preview", "/preview/t/ui/ja", "/preview/bestanden", "/preview/bestanden/wiegwijzer-tr.csv", "/preview/x"]


@pytest.mark.parametrize("path", PATHS[:4])
@pytest.mark.parametrize(
    "auth", [None, ("editor", ""), ("editor", PASSWORD[:-1]), (PASSWORD, ""), ("", f"{PASSWORD} ")]
)
def test_without_the_password_nothing(guarded: str, path: str, auth: tuple[str, str] | None) -> None:
    got = httpx.get(guarded + path, auth=None if auth is None else httpx.BasicAuth(*auth))
    if got.status_code != 429:
        assert (got.status_code, "Ja" in got.text, got.headers["www-authenticate"][:5]) == (401, False, "Basic")
    assert httpx.post(guarded + "/preview/bestanden", files={"bestand": ("x.csv", b"x")}).status_code in (401, 429)


@pytest.mark.parametrize("given", ["Basic", "Basic %%%", "Basic /w==", "Bearer x", "Basic Og==", "basic ///"])
def test_nonsense_is_no_password(given: str) -> None:
    from starlette.requests import Request

    scope = {"type": "http", "headers": [(b"authorization", given.encode())]}
    kept = Preview(lambda: pytest.fail("asked"), Path(), lambda: NOW, password="x")
    assert not kept.lets_in(Request(scope))


def test_with_the_password_all_of_it_until_it_is_too_often(house: House) -> None:
    with previewed(house.root, PASSWORD) as address:
        got = [httpx.get(f"{address}/preview/t/ui/ja", auth=("wie dan ook", PASSWORD)).status_code for _ in range(121)]
    assert (got[:120], got[120]) == ([200] * 120, 429)


def test_a_companion_without_a_password_has_no_such_place(house: House) -> None:
    with running(build(parts(Companion(), library=load(house.root)))) as address:
        assert [httpx.get(address + path).status_code for path in PATHS] == [404] * len(PATHS)


def test_a_companion_with_a_password_has_it(house: House) -> None:
    made = load(house.root)
    preview = Preview(lambda: made, house.root, lambda: NOW, password=PASSWORD)
    with running(build(parts(Companion(), library=made, preview=preview))) as address:
        assert httpx.get(f"{address}/preview").status_code == 401
        got = httpx.get(f"{address}/preview/t/ui/ja", auth=("", PASSWORD))
        assert (got.status_code, "vscode:" in got.text, str(house.root) in got.text) == (200, False, False)
        assert {name: got.headers[name] for name in HEADERS} == HEADERS
        assert got.headers["cache-control"] == "no-store"


def test_the_whole_companion_has_it_by_its_setting(tmp_path: Path, understander: Understander) -> None:
    with running_companion(tmp_path, understander, preview_password=PASSWORD) as address:
        assert httpx.get(f"{address}/preview", timeout=60).status_code == 401
        page = httpx.get(
            f"{address}/preview/t/topics/foliumzuur/antwoord?taal=tr", auth=("", PASSWORD), timeout=60
        ).text
        assert ("Foliumzuur" in page, "<audio" in page, "vscode:" in page) == (True, True, False)
        got = httpx.get(f"{address}/preview/bestanden/tr-ui.po", auth=("", PASSWORD), timeout=60)
        assert 'msgctxt "ui#menu"' in got.text


def test_real_people_need_a_long_password() -> None:
    keys = {"wrapping_keys": "x" * 44, "index_key": "x" * 44}
    with pytest.raises(UnsafeSettings, match="PREVIEW_PASSWORD"):
        Settings(environment="pilot", preview_password="x" * 15, **keys)
    assert Settings(environment="pilot", preview_password="x" * 16, **keys).preview_password
    assert "geheim" not in repr(Settings(preview_password="geheim"))


def ids(library: Library, wish: Wish, today: date = TODAY) -> set[str]:
    return {row.id for row in matching(library, listed(library), wish, today)}


def test_what_is_looked_for_is_found(small: Library) -> None:
    assert ids(small, Wish()) == set(small.texts)
    assert ids(small, Wish(words="graag JA")) == {"ui#ja"}
    assert "ui#ja" in ids(small, Wish(words="yes"))  # by its translation
    assert ids(small, Wish(words="graag zzz")) == set()
    assert ids(small, Wish(matter=Matter.STALE)) == {"ui#ja"} == ids(small, Wish(matter="verouderd", language="en"))
    assert ids(small, Wish(matter=Matter.STALE, language="tr")) == set()
    concept = {code: replace(known, status=Status.CONCEPT) for code, known in small.languages.items()}
    assert ids(replace(small, languages=concept), Wish(matter=Matter.MISSING)) == set()
    assert "ui#ja" in ids(replace(small, languages=concept), Wish(matter=Matter.MISSING, language="tr"))
    assert "ui#ja" in ids(small, Wish(matter=Matter.MISSING, language="tr"))
    assert "ui#ja" not in ids(small, Wish(matter=Matter.MISSING, language="en"))
    assert {one.partition("/")[0] for one in ids(small, Wish(kind="nood"))} == {"nood"}
    unsigned = ids(small, Wish(matter=Matter.UNSIGNED))
    assert ("topics/foliumzuur#sms" in unsigned, "ui#ja" in unsigned) == (True, False)
    assert ids(small, Wish(matter=Matter.EXPIRED)) == set()
    found = [row.id for row in matching(small, listed(small), Wish(words="foliumzuur"), TODAY)]
    assert all(one.startswith("topics/foliumzuur#") for one in found[:3])
    assert "topics/foliumzuur#sms" in ids(small, Wish(matter=Matter.EXPIRED), date(2040, 1, 1))


def test_every_text_can_be_shown_in_every_language(library: Library) -> None:
    """Of the real content, in the language with most marks and one that goes from right to left."""
    for language in ("nl", "ar"):
        for text_id in library.texts:
            assert shown(library, text_id, language, NOW).dutch


def test_a_stale_urgent_text_stays_in_her_language(library: Library) -> None:
    text_id = "nood/nood-112#altijd"
    old = library.texts[text_id]
    changed = replace(library, texts={**library.texts, text_id: replace(old, words=f"{old.words} Nu.")})
    found = shown(changed, text_id, "tr", NOW)
    assert found.told is not None
    assert (found.told.stale, found.told.changed[-1].words.strip()) == (True, "Nu.")
    assert {one.language for one in (*found.bubbles, *found.sms, *found.said)} == {"tr"}


def test_who_signed_is_named_while_that_holds(library: Library) -> None:
    yes = SignOff("A. de Vries, verloskundige", date(2026, 1, 1), date(2026, 12, 31), "")
    signed = replace(library, signed={"nood/nood-112": yes, "talen/tr@vertaler": yes})
    found = shown(signed, "nood/nood-112#altijd", "tr", NOW)
    assert found.signed == "A. de Vries, verloskundige, 2026-01-01" == dict(found.language_signed)["vertaler"]
    assert dict(found.language_signed)["zorgverlener"] == ""
    later = shown(signed, "nood/nood-112#altijd", "nl", NOW.replace(year=2027))
    assert (later.signed, later.language_signed) == ("", ())


def test_what_each_channel_sends(library: Library) -> None:
    def sent(text_id: str, language: str = "nl") -> tuple[int, int]:
        found = shown(library, text_id, language, NOW)
        return len(found.bubbles), len(found.sms)

    assert sent("topics/foliumzuur#antwoord")[1] == 0  # there is a shorter one for SMS
    assert sent("topics/foliumzuur#sms")[0] == 0
    assert sent("topics/foliumzuur#zoekwoorden") == (0, 0)
    assert sent("feiten#foliumzuur_vooraf") == (0, 0)
    arabic = shown(library, "nood/nood-112#altijd", "ar", NOW)
    assert (arabic.bubbles[0].rtl, "\u2066112\u2069" in arabic.bubbles[0].text) == (True, True)
    assert arabic.sms[0].parts > 0
    assert arabic.facts[0].value == "112"


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_changes_hold_both_wordings(old: str, new: str) -> None:
    found = changes(old, new)
    assert "".join(one.words for one in found if one.kind is not Kind.NEW) == old
    assert "".join(one.words for one in found if one.kind is not Kind.GONE) == new


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
