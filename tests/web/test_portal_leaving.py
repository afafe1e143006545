"""When it is gone: left in a hurry, emptied by hand or by the clock, and a page that comes back is empty."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Route, expect

from bot.web.portal import ELSEWHERE
from tests.web.browsing import in_a_browser, leaves_before
from tests.web.midwife import Midwife, midwife, wieg

pytestmark = in_a_browser
__all__ = ["midwife", "wieg"]

MINUTE = 60_000


def shift(midwife: Midwife, times: int) -> None:
    for _ in range(times):
        midwife.page.keyboard.press("Shift")


@pytest.mark.parametrize("way", ["button", "shift"])
@pytest.mark.parametrize("state", ["start", "opened"])
def test_leaving_blanks_the_page_first(midwife: Midwife, way: str, state: str) -> None:
    """Elsewhere has no page here (204), so what is seen is the page that was left."""
    midwife.page.route(f"{ELSEWHERE}**", lambda route: route.fulfill(status=204))
    midwife.opens() if state == "opened" else midwife.visit()
    midwife.page.get_by_role("button", name="Snel weg").click() if way == "button" else shift(midwife, 3)
    midwife.page.wait_for_function("document.body.childElementCount === 0")
    assert midwife.page.title() == ""


@pytest.mark.parametrize("way", ["button", "shift"])
@pytest.mark.parametrize("held", ["portal.json", "portal.js", "keys.js"])
def test_who_leaves_waits_for_nothing(midwife: Midwife, held: str, way: str) -> None:
    leaves_before(midwife.page, f"{midwife.house.address}/v", f"**/static/portal/{held}", way)


def test_back_does_not_bring_it_again(midwife: Midwife) -> None:
    midwife.page.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body="het weer", content_type="text/plain"))
    midwife.page.goto("about:blank")
    midwife.opens()
    midwife.page.get_by_role("button", name="Snel weg").click()
    midwife.page.wait_for_url(ELSEWHERE)
    assert "referer" not in midwife.sent[-1].lower()
    midwife.page.go_back()
    assert midwife.page.url == "about:blank"


def test_two_presses_and_capitals_do_not_leave(midwife: Midwife) -> None:
    midwife.visit()
    shift(midwife, 1)
    expect(midwife.page.get_by_role("status").filter(has_text="Nog 2 keer Shift")).to_have_count(1)
    shift(midwife, 1)
    expect(midwife.page.get_by_role("status").filter(has_text="Nog 1 keer Shift")).to_have_count(1)
    midwife.page.locator("#reader").focus()
    for letter in "DWP":
        midwife.page.keyboard.press(f"Shift+{letter}")
    shift(midwife, 2)
    midwife.page.keyboard.press("Shift+Tab")
    shift(midwife, 1)
    expect(midwife.page.locator("#reader")).to_have_value("DWP")


def test_slow_presses_do_not_leave(midwife: Midwife) -> None:
    midwife.visit()
    press = """at => { for (const kind of ["keydown", "keyup"]) {
        const event = new KeyboardEvent(kind, { key: "Shift", bubbles: true });
        Object.defineProperty(event, "timeStamp", { value: at });
        document.dispatchEvent(event);
    } }"""
    for at in (10_000, 12_000, 17_500, 22_600):
        midwife.page.evaluate(press, at)
    expect(midwife.page.locator("#open")).to_be_visible()


def test_a_page_left_alone_is_emptied_and_says_so_a_minute_before(midwife: Midwife) -> None:
    midwife.page.clock.install()
    midwife.opens()
    midwife.page.clock.run_for(13.9 * MINUTE)
    expect(midwife.page.locator("#idle")).to_be_hidden()
    midwife.page.clock.run_for(0.2 * MINUTE)
    expect(midwife.page.get_by_role("alert").filter(has_text="Over 1 minuut")).to_be_visible()
    expect(midwife.page.locator("dd").first).to_be_visible()
    midwife.page.clock.run_for(MINUTE)
    expect(midwife.page.locator("#shown")).to_be_empty()
    expect(midwife.page.get_by_role("status").filter(has_text="15 minuten niet gebruikt")).to_be_visible()
    assert "over geld" not in midwife.page.content()
    midwife.page.clock.run_for(16 * MINUTE)
    expect(midwife.page.locator("#idle")).to_be_hidden()


@pytest.mark.parametrize("how", ["button", "key", "by script, as screen readers press"])
def test_who_still_reads_may_go_on(midwife: Midwife, how: str) -> None:
    midwife.page.clock.install()
    midwife.opens()
    midwife.page.clock.run_for(14.1 * MINUTE)
    stay = midwife.page.get_by_role("button", name="Ja, ik lees nog")
    expect(stay).to_be_visible()
    if how == "button":
        stay.click()
    elif how == "key":
        midwife.page.keyboard.press("ArrowDown")
    else:
        stay.evaluate("e => { e.focus(); e.click() }")
    midwife.page.clock.run_for(1_000)
    expect(stay).to_be_hidden()
    assert midwife.page.evaluate("document.activeElement.tagName") in ("H1", "BODY")
    midwife.page.clock.run_for(13 * MINUTE)
    expect(midwife.page.locator("dd").first).to_be_visible()


def test_a_computer_that_slept_shows_nothing_to_who_wakes_it(midwife: Midwife) -> None:
    midwife.page.clock.install()
    midwife.opens()
    midwife.page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))
    midwife.page.clock.set_system_time(
        datetime.now(UTC) + timedelta(hours=8)
    )  # no timer runs in a computer that sleeps
    expect(midwife.page.locator("dd").first).to_be_visible()
    midwife.page.mouse.move(200, 300)
    expect(midwife.page.locator("#shown")).to_be_empty()


def test_who_is_done_empties_the_page(midwife: Midwife) -> None:
    midwife.opens()
    midwife.page.get_by_role("button", name="Klaar").click()
    expect(midwife.page.locator("#shown")).to_be_empty()
    expect(midwife.page.get_by_role("status").filter(has_text="De pagina is leeggemaakt.")).to_be_visible()
    expect(midwife.page.locator("#heading")).to_be_focused()
    expect(midwife.page.locator("#code")).to_have_value("")


def test_a_page_that_is_kept_for_going_back_is_empty(midwife: Midwife) -> None:
    midwife.opens()
    midwife.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(midwife.page.locator("#shown")).to_be_empty()
    expect(midwife.page.locator("#reader")).to_have_value("")


def test_what_comes_after_the_page_was_left_is_not_shown(midwife: Midwife) -> None:
    midwife.visit()
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    midwife.page.route("**/v/open", hold)
    with midwife.page.expect_request("**/v/open"):
        midwife.enters(code=midwife.is_handed().code)
    expect(midwife.page.get_by_role("status").filter(has_text="Bezig")).to_be_visible()
    midwife.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    with midwife.page.expect_response("**/v/open") as answer:
        waiting[0].continue_()
    assert answer.value.json()["files"]
    midwife.page.evaluate("crypto.subtle.digest('SHA-256', new Uint8Array(1_000_000))")  # after what was to be unsealed
    expect(midwife.page.locator("#shown")).to_be_hidden()
    expect(midwife.page.locator("#open")).to_be_visible()
