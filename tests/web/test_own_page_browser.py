"""Her own page in a browser: by keyboard, back, urgent words, and every way out."""

import pytest
from playwright.sync_api import Page, expect

from bot.web.own_page import own_page_words
from bot.web.portal import ELSEWHERE
from tests.web.browsing import in_a_browser, leaves_before
from tests.web.her_own_page import TOKEN, Her, opened
from tests.web.test_browser_access import violations

pytestmark = in_a_browser


@pytest.mark.parametrize("language", ["nl", "tr", "ar"])
def test_a_whole_page_by_keyboard(her: Her, her_page: Page, complaints: list[str], language: str) -> None:
    her.language = language
    opened(her, her_page)
    assert her_page.title() == own_page_words()[language]["title"]
    assert her_page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert "#" not in her_page.url
    assert violations(her_page) == []
    for _ in range(30):
        if not her_page.locator("main button").count():
            break
        asked = her_page.locator("main").inner_text()
        her_page.keyboard.press("Tab")
        her_page.keyboard.press("Enter")
        expect(her_page.locator("main")).not_to_have_text(asked, use_inner_text=True)
    expect(her_page.locator("main")).to_contain_text(own_page_words()[language]["end"])
    assert violations(her_page) == []
    assert her_page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    assert complaints == []


def test_back_and_urgent(her: Her, her_page: Page) -> None:
    opened(her, her_page)
    first = her_page.locator("main p").first.inner_text()
    her_page.get_by_role("button", name="Overslaan").or_(her_page.get_by_role("button", name="Sla over")).click()
    expect(her_page.locator("main p").first).not_to_have_text(first)
    her_page.get_by_role("button", name="Terug").click()
    expect(her_page.locator("main p").first).to_have_text(first)


@pytest.mark.parametrize("way", ["button", "shift"])
def test_leaving_blanks_the_page_first(her: Her, her_page: Page, way: str) -> None:
    her_page.route(f"{ELSEWHERE}**", lambda route: route.fulfill(status=204))
    opened(her, her_page)
    if way == "button":
        her_page.get_by_role("button", name="Snel weg").click()
    else:
        for _ in range(3):
            her_page.keyboard.press("Shift")
    her_page.wait_for_function("document.body.childElementCount === 0")
    assert her_page.title() == ""


@pytest.mark.parametrize("way", ["button", "shift"])
@pytest.mark.parametrize("held", ["**/static/p/p.js", "**/static/elements.js", "**/p/on"])
def test_who_leaves_waits_for_nothing(her: Her, her_page: Page, held: str, way: str) -> None:
    leaves_before(her_page, f"{her.address}/p#{TOKEN}", held, way)


def test_what_opens_nothing_and_what_comes_back_is_empty(her: Her, her_page: Page) -> None:
    her_page.goto(f"{her.address}/p#nothing")
    expect(her_page.locator("main")).to_contain_text("niet open")
    assert violations(her_page) == []
    her_page.goto("about:blank")
    opened(her, her_page)
    her_page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(her_page.locator("main")).to_contain_text("niet open")
    expect(her_page.locator("main button")).to_have_count(0)
