"""The midwife opens what was shared: by code, by link and PIN; and it does not open any more."""

import pytest
from playwright.sync_api import expect

from bot.model import Way
from bot.sharing.keys import derive, unpadded
from tests.web.browsing import in_a_browser
from tests.web.midwife import GONE, READER, Midwife, midwife, wieg

pytestmark = in_a_browser
__all__ = ["midwife", "wieg"]


@pytest.mark.parametrize("written", [str, str.lower, lambda code: f"  {code.replace('-', ' ')} "])
def test_a_typed_code_opens_it(midwife: Midwife, written) -> None:
    midwife.visit()
    midwife.enters(code=written(midwife.is_handed().code))
    midwife.reads()
    expect(midwife.page.locator("#shown dd").first).to_have_text("Ik wil praten over geld.")
    (opening,) = midwife.house.sharing.openings(midwife.house.person)
    assert (opening.reader, opening.way) == (READER, Way.NOW)
    expect(midwife.page.locator("#code")).to_have_value("")  # the code does not stay behind the page
    assert midwife.complaints == []


def test_a_code_and_what_it_opens_are_in_no_request(midwife: Midwife) -> None:
    midwife.visit()
    code = midwife.is_handed().code
    midwife.enters(code=code)
    midwife.reads()
    bare = code.replace("-", "")
    everything = "".join(midwife.sent)
    assert derive(bare).lookup in everything  # it was looked at
    for secret in (code, bare, bare.lower(), unpadded(derive(bare).key), "over geld"):
        assert secret not in everything
    assert midwife.page.url == f"{midwife.house.address}/v"


def test_a_wrong_pin_and_then_the_right_one(midwife: Midwife) -> None:
    handed = midwife.is_handed(Way.AHEAD)
    midwife.visit(handed.link)
    expect(midwife.page.locator("#code")).to_be_hidden()
    midwife.enters(pin=other_than(handed.pin))
    midwife.is_told("Aantal pogingen over: 4.")
    expect(midwife.page.locator("#pin")).to_be_focused()
    midwife.enters(pin=f"{handed.pin[:3]} {handed.pin[3:]}")
    midwife.reads()
    assert midwife.complaints == []


def test_five_wrong_pins_close_the_link(midwife: Midwife) -> None:
    handed = midwife.is_handed(Way.AHEAD)
    midwife.visit(handed.link)
    for left in ("4.", "3.", "2.", "1."):
        midwife.enters(pin=other_than(handed.pin))
        midwife.is_told(f"Aantal pogingen over: {left}")
    midwife.enters(pin=other_than(handed.pin))
    midwife.is_told("De link is nu gesloten")
    midwife.visit("/v")
    midwife.visit(handed.link)
    midwife.enters(pin=handed.pin)
    midwife.is_told(GONE)


def test_a_links_key_is_in_no_request_and_leaves_the_address_at_once(midwife: Midwife) -> None:
    handed = midwife.is_handed(Way.AHEAD)
    midwife.visit(handed.link)
    assert midwife.page.url == f"{midwife.house.address}/v"
    midwife.enters(pin=handed.pin)
    midwife.reads()
    payload = handed.link.partition("#shlink:/")[2]
    everything = "".join(midwife.sent)
    assert payload[:40] not in everything
    assert not [one for one in midwife.sent if handed.pin in one.partition("{")[0]]  # in no address, in no header
    went = midwife.page.evaluate("[location.href, document.URL, JSON.stringify(history.state)]")
    assert payload[:40] not in "".join(went)
    midwife.page.reload()
    expect(midwife.page.locator("#code")).to_be_visible()
    assert "shlink" not in midwife.page.url


@pytest.mark.parametrize("how", ["pasted in the field", "in the same tab", "written with %3A"])
def test_other_ways_to_bring_a_link(midwife: Midwife, how: str) -> None:
    handed = midwife.is_handed(Way.AHEAD)
    midwife.visit()
    if how == "pasted in the field":
        midwife.enters(code=handed.link)
        midwife.is_told("Een pincode heeft 6 cijfers.")
        expect(midwife.page.locator("#code")).to_have_value("")
    elif how == "in the same tab":
        midwife.page.evaluate("link => location.assign(link)", handed.link)
    else:
        midwife.page.goto("about:blank")
        midwife.visit(handed.link.replace("shlink:/", "shlink%3A%2F"))
    expect(midwife.page.locator("#pin")).to_be_visible()
    midwife.enters(pin=handed.pin)
    midwife.reads()
    assert midwife.page.url == f"{midwife.house.address}/v"


def test_what_was_revoked_does_not_open(midwife: Midwife) -> None:
    now, ahead = midwife.is_handed(), midwife.is_handed(Way.AHEAD)
    midwife.house.sharing.revoke(midwife.house.person)
    midwife.visit()
    midwife.enters(code=now.code)
    midwife.is_told(GONE)
    expect(midwife.page.locator("#code")).to_be_focused()
    midwife.visit(ahead.link)
    midwife.enters(pin=ahead.pin)
    midwife.is_told(GONE)
    expect(midwife.page.locator("#code")).to_be_visible()  # a new code can be typed at once


@pytest.mark.parametrize(("way", "minutes"), [(Way.NOW, 31), (Way.AHEAD, 60 * 24 * 15)])
def test_what_expired_does_not_open_and_says_the_same(midwife: Midwife, way: Way, minutes: int) -> None:
    handed = midwife.is_handed(way)
    midwife.house.clock.move(minutes=minutes)
    midwife.visit(handed.link or "/v")
    midwife.enters(code=handed.code, pin=handed.pin)
    midwife.is_told(GONE)


def other_than(pin: str) -> str:
    return "000000" if pin != "000000" else "000001"
