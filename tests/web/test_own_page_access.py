"""Her own page for everybody: small, dark, from right to left, without a network, and checked by axe in every state."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import in_a_browser
from tests.web.test_browser_access import violations
from tests.web.test_own_page import TOKEN, Her, alone, her, home, opened, page

pytestmark = in_a_browser
__all__ = ["alone", "her", "home", "page"]


def asked(her: Her, page: Page) -> None:
    opened(her, page)


def explained(her: Her, page: Page) -> None:
    opened(her, page)
    page.locator("main button").last.click()
    expect(page.locator("main p").nth(1)).to_be_visible()


def dead(her: Her, page: Page) -> None:
    page.goto(f"{her.address}/p#{TOKEN}")
    expect(page.locator("main")).to_contain_text("niet open")


def without_network(her: Her, page: Page) -> None:
    opened(her, page)
    page.context.set_offline(True)
    before = page.locator("body").inner_text()
    page.locator("main button").first.click()
    expect(page.locator("body")).not_to_have_text(before, use_inner_text=True)
    page.context.set_offline(False)


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("state", [asked, explained, dead, without_network], ids=lambda state: state.__name__)
def test_every_state(her: Her, page: Page, state, language: str) -> None:
    her.language = language
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 × 1024 at 400 %
    state(her, page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, a, input, summary")].filter(e => e.offsetParent)
             .map(e => [e.outerHTML, e.getBoundingClientRect()])
             .filter(([, r]) => r.width < 44 || r.height < 44).map(([html]) => html)"""
    )
    assert small == []


def test_her_token_is_in_no_address_and_no_header(her: Her, page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.headers}"))
    path, token = her.checks()
    page.goto(her.address + path)
    expect(page.locator("main button").first).to_be_visible()
    page.locator("main button").first.click()
    expect(page.locator("main p").first).to_be_visible()
    assert sent
    assert not [one for one in sent if token in one.partition("#")[0]]
