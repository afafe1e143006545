"""The phone on the page in a real browser: by keyboard only, enlarged, in four languages, and checked by axe."""

import re
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

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
BLEEDING = {"nl": "ik verlies bloed", "tr": "kanama var"}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt-get install chromium"),
]


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
        if not request.url.startswith(companion_address):
            complaints.append(request.url)

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", on_request)
    page.goto(companion_address)
    answered(page)
    yield page
    context.close()


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
    tab_to(page, ".its button")
    words = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    answered(page)
    expect(page.locator(".hers p")).to_have_text(words)
    assert page.evaluate("document.activeElement.textContent") == words  # the focus stays where she was
    tab_to(page, ".hers ~ .its button")  # and the next question's buttons come next
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
    for wanted in (".skip", ".log", ".its button", "#message", "#send", "#language", "#today", "summary"):
        tab_to(page, wanted)
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 2, wanted


def test_sms_shows_parts_encoding_and_an_estimate(page: Page, complaints: list[str]) -> None:
    page.get_by_role("radio", name="Sms").check()
    answered(page)
    size = page.locator("#log-sms .size").first
    expect(size).to_have_text(re.compile(r"^\d+\s(deel|delen) · (GSM-7|UCS-2) · \d+\stekens$"))
    expect(page.locator("#log-sms .its button")).to_have_count(0)
    expect(page.locator("#log-sms .its").first).to_contain_text("\n1 ")
    expect(page.locator("#price-hint")).to_contain_text("instelbaar")
    page.locator("#price").fill("0,10")
    parts = int(size.inner_text().split()[0])
    expect(size).to_contain_text(f"geschat € 0,{parts}0")
    expect(page.locator("#total")).to_contain_text("geschat €")
    page.locator("#price").fill("veel")
    expect(page.locator("#price")).to_have_attribute("aria-invalid", "true")
    expect(size).not_to_contain_text("€")
    page.get_by_role("radio", name="Telegram").check()
    assert complaints == []


def test_turkish(page: Page, complaints: list[str]) -> None:
    anew(page, "tr")
    write(page, BLEEDING["tr"])
    expect(page.get_by_role("alert").filter(has_text="112").first).to_have_attribute("lang", "tr")
    write(page, "folik asit")
    expect(page.locator(".its").filter(has_text="folik asit").first).to_have_attribute("lang", "tr")
    expect(page.locator("#message")).to_have_attribute("placeholder", "Mesaj")
    expect(page.locator("html")).to_have_attribute("lang", "nl")  # the page around the phone stays as it was
    assert complaints == []


def test_arabic_stands_to_the_right(page: Page, complaints: list[str]) -> None:
    anew(page, "ar")
    expect(page.locator("#phone")).to_have_attribute("dir", "rtl")
    expect(page.locator("#phone")).to_have_attribute("lang", "ar")
    expect(page.locator("html")).not_to_have_attribute("dir", "rtl")
    bubble = page.locator(".its").first
    expect(bubble).to_have_attribute("dir", "rtl")
    phone, its = page.locator("#phone").bounding_box(), bubble.bounding_box()
    assert phone
    assert its
    assert phone["x"] + phone["width"] - (its["x"] + its["width"]) < its["x"] - phone["x"]
    expect(page.get_by_role("button", name="إرسال")).to_be_visible()
    assert complaints == []


def test_without_a_known_language_she_is_asked_and_each_name_is_in_its_own(page: Page) -> None:
    anew(page, "")
    choice = page.get_by_role("button", name="العربية")
    expect(choice).to_have_attribute("lang", "ar")
    choice.click()
    answered(page)
    expect(page.locator("#phone")).to_have_attribute("dir", "rtl")


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


@pytest.mark.parametrize(
    ("status", "kind"),
    [(413, "te lang"), (429, "te druk"), (503, "te druk"), (500, "lukte niet"), (0, "antwoordt niet")],
)
def test_trouble_is_told_kindly_and_her_words_stay(page: Page, status: int, kind: str) -> None:
    page.route("**/simulator/message", lambda r: r.fulfill(status=status) if status else r.abort())
    page.locator("#message").fill("mijn vraag")
    page.keyboard.press("Enter")
    expect(page.locator("#problem")).to_contain_text(kind)
    expect(page.locator("#message")).to_have_value("mijn vraag")
    expect(page.locator(".hers")).to_have_count(0)
    page.unroute("**/simulator/message")
    page.locator("#message").press("Enter")
    answered(page)
    expect(page.locator(".hers")).to_have_count(1)
    expect(page.locator("#problem")).to_be_empty()
    expect(page.locator("#message")).to_have_value("")


def test_a_very_long_text_is_refused_and_kept(page: Page) -> None:
    long = "a" * 100_000
    page.locator("#message").fill(long)
    page.locator("#send").click()
    expect(page.locator("#problem")).to_contain_text("te lang")
    assert page.locator("#message").input_value() == long


def test_the_page_changes_language_and_the_conversation_stays(page: Page, complaints: list[str]) -> None:
    write(page, "foliumzuur")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name="New conversation")).to_be_visible()
    expect(page.locator(".hers p")).to_have_text("foliumzuur")
    expect(page.locator(".its").first).to_have_attribute("lang", "nl")
    expect(page.get_by_role("link", name="Nederlands")).to_be_visible()
    assert complaints == []


def test_words_are_never_markup(page: Page, complaints: list[str]) -> None:
    write(page, "<img src=x onerror=alert(1)><b>vet</b>")
    expect(page.locator(".hers p")).to_have_text("<img src=x onerror=alert(1)><b>vet</b>")
    assert page.locator(".log img, .log b").count() == 0
    assert complaints == []


def test_what_happened_is_named(page: Page) -> None:
    write(page, "foliumzuur")
    page.locator("summary").click()
    expect(page.locator("#happened > li").last).to_contain_text("topics/foliumzuur")


def test_nothing_is_kept_in_the_browser(page: Page) -> None:
    write(page, "foliumzuur")
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
