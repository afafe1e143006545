"""The phone on the page in a real browser: conversations in four languages, trouble, and what is kept."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import BLEEDING, anew, answered, in_a_browser, write

pytestmark = in_a_browser


def test_sms_shows_parts_encoding_and_an_estimate(page: Page, complaints: list[str]) -> None:
    page.get_by_role("radio", name="Sms").check()
    answered(page)
    size = page.locator("#log-sms .size").first
    expect(size).to_have_text(re.compile(r"^\d+\s(deel|delen) · (GSM-7|UCS-2) · \d+\stekens$"))
    expect(page.locator("#log-sms .buttons")).to_have_count(0)
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


def test_a_very_long_text_gets_a_kind_answer(page: Page) -> None:
    page.locator("#message").fill("a " * 50_000)
    page.locator("#send").click()
    answered(page)
    expect(page.locator(".its").last).to_contain_text("heel lang bericht")
    expect(page.locator("#problem")).to_be_empty()


@pytest.mark.parametrize(("language", "kind"), [("nl", "te lang"), ("tr", "çok uzun"), ("ar", "طويلة جدا")])
def test_an_endless_text_is_refused_in_her_language_and_kept(page: Page, language: str, kind: str) -> None:
    anew(page, language)
    long = "a" * 600_000
    page.locator("#message").fill(long)
    page.locator("#send").click()
    expect(page.locator("#problem")).to_contain_text(kind)
    expect(page.locator("#problem")).to_have_attribute("lang", language)
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


def test_her_network_map_is_drawn_above_its_words(page: Page, complaints: list[str]) -> None:
    write(page, "netwerkkaart")
    for choice in ("Ja", "Zus", "❤ Luistert en troost", "Nee, dit was het", "Klaar"):
        page.get_by_role("button", name=choice, exact=True).last.click()
        answered(page)
    drawn = page.locator("canvas.picture")
    expect(drawn).to_have_attribute("width", "1080")
    expect(page.locator(".its").filter(has=drawn)).to_contain_text("Zus: Dichtbij, 's nachts bellen")
    assert drawn.evaluate("canvas => canvas.getContext('2d').getImageData(540, 95, 1, 1).data[0]") < 99
    assert complaints == []


def test_by_sms_her_network_map_is_words_only(page: Page, complaints: list[str]) -> None:
    page.get_by_role("radio", name="Sms").check()
    answered(page)
    for words in ("netwerkkaart", "1", "2", "4", "6", "3"):
        write(page, words)
    expect(page.locator("#log-sms .its").filter(has_text="mensen om je heen").last).to_contain_text("- Zus: Dichtbij")
    expect(page.locator("canvas")).to_have_count(0)
    assert complaints == []
