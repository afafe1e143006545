"""A real browser with the phone on its page, and what tests do with it."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from bot.web.portal import ELSEWHERE

CHROMIUM = shutil.which("chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
in_a_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt-get install chromium"),
]
MOST_PRESSES = 200
BLEEDING = {"nl": "ik verlies bloed", "tr": "kanama var"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser said in its console, and every request that did not go to us."""
    return []


@pytest.fixture
def page(browser: Browser, companion_address: str, complaints: list[str]) -> Iterator[Page]:
    """The page with its first message on it, in a Dutch browser that wants no motion."""
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    page = context.new_page()

    def on_console(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    def on_request(request: Request) -> None:
        if not request.url.removeprefix("blob:").startswith(companion_address):
            complaints.append(request.url)

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", on_request)
    page.goto(companion_address)
    answered(page)
    yield page
    context.close()


def leaves_before(page: Page, address: str, held: str, way: str) -> None:
    """Leave a page of which `held` is asked for and never comes, by the button or by Shift; it is blank then.

    Elsewhere has no page here (204), so what is seen is the page that was left.
    """
    page.route(f"{ELSEWHERE}**", lambda route: route.fulfill(status=204))
    page.route(held, lambda route: None)
    with page.expect_request(held):
        page.goto(address, wait_until="commit")
    page.locator("main").wait_for(state="attached")
    for _ in range(MOST_PRESSES):  # nothing tells when the rest has come
        if page.evaluate("document.body.childElementCount") == 0:
            break
        page.keyboard.press("Shift") if way == "shift" else page.locator("#leave").dispatch_event("click")
    assert (page.evaluate("document.body.childElementCount"), page.title()) == (0, "")
    page.unroute_all(behavior="ignoreErrors")


def answered(page: Page) -> None:
    """Wait until the phone on the screen has its answer, and nobody is writing any more."""
    expect(page.locator(".log:not([hidden]) .its").first).to_be_visible()
    expect(page.locator("#wait")).to_be_hidden()
    expect(page.locator(".log:not([hidden]) > :last-child")).to_contain_class("its")


def write(page: Page, text: str) -> None:
    """Her message by the keyboard, and its answer."""
    page.locator("#message").focus()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    answered(page)


def anew(page: Page, language: str) -> None:
    page.locator("#language").select_option(language)
    page.get_by_role("button", name="Nieuw gesprek").click()
    answered(page)
