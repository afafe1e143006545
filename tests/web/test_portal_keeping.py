"""What the midwife takes along: the block for the record, files, paper. And that the browser keeps nothing."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.browsing import in_a_browser
from tests.web.midwife import WARNING, Midwife, midwife, wieg
from tests.web.shared import PDF

pytestmark = in_a_browser
__all__ = ["midwife", "wieg"]


def test_the_block_for_the_record_is_copied_and_that_is_announced(midwife: Midwife) -> None:
    midwife.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    midwife.opens()
    midwife.page.get_by_role("button", name="Kopieer", exact=True).click()
    expect(midwife.page.get_by_role("status").filter(has_text="Gekopieerd")).to_be_visible()
    copied = midwife.page.evaluate("navigator.clipboard.readText()")
    assert copied == midwife.page.locator("pre").text_content()
    assert copied.startswith(WARNING)
    assert "Veilig bereiken: Stuur een sms naar +31 6 0000 0000." in copied
    assert len(copied.split("\n")) <= 15


def test_where_copying_is_not_allowed_the_block_is_selected(midwife: Midwife) -> None:
    midwife.page.add_init_script("Clipboard.prototype.writeText = () => Promise.reject(new Error('no'))")
    midwife.opens()
    midwife.page.get_by_role("button", name="Kopieer", exact=True).click()
    expect(midwife.page.get_by_role("status").filter(has_text="Ctrl en C")).to_be_visible()
    assert midwife.page.evaluate("getSelection().toString()") == midwife.page.locator("pre").inner_text()


@pytest.mark.parametrize(("button", "ending"), [("PDF opslaan", ".pdf"), ("FHIR-bestand opslaan", ".json")])
def test_files_are_saved_as_they_were_made(midwife: Midwife, button: str, ending: str) -> None:
    midwife.opens()
    with midwife.page.expect_download() as started:
        midwife.page.get_by_role("button", name=button).click()
    download = started.value
    assert download.suggested_filename == f"wiegwijzer-2026-11-21{ending}"
    saved = Path(download.path()).read_bytes()
    if ending == ".pdf":
        assert saved == PDF
    else:
        bundle = json.loads(saved)
        assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "document")
    assert midwife.complaints == []


def test_on_paper_everything_is_unfolded_and_no_button_is_left(midwife: Midwife) -> None:
    midwife.opens()
    midwife.page.locator("summary").nth(1).click()
    midwife.page.emulate_media(media="print")
    midwife.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert midwife.page.locator("details:not([open])").count() == 0
    assert midwife.page.locator("button:visible, input:visible").count() == 0
    expect(midwife.page.locator("#shown h1")).to_be_visible()
    midwife.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert midwife.page.locator("details[open]").count() == 1
    assert midwife.page.pdf().startswith(b"%PDF-")


def test_nothing_is_kept_in_the_browser(midwife: Midwife) -> None:
    midwife.opens()
    assert midwife.page.context.cookies() == []
    kept = "Promise.all([localStorage.length, sessionStorage.length, caches.keys().then(k => k.length), \
        indexedDB.databases().then(d => d.length), navigator.serviceWorker.getRegistrations().then(r => r.length)])"
    assert midwife.page.evaluate(kept) == [0, 0, 0, 0, 0]
