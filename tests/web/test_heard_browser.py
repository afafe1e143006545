"""The page where a text is heard, in a real browser: it plays, shows what is said, and is for everybody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.speech.addresses import Addresses
from bot.web.heard import heard_words
from tests.web.browsing import browser, in_a_browser
from tests.web.test_browser_access import violations
from tests.web.test_heard import TOPIC, addresses, house, library, listening

pytestmark = in_a_browser
__all__ = ["addresses", "browser", "house", "library", "listening"]

MAKING = 18_000  # milliseconds; a second when no other test wants the processor
WORDS = heard_words()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def plays(page: Page) -> float:
    """Its length in seconds, once it goes on."""
    seconds = page.evaluate(
        """() => new Promise(heard => { const one = document.getElementById("sound");
             const look = () => one.currentTime > 0.05 && !one.paused && heard(one.duration);
             one.addEventListener("timeupdate", look); look(); })"""
    )
    return float(seconds)


def opened(page: Page, house: str, code: str) -> None:
    """The page with its marks: its sound is made."""
    page.set_default_timeout(MAKING)
    with page.expect_response("**/marks"):
        page.goto(f"{house}/l/{code}")
    expect(page.locator("#on")).to_be_visible()


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_it_plays_and_shows_the_sentence_that_is_said(
    page: Page, house: str, addresses: Addresses, language: str
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    opened(page, house, addresses.code(TOPIC, language))
    play = page.get_by_role("button", name=WORDS[language]["play"], exact=True)
    assert page.evaluate("document.getElementById('sound').paused")  # it never begins by itself
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert plays(page) > 2
    expect(page.locator("[aria-current]")).to_have_attribute("data-said", "0")
    page.locator("#on").click()
    expect(page.locator("[aria-current]")).to_have_attribute("data-said", "1")
    page.locator("#back").click()
    expect(page.locator("[aria-current]")).to_have_attribute("data-said", "0")
    page.locator("#speed").click()
    assert page.evaluate("document.getElementById('sound').playbackRate") == 0.8
    page.get_by_role("button", name=WORDS[language]["pause"], exact=True).click()
    expect(play).to_be_visible()
    assert page.evaluate("document.getElementById('sound').paused")
    assert complaints == []


def test_without_sound_she_is_told_and_nothing_is_stuck(page: Page, house: str, addresses: Addresses) -> None:
    page.route("**/sound", lambda route: route.fulfill(status=200, content_type="audio/mpeg", body="broken"))
    opened(page, house, addresses.code(TOPIC, "nl"))
    page.locator("#play").click()
    expect(page.locator("#problem")).to_have_text(WORDS["nl"]["wrong"])
    expect(page.locator("#text")).to_be_visible()
    page.unroute_all()
    page.locator("#play").click()
    assert plays(page) > 2
    expect(page.locator("#problem")).to_be_empty()


def test_without_a_script_the_browsers_own_player_is_there(browser: Browser, house: str, addresses: Addresses) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{house}/l/{addresses.code('zwangerschapstest', 'nl')}")
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.locator("#controls")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("state", ["there", "playing", "gone"])
def test_axe_finds_nothing(page: Page, house: str, addresses: Addresses, state: str, language: str) -> None:
    page.set_extra_http_headers({"accept-language": language})
    page.set_viewport_size({"width": 320, "height": 480})
    if state == "gone":
        page.goto(f"{house}/l/aaaaaaaa")
    else:
        opened(page, house, addresses.code(TOPIC, language))
    if state == "playing":
        page.locator("#play").click()
        expect(page.locator("[aria-current]")).to_be_visible()
        page.locator("#play").click()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_leaving_at_once_empties_it(page: Page, house: str, addresses: Addresses) -> None:
    page.route("https://www.knmi.nl/**", lambda route: route.fulfill(status=204))
    opened(page, house, addresses.code(TOPIC, "nl"))
    page.locator("#leave").click()
    assert page.evaluate("document.body.childElementCount") == 0
    assert page.title() == ""
