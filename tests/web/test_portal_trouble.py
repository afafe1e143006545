"""What the midwife is told when it does not open: links of others, broken ones, mistakes, trouble on the way."""

import json
from dataclasses import replace

import httpx
import pytest
from playwright.sync_api import expect

from bot.model import Way
from bot.sharing.keys import unpadded
from tests.web.browsing import in_a_browser
from tests.web.midwife import GONE, READER, Midwife, midwife, wieg
from tests.web.shared import summary

pytestmark = in_a_browser
__all__ = ["midwife", "wieg"]


def test_a_link_of_another_site_is_refused_without_a_request(midwife: Midwife) -> None:
    elsewhere = {"url": "https://elders.example/shl/abc", "key": "A" * 43, "flag": "P"}
    midwife.visit(f"/v#shlink:/{unpadded(json.dumps(elsewhere).encode())}")
    midwife.is_told("hoort niet bij deze website")
    before = len(midwife.sent)
    midwife.enters(code="7K3F-9QZD-2MX")
    midwife.is_told("Je vulde er 11 in")
    assert len(midwife.sent) == before
    assert midwife.complaints == []


def test_a_link_to_another_door_of_ours_is_refused_too(midwife: Midwife) -> None:
    inside = {"url": f"{midwife.house.address}/v/open", "key": "A" * 43, "flag": "P"}
    midwife.visit(f"/v#shlink:/{unpadded(json.dumps(inside).encode())}")
    midwife.is_told("hoort niet bij deze website")


@pytest.mark.parametrize(
    "payload",
    [
        b"not json",
        b'{"url": 5, "key": "A"}',
        b'{"key": "' + b"A" * 43 + b'"}',
        b'{"url": "javascript:alert(1)", "key": "' + b"A" * 43 + b'"}',
        b"null",
        b"\xff\xfe",
    ],
)
def test_a_broken_link_is_told(midwife: Midwife, payload: bytes) -> None:
    before = len(midwife.sent)
    midwife.visit(f"/v#shlink:/{unpadded(payload)}")
    expect(midwife.page.locator("#problem")).to_contain_text("Vraag je cliënt om een nieuwe", ignore_case=True)
    assert all(one.startswith("GET ") for one in midwife.sent[before:])
    assert midwife.complaints == []


@pytest.mark.parametrize(
    ("code", "reader", "told", "focus"),
    [
        ("", READER, "Een code heeft 12 tekens. Je vulde er 0 in.", "code"),
        ("7K3F 9QZD", READER, "Je vulde er 8 in.", "code"),
        ("7K3F-9QZD-2MXU", READER, "Dit teken staat in geen enkele code: U.", "code"),
        ("$&$&$&$&$&$&", READER, "in geen enkele code: $.", "code"),
        ("7K3F-9QZD-2MXT", "  ", "Vul je naam en praktijk in.", "reader"),
    ],
)
def test_what_is_not_filled_in_right_is_told_without_a_request(
    midwife: Midwife, code: str, reader: str, told: str, focus: str
) -> None:
    midwife.visit()
    before = len(midwife.sent)
    midwife.enters(code=code, reader=reader)
    midwife.is_told(told)
    field = midwife.page.locator(f"#{focus}")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert len(midwife.sent) == before


@pytest.mark.parametrize(
    ("status", "told"),
    [(0, "geen verbinding"), (429, "te vaak"), (500, "bij ons iets mis"), (503, "bij ons iets mis"), (404, GONE)],
)
def test_trouble_is_told_and_what_was_typed_stays(midwife: Midwife, status: int, told: str) -> None:
    midwife.visit()
    midwife.page.route("**/v/open", lambda r: r.fulfill(status=status) if status else r.abort())
    handed = midwife.is_handed()
    midwife.enters(code=handed.code)
    midwife.is_told(told)
    expect(midwife.page.locator("#code")).to_have_value(handed.code)
    midwife.page.unroute("**/v/open")
    midwife.page.locator("#open").click()
    midwife.reads()


@pytest.mark.parametrize("body", ['{"files": []}', '{"files": [{"embedded": "a.b.c"}]}', "{}", "niets"])
def test_what_arrives_damaged_is_told(midwife: Midwife, body: str) -> None:
    midwife.visit()
    midwife.page.route("**/v/open", lambda r: r.fulfill(status=200, content_type="application/json", body=body))
    midwife.enters(code="7K3F-9QZD-2MXT")
    expect(midwife.page.locator("#problem")).not_to_be_empty()
    assert midwife.complaints == []


def test_guessing_is_slowed_down(midwife: Midwife) -> None:
    midwife.visit()
    for _ in range(10):
        httpx.post(f"{midwife.house.address}/v/open", json={"lookup": "x", "recipient": "y"})
    midwife.enters(code="7K3F-9QZD-2MXT")
    midwife.is_told("te vaak")


@pytest.mark.parametrize("sealed", [b"not json", b"{}", b'{"entry": []}'])
def test_what_is_no_document_is_told_beside_the_form(midwife: Midwife, sealed: bytes) -> None:
    """It opened, so the seal was right: then the page must not be left empty without a word."""
    sharing = replace(midwife.house.sharing, exporter=lambda what: sealed)
    handed = sharing.create(midwife.house.person, summary(), Way.NOW)
    midwife.visit()
    midwife.enters(code=handed.code)
    midwife.is_told("Wat aankwam, is beschadigd")
    expect(midwife.page.locator("#open")).to_be_visible()
    expect(midwife.page.locator("#shown")).to_be_hidden()
