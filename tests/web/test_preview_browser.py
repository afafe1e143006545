"""The preview in a real browser, as an editor, a translator and a clinician use it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from playwright.sync_api import Browser, Page, expect

from bot.content.exchange.lines import COLUMNS, WORDS
from bot.content.exchange.tables import from_xlsx, to_xlsx
from tests.web.browsing import in_a_browser
from tests.web.preview_house import previewed
from tests.web.test_browser_access import tab_to, violations

pytestmark = in_a_browser
PASSWORD = "een lang wachtwoord"


@pytest.fixture(scope="module")
def address(preview_root: Path) -> Iterator[str]:
    with previewed(preview_root) as found:
        yield found


@pytest.fixture
def tab(browser: Browser, address: str, complaints: list[str]) -> Iterator[Page]:
    """The list, in a browser without JavaScript of ours; whatever it complains of fails the test."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda one: None if one.url.startswith((address, "data:")) else complaints.append(one.url))
    page.goto("/preview")
    yield page
    context.close()
    assert complaints == []


def test_an_editor_searches_filters_and_opens_a_text_by_keyboard(tab: Page) -> None:
    tab_to(tab, "[name=q]")
    tab.keyboard.type("foliumzuur#sms")
    tab.keyboard.press("Enter")
    expect(tab.locator("[name=q]")).to_have_value("foliumzuur#sms")
    tab.wait_for_url("**q=foliumzuur**")
    tab_to(tab, ".texts a")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Foliumzuur")
    expect(tab.locator(".bubble").first).to_contain_text("400 microgram")
    expect(tab.get_by_text("content/nl/topics/foliumzuur.md:")).to_be_visible()
    link = tab.get_by_role("link", name="open in VS Code").get_attribute("href")
    assert str(link).startswith("vscode://file/")
    assert "/content/nl/topics/foliumzuur.md:" in str(link)


def test_what_is_stale_is_found_and_shows_what_changed(tab: Page) -> None:
    tab.get_by_label("Taal").select_option("en")
    tab.get_by_label("Staat").select_option("verouderd")
    tab.get_by_role("button", name="Zoek").click()
    expect(tab.get_by_role("status")).to_have_text("1 tekst.")
    tab.get_by_role("link", name="ui#ja").click()
    expect(tab.locator("#verschil ins")).to_contain_text("graag")
    expect(tab.locator("#verschil .words")).to_contain_text("Ja")
    expect(tab.locator("[lang=en].words")).to_have_text("Yes")
    expect(tab.locator(".bubble").first).to_have_text("Ja graag")  # what she gets until somebody repairs it


def test_arabic_runs_from_right_to_left(tab: Page) -> None:
    tab.goto("/preview/t/nood/nood-112/altijd?taal=ar")
    for shown in (".bubble", ".words[lang=ar]"):
        found = tab.locator(shown).first
        assert found.evaluate("e => [getComputedStyle(e).direction, e.lang]") == ["rtl", "ar"]
    number = tab.locator(".bubble").first
    assert "\u2066112\u2069" in str(number.text_content())
    assert tab.locator(".words").first.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_what_an_sms_costs_is_worked_out_from_the_price_that_is_typed(tab: Page) -> None:
    tab.goto("/preview/t/topics/foliumzuur/sms?taal=en")
    expect(tab.get_by_text("Ongeveer")).to_have_count(0)
    tab.get_by_label("Prijs").fill("0,10")
    tab.get_by_role("button", name="Reken uit").click()
    expect(tab.get_by_text("Ongeveer € 0,10")).to_be_visible()
    expect(tab.locator(".tabs [aria-current]")).to_contain_text("Engels")


def test_a_translator_fetches_fills_in_and_hands_in_and_the_patch_applies(
    tab: Page, preview_root: Path, tmp_path: Path
) -> None:
    tab.get_by_role("link", name="Bestanden").click()
    with tab.expect_download() as fetched:
        tab.get_by_role("link", name="wiegwijzer-tr.xlsx").click()
    rows = [list(row) for row in from_xlsx(Path(fetched.value.path()).read_bytes())]
    next(row for row in rows if row[0] == "ui#ja")[COLUMNS.index(WORDS)] = "Evet, lütfen"
    next(row for row in rows if row[0] == "ui#meer_hint")[COLUMNS.index(WORDS)] = "yaz"
    filled = tmp_path / "tr.xlsx"
    filled.write_bytes(to_xlsx(rows[1:], rtl=False))
    patch = handed_in(tab, filled, tmp_path)
    expect(tab.get_by_text("1 tekst over te nemen, 1 geweigerd")).to_be_visible()
    expect(tab.get_by_text("De plaatshouders van 'ui#meer_hint' kloppen niet.")).to_be_visible()
    tab.get_by_text("Bekijk de wijziging").click()
    expect(tab.locator(".patch")).to_contain_text('+msgstr "Evet, lütfen"')
    assert violations(tab) == []
    subprocess.run(["git", "apply", "--check", patch], cwd=preview_root, check=True)


def test_a_po_file_from_poedit_comes_back_as_a_patch_that_applies(
    tab: Page, preview_root: Path, tmp_path: Path
) -> None:
    tab.goto("/preview/bestanden")
    with tab.expect_download() as fetched:
        tab.get_by_role("link", name="en-ui.po").click()
    po = polib.pofile(str(fetched.value.path()))
    stale = next(one for one in po if one.msgctxt == "ui#ja")
    stale.msgstr, stale.flags, stale.previous_msgid = "Yes please", [], None
    po.save(str(tmp_path / "en-ui.po"))
    patch = handed_in(tab, tmp_path / "en-ui.po", tmp_path)
    assert '-msgstr "Yes"' in patch.read_text("utf-8")
    subprocess.run(["git", "apply", "--check", patch], cwd=preview_root, check=True)


def handed_in(tab: Page, file: Path, folder: Path) -> Path:
    tab.get_by_label("Bestand").set_input_files(file)
    tab.get_by_role("button", name="Lever in").click()
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Bewaar de wijziging").click()
    assert saved.value.suggested_filename == "vertaling.patch"
    saved.value.save_as(folder / "vertaling.patch")
    return folder / "vertaling.patch"


def test_a_wrong_password_shows_nothing_and_the_right_one_all(browser: Browser, preview_root: Path) -> None:
    with previewed(preview_root, PASSWORD) as address:
        for given, status in (("verkeerd", 401), (PASSWORD, 200)):
            context = browser.new_context(http_credentials={"username": "redactie", "password": given})
            page = context.new_page()
            got = page.goto(f"{address}/preview/t/ui/ja")
            assert got is not None
            assert got.status == status
            assert (page.locator("h1").count(), "Ja graag" in page.content()) == (
                (1, True) if status == 200 else (0, False)
            )
            context.close()


PAGES = [
    "",
    "?q=zzz",
    "?taal=tr&staat=mist",
    "/t/topics/foliumzuur/sms?taal=ar&prijs=0,1",
    "/t/ui/ja?taal=en",
    "/t/ui/ja?taal=tr",
    "/t/nood/nood-112/altijd",
    "/bestanden",
]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_by_day_and_by_night(tab: Page, path: str) -> None:
    tab.goto(f"/preview{path}")
    assert violations(tab) == []
    tab.emulate_media(color_scheme="dark")
    assert violations(tab) == []


@pytest.mark.parametrize("path", PAGES)
def test_on_a_small_screen_nothing_stands_outside_and_all_can_be_pressed(tab: Page, path: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 640})
    tab.goto(f"/preview{path}")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    small = tab.evaluate(
        """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, summary, li a, nav a")]
             .map(e => [e.outerHTML, e.getBoundingClientRect()])
             .filter(([, r]) => r.width < 44 || r.height < 44).map(([html]) => html)"""
    )
    assert small == []


def test_sound_that_is_not_there_leaves_the_words(tab: Page) -> None:
    """Nobody speaks here."""
    tab.goto("/preview/t/topics/foliumzuur/antwoord")
    expect(tab.locator("audio")).to_have_count(0)
