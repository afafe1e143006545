"""The phone on the page for everybody: by keyboard only, enlarged, with fingers, and checked by axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.web.browsing import BLEEDING, anew, answered, in_a_browser, write

pytestmark = in_a_browser


def tab_to(page: Page, wanted: str, most: int = 40, key: str = "Tab") -> None:
    """Press Tab until what has the focus is or holds `wanted` (a CSS selector)."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"the keyboard does not reach {wanted}")


def violations(page: Page) -> list[str]:
    """What axe finds wrong. The page's own policy must not keep axe from looking: it has to pass many rules too."""
    found = Axe().run(page).response
    assert len(found["passes"]) > 20
    return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]


def test_a_whole_conversation_by_keyboard_only(page: Page, complaints: list[str]) -> None:
    tab_to(page, ".buttons button")
    words = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    answered(page)
    expect(page.locator(".hers p")).to_have_text(words)
    assert page.evaluate("document.activeElement.textContent") == words  # the focus stays where she was
    tab_to(page, ".hers ~ .its .buttons button")  # and the next question's buttons come next
    page.keyboard.press("Enter")
    answered(page)
    expect(page.locator(".hers")).to_have_count(2)
    tab_to(page, "#message")
    page.keyboard.type("foliumzuur")
    page.keyboard.press("Enter")
    answered(page)
    expect(page.locator(".its").filter(has_text="foliumzuur").last).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "message"
    tab_to(page, "[name=view]", key="Shift+Tab")
    page.keyboard.press("ArrowRight")
    answered(page)
    tab_to(page, "#message")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    answered(page)
    expect(page.locator("#log-sms .hers")).to_have_count(1)
    tab_to(page, "#anew button")
    page.keyboard.press("Space")
    answered(page)
    expect(page.locator("#log-sms .hers")).to_have_count(0)
    expect(page.locator("#log-telegram .hers")).to_have_count(3)  # the other phone's conversation is still there
    assert complaints == []


def test_the_focus_can_always_be_seen(page: Page) -> None:
    for wanted in (
        ".skip",
        ".log",
        ".listen",
        ".buttons button",
        "#message",
        "#send",
        "#language",
        "#today",
        "summary",
    ):
        tab_to(page, wanted)
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 2, wanted


def test_an_urgent_bubble_is_an_alert(page: Page) -> None:
    write(page, BLEEDING["nl"])
    alert = page.locator(".its[role=alert]").first
    expect(alert).to_contain_text("112")
    assert alert.evaluate("e => e.closest('[role=log]').getAttribute('aria-live')") == "polite"


@pytest.mark.parametrize("form", ["telegram", "sms"])
def test_four_times_enlarged_nothing_stands_outside(page: Page, form: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 × 1024 at 400 %
    page.locator(f"[value={form}]").check()
    answered(page)
    write(page, "een woord dat veel te lang is: " + "a" * 200)
    page.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("[...document.querySelectorAll('.log')].every(e => e.scrollWidth <= e.clientWidth)")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_everything_to_press_is_large_enough(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    small = page.evaluate(
        """() => [...document.querySelectorAll(`button, select, input:not([type=radio]), textarea, label:has(input),
             summary, a:not(.skip)`)].filter(e => e.offsetParent).map(e => [e.outerHTML, e.getBoundingClientRect()])
             .filter(([, r]) => r.width < 44 || r.height < 44).map(([html]) => html)"""
    )
    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["start", "after an answer", "sms", "arabic"])
def test_axe_finds_nothing(page: Page, state: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    if state == "after an answer":
        write(page, "foliumzuur")
        write(page, BLEEDING["nl"])
        page.locator("summary").click()
    if state == "sms":
        page.get_by_role("radio", name="Sms").check()
        answered(page)
        write(page, "1")
    if state == "arabic":
        anew(page, "ar")
    assert violations(page) == []
