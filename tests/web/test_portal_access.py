"""The midwife's page for everybody: by keyboard only, enlarged, and checked by axe in every state."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from bot.export.page import FIRST
from bot.model import Way
from bot.summary import Line, Part, Words
from tests.web.browsing import in_a_browser
from tests.web.midwife import GONE, READER, Midwife, midwife, wieg
from tests.web.shared import HOSTILE, summary
from tests.web.test_browser_access import tab_to, violations

pytestmark = in_a_browser
__all__ = ["midwife", "wieg"]


def start(midwife: Midwife) -> None:
    midwife.visit()


def english(midwife: Midwife) -> None:
    midwife.visit("/v?ui=en")
    expect(midwife.page.get_by_role("button", name="Open")).to_be_visible()


def with_a_link(midwife: Midwife) -> None:
    midwife.visit(midwife.is_handed(Way.AHEAD).link)


def mistaken(midwife: Midwife) -> None:
    midwife.visit()
    midwife.enters(code="7K3F")
    midwife.is_told("12 tekens")


def opened(midwife: Midwife) -> None:
    midwife.opens()


def unfolded_arabic(midwife: Midwife) -> None:
    midwife.opens()
    midwife.unfolds()


def copied(midwife: Midwife) -> None:
    midwife.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    midwife.opens()
    midwife.page.get_by_role("button", name="Kopieer", exact=True).click()
    expect(midwife.page.get_by_text("Gekopieerd")).to_be_visible()


def nearly_emptied(midwife: Midwife) -> None:
    midwife.page.clock.install()
    midwife.opens()
    midwife.page.clock.run_for(14.1 * 60_000)
    expect(midwife.page.locator("#idle")).to_be_visible()


def emptied(midwife: Midwife) -> None:
    midwife.opens()
    midwife.page.get_by_role("button", name="Klaar").click()


def wrong_pin(midwife: Midwife) -> None:
    handed = midwife.is_handed(Way.AHEAD)
    midwife.visit(handed.link)
    midwife.enters(pin="111111" if handed.pin != "111111" else "222222")
    midwife.is_told("4.")


def dead_link(midwife: Midwife) -> None:
    handed = midwife.is_handed(Way.AHEAD)
    midwife.house.sharing.revoke(midwife.house.person)
    midwife.visit(handed.link)
    midwife.enters(pin=handed.pin)
    midwife.is_told(GONE)


def without_network(midwife: Midwife) -> None:
    midwife.visit()
    midwife.page.context.set_offline(True)
    midwife.enters(code=midwife.is_handed().code)
    midwife.is_told("geen verbinding")
    midwife.page.context.set_offline(False)


def revoked_meanwhile(midwife: Midwife) -> None:
    """What she has before her stays readable until she is done; a second opening is refused."""
    handed = midwife.is_handed()
    midwife.visit()
    midwife.enters(code=handed.code)
    midwife.reads()
    midwife.house.sharing.revoke(midwife.house.person)
    midwife.unfolds()
    midwife.page.get_by_role("button", name="Klaar").click()
    midwife.enters(code=handed.code)
    midwife.is_told(GONE)


def printed(midwife: Midwife) -> None:
    midwife.opens()
    midwife.page.emulate_media(media="print")


TROUBLE = [mistaken, wrong_pin, dead_link, without_network, revoked_meanwhile]
STATES = [
    *(start, english, with_a_link, *TROUBLE, opened, unfolded_arabic, copied, printed, nearly_emptied, emptied),
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing(midwife: Midwife, state) -> None:
    state(midwife)
    assert violations(midwife.page) == []
    midwife.page.emulate_media(color_scheme="dark")
    assert violations(midwife.page) == []
    assert [one for one in midwife.complaints if "Content Security" in one or "TrustedHTML" in one] == []


def test_from_code_to_done_by_keyboard_only(midwife: Midwife) -> None:
    page, keys = midwife.page, midwife.page.keyboard
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    midwife.visit()
    tab_to(page, "#code")
    keys.type(midwife.is_handed().code)
    tab_to(page, "#reader")
    keys.type(READER)
    keys.press("Enter")
    midwife.reads()
    tab_to(page, "button[data-t=copy]")
    keys.press("Enter")
    expect(page.get_by_text("Gekopieerd")).to_be_visible()
    tab_to(page, "summary")
    keys.press("Enter")
    expect(page.locator("details[open]")).to_have_count(1)
    with page.expect_download():
        tab_to(page, "button[data-t=pdf]")
        keys.press("Space")
    tab_to(page, "button[data-t=done]")
    keys.press("Enter")
    expect(page.locator("#shown")).to_be_empty()
    tab_to(page, "#leave", key="Shift+Tab")


def test_a_link_is_opened_by_keyboard_only(midwife: Midwife) -> None:
    page, keys = midwife.page, midwife.page.keyboard
    handed = midwife.is_handed(Way.AHEAD)
    midwife.visit(handed.link)
    tab_to(page, "#pin")
    keys.type("111111" if handed.pin != "111111" else "222222")
    tab_to(page, "#reader")
    keys.type(READER)
    keys.press("Enter")
    expect(page.locator("#problem")).to_contain_text("4.")
    expect(page.locator("#pin")).to_be_focused()
    keys.press("ControlOrMeta+A")
    keys.type(handed.pin)
    keys.press("Enter")
    midwife.reads()


def test_the_focus_can_always_be_seen(midwife: Midwife) -> None:
    midwife.opens()
    for wanted in ("button[data-t=copy]", "pre", "summary", "button[data-t=pdf]", "button[data-t=done]"):
        tab_to(midwife.page, wanted)
        assert midwife.page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2, wanted


@pytest.mark.parametrize(
    "state", [start, with_a_link, *TROUBLE, opened, unfolded_arabic, nearly_emptied], ids=lambda state: state.__name__
)
def test_four_times_enlarged_nothing_stands_outside(midwife: Midwife, state) -> None:
    midwife.page.set_viewport_size({"width": 320, "height": 256})  # 1280 × 1024 at 400 %
    state(midwife)
    assert midwife.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("part", [Part.OWN_WORDS, *FIRST])
def test_four_times_enlarged_even_what_she_wrote_fits(midwife: Midwife, part: Part) -> None:
    """In every place where her words stand: the first screen has them too."""
    midwife.page.set_viewport_size({"width": 320, "height": 256})
    told = summary("ar", *HOSTILE)
    lines = (replace(line, part=part) if line.part is Part.OWN_WORDS else line for line in told.lines)
    words = Words("b" * 500, "ب" * 500)
    midwife.opens(replace(told, lines=(Line("long", part, words, words), *lines)))
    midwife.unfolds()
    assert midwife.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("state", [start, opened, nearly_emptied], ids=lambda state: state.__name__)
def test_everything_to_press_is_large_enough(midwife: Midwife, state, width: int) -> None:
    midwife.page.set_viewport_size({"width": width, "height": 800})
    state(midwife)
    small = midwife.page.evaluate(
        """() => [...document.querySelectorAll("button, input, summary, a")].filter(e => e.offsetParent)
             .map(e => [e.outerHTML, e.getBoundingClientRect()])
             .filter(([, r]) => r.width < 44 || r.height < 44).map(([html]) => html)"""
    )
    assert small == []


def test_without_a_secure_connection_it_says_why(midwife: Midwife) -> None:
    midwife.page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")
    midwife.visit()
    midwife.enters(code="7K3F-9QZD-2MXT")
    midwife.is_told("https")
