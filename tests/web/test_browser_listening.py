"""The phone on the page speaks when she asks: in a real browser, with sound that really plays."""

from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import BLEEDING, anew, in_a_browser, write
from tests.web.test_browser_access import tab_to

pytestmark = in_a_browser

LABELS = {"nl": "Luister", "en": "Listen", "tr": "Dinle", "ar": "استماع", "pl": "Posłuchaj", "uk": "Слухати"}
WAITED = 1.0  # seconds from pressing to hearing what was made before
MAKING = 18_000  # milliseconds; half a second when no other test wants the processor
PLAYERS = """window.players = []; window.Audio = new Proxy(window.Audio, {construct(target, given) {
    const made = Reflect.construct(target, given); window.players.push(made); return made; }})"""


@pytest.fixture
def watched(page: Page, companion_address: str) -> Page:
    """The page of which the player can be seen by the test."""
    page.add_init_script(PLAYERS)
    page.goto(companion_address)
    expect(page.locator(".listen").first).to_be_visible()
    return page


def playing(page: Page) -> bool:
    return bool(page.evaluate("players.some(one => !one.paused)"))


def heard(page: Page) -> None:
    """Wait until a sound goes on, not just begins."""
    expect(page.locator(".listen[data-state=playing]")).to_have_count(1, timeout=MAKING)
    seconds = page.evaluate(
        """() => new Promise(heard => { const one = players.find(one => !one.paused);
             const look = () => one.currentTime > 0 && heard(one.duration);
             one.addEventListener("timeupdate", look); look(); })"""
    )
    assert seconds > 0.5


@pytest.mark.parametrize("language", LABELS)
def test_every_language_is_heard_and_again_within_a_second(watched: Page, complaints: list[str], language: str) -> None:
    anew(watched, language)
    button = watched.locator(".listen").first
    expect(button).to_have_text(LABELS[language])
    expect(button).to_have_attribute("lang", language)
    assert not playing(watched)  # it never begins by itself
    button.click()
    heard(watched)
    button.click()
    assert not playing(watched)
    began = monotonic()
    button.click()
    heard(watched)
    assert monotonic() - began < WAITED
    expect(button).to_have_attribute("data-state", "playing")
    button.click()
    expect(button).to_have_text(LABELS[language])
    assert not playing(watched)
    assert complaints == []


def test_one_at_a_time_and_by_keyboard(watched: Page, complaints: list[str]) -> None:
    write(watched, BLEEDING["nl"])
    tab_to(watched, ".listen")
    watched.keyboard.press("Enter")
    heard(watched)
    assert watched.evaluate("document.activeElement.matches('.listen')")
    others = watched.locator(".listen:not([data-state=playing])")
    others.last.click()
    expect(watched.locator(".listen[data-state=playing]")).to_have_count(1)
    heard(watched)
    assert watched.evaluate("players.length") == 1
    assert complaints == []


@pytest.mark.parametrize(("language", "words"), [("nl", "Laat deze zin horen"), ("tr", "Hollandaca dinlet")])
def test_the_sentence_for_the_phone_is_one_press(
    watched: Page, complaints: list[str], language: str, words: str
) -> None:
    anew(watched, language)
    write(watched, BLEEDING[language])
    button = watched.get_by_role("button", name=words)
    expect(button).to_have_count(1)
    button.click()
    heard(watched)
    assert complaints == []


def test_a_long_text_is_heard_to_its_end(watched: Page, complaints: list[str]) -> None:
    """Piece after piece, each by a request of its own, until it is a button again."""
    write(watched, "wat mag ik niet eten?")
    asked: list[str] = []
    watched.on("request", lambda one: asked.append(one.url) if one.url.endswith("/sound") else None)
    watched.evaluate("players[0].defaultPlaybackRate = 16")
    button = watched.locator(".listen").nth(-2)  # the last asks what next
    button.click()
    expect(watched.locator(".listen[data-state=playing]")).to_have_count(1, timeout=MAKING)
    expect(button).to_have_attribute("data-state", "", timeout=4 * MAKING)
    assert len(asked) > 1
    assert complaints == []


def test_to_its_end_it_is_a_button_again(watched: Page) -> None:
    button = watched.locator(".listen").first
    button.click()
    heard(watched)
    watched.evaluate("players[0].currentTime = players[0].duration - 0.1")
    expect(button).to_have_text(LABELS["nl"])


@pytest.mark.parametrize("trouble", ["gone", "no network", "no sound at all"])
def test_without_sound_the_words_stand_and_she_is_told(watched: Page, trouble: str) -> None:
    answers = {
        "gone": lambda route: route.fulfill(status=404),
        "no network": lambda route: route.abort(),
        "no sound at all": lambda route: route.fulfill(status=200, content_type="audio/mpeg", body="broken"),
    }
    watched.route("**/simulator/sound", answers[trouble])
    words = watched.locator(".its p").first.inner_text()
    button = watched.locator(".listen").first
    button.click()
    expect(watched.locator("#problem")).to_have_text("Het geluid doet het nu niet. De tekst staat er gewoon.")
    expect(button).to_have_text(LABELS["nl"])
    assert watched.locator(".its p").first.inner_text() == words
    watched.unroute_all()
    button.click()  # and nothing is stuck
    heard(watched)
