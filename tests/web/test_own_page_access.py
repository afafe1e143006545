"""Her own page for everybody: small, dark, from right to left, without a network, and checked by axe in every state."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import in_a_browser
from tests.web.her_own_page import TOKEN, Her, opened
from tests.web.test_browser_access import violations

pytestmark = in_a_browser


def asked(her: Her, her_page: Page) -> None:
    opened(her, her_page)


def explained(her: Her, her_page: Page) -> None:
    opened(her, her_page)
    her_page.locator("main button").last.click()
    expect(her_page.locator("main p").nth(1)).to_be_visible()


def dead(her: Her, her_page: Page) -> None:
    her_page.goto(f"{her.address}/p#{TOKEN}")
    expect(her_page.locator("main")).to_contain_text("niet open")


def without_network(her: Her, her_page: Page) -> None:
    opened(her, her_page)
    her_page.context.set_offline(True)
    before = her_page.locator("body").inner_text()
    her_page.locator("main button").first.click()
    expect(her_page.locator("body")).not_to_have_text(before, use_inner_text=True)
    her_page.context.set_offline(False)


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("state", [asked, explained, dead, without_network], ids=lambda state: state.__name__)
def test_every_state(her: Her, her_page: Page, state, language: str) -> None:
    her.language = language
    her_page.set_viewport_size({"width": 320, "height": 256})  # 1280 × 1024 at 400 %
    state(her, her_page)
    for scheme in ("light", "dark"):
        her_page.emulate_media(color_scheme=scheme)
        assert violations(her_page) == []
    assert her_page.evaluate("document.documentElement.scrollWidth") <= 320
    small = her_page.evaluate(
        """() => [...document.querySelectorAll("button, a, input, summary")].filter(e => e.offsetParent)
             .map(e => [e.outerHTML, e.getBoundingClientRect()])
             .filter(([, r]) => r.width < 44 || r.height < 44).map(([html]) => html)"""
    )
    assert small == []


def test_her_token_is_in_no_address_and_no_header(her: Her, her_page: Page) -> None:
    sent: list[str] = []
    her_page.on("request", lambda request: sent.append(f"{request.url} {request.headers}"))
    path, token = her.checks()
    her_page.goto(her.address + path)
    expect(her_page.locator("main button").first).to_be_visible()
    her_page.locator("main button").first.click()
    expect(her_page.locator("main p").first).to_be_visible()
    assert sent
    assert not [one for one in sent if token in one.partition("#")[0]]
