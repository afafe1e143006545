"""The midwife's page as it is served: its words, its headers, nothing inline."""

import re

import httpx
import pytest

from bot.web.asgi import build
from bot.web.page import STATIC
from bot.web.portal import ELSEWHERE, portal_words
from tests.web.stand_in import Companion, parts

SCRIPTS = {path.name: path.read_text() for path in (STATIC / "portal").glob("*.js")}
TEMPLATE = (STATIC.parent / "templates" / "portal.html").read_text()
FOR_LANGUAGES = {"other", "other_name", "title"}
ASKED = re.compile(r'(?:say\(|say: |said\("\w+", |button\(|data-t=|tell\([\w("\-)]+, |empty\()"(\w+)"')


@pytest.fixture
async def web():
    app = build(parts(Companion(), simulator=False))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as client:
        yield client


def test_both_languages_say_the_same() -> None:
    dutch, english = portal_words()["nl"], portal_words()["en"]
    assert dutch.keys() == english.keys()
    assert {key for key in dutch if "{n}" in dutch[key]} == {key for key in english if "{n}" in english[key]}
    assert all(dutch.values())
    assert all(english.values())


def test_every_word_is_used_and_every_used_word_is_there() -> None:
    everything = "\n".join((TEMPLATE, *SCRIPTS.values()))
    known = portal_words()["nl"].keys()
    assert {key for key in known - FOR_LANGUAGES if not re.search(rf'["\'.]{key}\b', everything)} == set()
    asked = set(ASKED.findall(everything))
    assert len(asked) > 20
    assert asked - known == set()


@pytest.mark.parametrize(("query", "language"), [("", "nl"), ("?ui=en", "en"), ("?ui=nl", "nl"), ("?ui=x", "nl")])
async def test_the_page_is_dutch_unless_asked(web, query: str, language: str) -> None:
    answer = await web.get(f"/v{query}", headers={"accept-language": "en"})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert portal_words()[language]["heading"] in answer.text


async def test_nothing_on_the_page_is_inline_or_from_elsewhere(web) -> None:
    page = (await web.get("/v")).text
    assert page.count(ELSEWHERE) == 1
    assert not re.search(r"<style|style=|\son\w+=|https?://|//\w|javascript:", page.replace(ELSEWHERE, ""))
    assert set(re.findall(r"<script[^>]*>(.*?)</script>", page, re.S)) == {""}


def test_no_script_makes_markup_of_words_or_keeps_them() -> None:
    markup = r"innerHTML|outerHTML|insertAdjacent|DOMParser|document\.write|eval\(|new Function"
    kept = r"localStorage|sessionStorage|indexedDB|\bcookie\b|caches\.|serviceWorker"
    forbidden = f"{markup}|{kept}"
    assert {name for name, script in SCRIPTS.items() if re.search(forbidden, script)} == set()


@pytest.mark.parametrize("path", ["/v", "/static/portal/portal.js"])
async def test_it_is_not_kept_not_found_and_sends_no_referrer(web, path: str) -> None:
    headers = (await web.get(path)).headers
    assert headers["cache-control"] == ("no-store" if path == "/v" else "no-cache")
    assert (headers["referrer-policy"], headers["x-robots-tag"]) == ("no-referrer", "noindex")
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy
    assert "unsafe" not in policy
    assert "set-cookie" not in headers
