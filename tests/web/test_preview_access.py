"""Who gets in at the preview: nobody without the password, and nobody at all where none is set."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.content.load import load
from bot.errors import UnsafeSettings
from bot.ports import Understander
from bot.settings import Settings
from bot.web.asgi import build
from bot.web.preview.source import Preview
from bot.web.security import HEADERS
from tests.web.preview_house import NOW, previewed
from tests.web.running import running, running_companion
from tests.web.stand_in import Companion, parts

PASSWORD = "een lang wachtwoord: ë"
PATHS = ["/preview", "/preview/t/ui/ja", "/preview/bestanden", "/preview/bestanden/wiegwijzer-tr.csv", "/preview/x"]


@pytest.fixture(scope="module")
def guarded(preview_root: Path) -> Iterator[str]:
    with previewed(preview_root, PASSWORD) as address:
        yield address


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


def test_with_the_password_all_of_it_until_it_is_too_often(preview_root: Path) -> None:
    with previewed(preview_root, PASSWORD) as address:
        got = [httpx.get(f"{address}/preview/t/ui/ja", auth=("wie dan ook", PASSWORD)).status_code for _ in range(121)]
    assert (got[:120], got[120]) == ([200] * 120, 429)


def test_a_companion_without_a_password_has_no_such_place(preview_root: Path) -> None:
    with running(build(parts(Companion(), library=load(preview_root)))) as address:
        assert [httpx.get(address + path).status_code for path in PATHS] == [404] * len(PATHS)


def test_a_companion_with_a_password_has_it(preview_root: Path) -> None:
    made = load(preview_root)
    preview = Preview(lambda: made, preview_root, lambda: NOW, password=PASSWORD)
    with running(build(parts(Companion(), library=made, preview=preview))) as address:
        assert httpx.get(f"{address}/preview").status_code == 401
        got = httpx.get(f"{address}/preview/t/ui/ja", auth=("", PASSWORD))
        assert (got.status_code, "vscode:" in got.text, str(preview_root) in got.text) == (200, False, False)
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
