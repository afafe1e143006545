"""What the midwife reads."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.content.harmless import harmless
from bot.content.schema import Library
from bot.export.fhir import Attached
from bot.summary import Line, Part, Words
from tests.export.test_pdf import ODD
from tests.web.browsing import in_a_browser
from tests.web.midwife import WARNING, Midwife, midwife, wieg
from tests.web.shared import HOSTILE, PDF, exporter, house, summary

pytestmark = in_a_browser
__all__ = ["midwife", "wieg"]


@pytest.fixture
def changed(browser: Browser, tmp_path: Path, library: Library) -> Iterator[Callable[..., Midwife]]:
    """A midwife who opened a Bundle that was changed before it was sealed."""
    closing = ExitStack()

    def opens(change: Callable[[dict], None], attached: Attached | None = None) -> Midwife:
        def export(what):
            made = json.loads(exporter(library, attached)(what))
            change(made["entry"][0]["resource"])
            return json.dumps(made).encode()

        one = Midwife(
            closing.enter_context(browser.new_context()).new_page(), closing.enter_context(house(tmp_path, export))
        )
        one.watch()
        one.opens()
        return one

    with closing:
        yield opens


def test_the_first_screen_is_short_and_dutch(midwife: Midwife) -> None:
    midwife.opens()
    shown = midwife.page.locator("#shown")
    expect(shown.locator("h1")).to_have_text(WARNING)
    expect(shown.locator("h1")).to_be_focused()
    labels = shown.locator("dt").all_inner_texts()
    assert labels == ["Vraag", "Hulp gewenst", "Uitgerekende datum", "Taal en tolk", "Veilig bereiken"]
    assert shown.locator("dd").count() <= 8
    assert shown.locator("dd").nth(2).inner_text() == "24-12-2026, zelf gerekend."
    bottom = shown.locator("dl").evaluate("e => e.getBoundingClientRect().bottom")
    assert bottom < 600  # seen without scrolling
    expect(shown.locator("details[open]")).to_have_count(0)


def test_everything_stands_beside_her_language(midwife: Midwife) -> None:
    midwife.opens()
    midwife.unfolds()
    row = midwife.page.locator(".rows li", has_text="Stuur een sms")
    dutch, hers = row.locator("p.told").all()
    assert dutch.evaluate("e => [e.lang, e.dir]") == ["nl", "ltr"]
    assert hers.evaluate("e => [e.lang, e.dir]") == ["ar", "rtl"]
    left, right = dutch.bounding_box(), hers.bounding_box()
    assert left
    assert right
    assert abs(left["y"] - right["y"]) < 2
    assert left["x"] < right["x"]
    ends = "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().right }"
    assert abs(hers.evaluate(ends) - (right["x"] + right["width"])) < 2  # written from the right edge
    titles = midwife.page.locator("summary").all_inner_texts()
    assert [title.split(" · ")[0] for title in titles] == [
        "Vraag",
        "Hulp gewenst",
        "Uitgerekende datum",
        "Taal en tolk",
        "Veilig bereiken",
        "Netwerk",
        "Antwoorden",
        "Eigen woorden",
        "Toestemming",
        "Tekening van het netwerk",
    ]


NUMBERS = r"""() => {
    const read = [];
    const walk = document.createTreeWalker(document.querySelector("#shown"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        for (const { 0: number, index } of walk.currentNode.data.matchAll(/\+?\d(?:[ -]?\d){4,}/g)) {
            const at = [...number].map((_, place) => {
                const range = document.createRange();
                range.setStart(walk.currentNode, index + place);
                range.setEnd(walk.currentNode, index + place + 1);
                return range.getBoundingClientRect();
            });
            const follows = (one, place) => one.left >= at[place - 1].left && one.top === at[0].top;
            const straight = at.slice(1).every((one, place) => follows(one, place + 1));
            read.push([number, straight, Boolean(walk.currentNode.parentElement.closest("pre"))]);
        }
    }
    return read;
}"""


@pytest.mark.parametrize("width", [320, 500, 1280])
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_dates_and_phone_numbers_are_read_from_left_to_right_on_one_line(
    midwife: Midwife, language: str, width: int
) -> None:
    """Also where her own Arabic stands in a Dutch line: reversed or broken, a date or a number is another one."""
    midwife.page.set_viewport_size({"width": width, "height": 800})
    midwife.opens(summary(language, "موعدي 05-06-2027 وهاتفي 06-12345678 أو +31 6 1234 5678", "bel 0800-2000 أو 112"))
    midwife.unfolds()
    read = midwife.page.evaluate(NUMBERS)
    assert {"05-06-2027", "06-12345678", "+31 6 1234 5678", "0800-2000"} <= {number for number, _, _ in read}
    assert any(in_record for _, _, in_record in read)
    assert [(number, in_record) for number, straight, in_record in read if not straight] == []


def test_her_own_words_stand_once_with_the_question_in_both_languages(midwife: Midwife) -> None:
    asked = Words("Hoe slaap je?", "Nasıl uyuyorsun?")
    told = Line("slapen", Part.QUESTION, Words("Çok az", "Çok az"), asked)
    midwife.opens(replace(summary("tr"), lines=(told,)))
    midwife.unfolds()
    row = midwife.page.locator(".rows li", has_text="Hoe slaap je?")
    assert row.locator("p").all_inner_texts() == ["Hoe slaap je?", "Nasıl uyuyorsun?", "Çok az"]
    assert row.locator("p.told").get_attribute("lang") == "tr"


def test_a_dutch_speaker_has_one_column(midwife: Midwife) -> None:
    midwife.opens(summary("nl"))
    midwife.unfolds()
    assert set(midwife.page.locator(".rows li").evaluate_all("all => all.map(e => e.children.length)")) == {1}


def test_what_she_writes_is_never_markup_and_nothing_of_it_is_lost(midwife: Midwife) -> None:
    midwife.opens(summary("nl", *HOSTILE))
    midwife.unfolds()
    own = midwife.page.locator("details", has_text="Eigen woorden").locator("p.told")
    assert own.evaluate_all("all => all.map(e => e.textContent)")[1:] == list(HOSTILE)
    assert midwife.page.locator("#shown :is(script, img, b, i, a, iframe)").count() == 0
    assert midwife.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert midwife.complaints == []


def test_whatever_she_writes_is_on_the_page_whole(midwife: Midwife) -> None:
    """All that people and attackers typed for the PDF, 100 kB words too, in one summary."""
    typed = [odd["typed"] * odd.get("times", 1) for odd in ODD]
    midwife.opens(summary("nl", *typed))
    midwife.unfolds()
    own = midwife.page.locator("details", has_text="Eigen woorden").locator("p.told")
    told = own.evaluate_all("all => all.map(e => e.textContent.replace(/[\\u2066-\\u2069]/g, ''))")
    assert [one for one in map(harmless, typed) if one not in told] == []
    assert midwife.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert midwife.complaints == []


def test_the_picture_of_her_network_has_words(midwife: Midwife) -> None:
    midwife.opens()
    midwife.unfolds()
    picture = midwife.page.get_by_role("img", name="Zus staat dichtbij.")
    expect(picture).to_be_visible()
    midwife.page.wait_for_function("document.querySelector('canvas').width > 300")
    drawn = "e => e.getContext('2d').getImageData(0, 0, e.width, e.height).data.some(v => v > 0 && v < 255)"
    assert picture.evaluate(drawn)
    expect(midwife.page.locator("details:has(canvas) .told").first).to_have_text("Zus staat dichtbij.")


def test_a_picture_that_cannot_be_drawn_is_told(changed) -> None:
    midwife = changed(lambda composition: None, Attached(PDF, b"no picture", Words("Zus staat dichtbij.", "")))
    midwife.unfolds()
    expect(midwife.page.get_by_text("De tekening is niet te tonen.")).to_be_visible()
    expect(midwife.page.locator("details .told", has_text="Zus staat dichtbij.")).to_be_visible()


def test_an_unknown_section_is_shown_as_plain_text(changed) -> None:
    div = "<div><h2>Kop</h2><ul><li>Eén &amp; twee</li><li>&lt;script&gt;</li></ul></div>"

    def add(composition: dict) -> None:
        inner = {"title": "binnen", "text": {"status": "generated", "div": "<div><p>Diep</p></div>"}}
        new = {"title": "Nieuw", "text": {"status": "generated", "div": div}, "section": [inner]}
        composition["section"].append(new)
        known = next(one for one in composition["section"] if one["code"]["coding"][0]["code"] == "vraag")
        known["text"]["div"] = known["text"]["div"].removesuffix("</div>") + "<p>Nog iets</p></div>"

    midwife = changed(add)
    midwife.unfolds()
    told = midwife.page.locator("details", has_text="Nieuw").locator(".told")
    assert told.all_inner_texts() == ["Kop\nEén & twee\n<script>", "Diep"]
    asked = midwife.page.locator("details", has_text="Nog iets").locator("li")
    assert [words.split("\n")[-1] for words in asked.all_inner_texts()][-1] == "Nog iets"
    assert asked.count() == 2
    assert midwife.complaints == []


def test_without_pdf_and_picture_there_is_no_button_for_them(changed) -> None:
    midwife = changed(lambda composition: None, Attached())
    expect(midwife.page.get_by_role("button", name="FHIR-bestand opslaan")).to_be_visible()
    expect(midwife.page.get_by_role("button", name="PDF opslaan")).to_have_count(0)
    expect(midwife.page.locator("canvas")).to_have_count(0)


def test_the_page_changes_language_and_what_is_read_stays(midwife: Midwife) -> None:
    midwife.opens()
    midwife.page.get_by_role("link", name="English").click()
    expect(midwife.page.locator("#shown h1")).to_contain_text("not verified")
    expect(midwife.page.locator("html")).to_have_attribute("lang", "en")
    expect(midwife.page.get_by_role("button", name="Copy", exact=True)).to_be_visible()
    expect(midwife.page.locator("dd").first).to_have_text("Ik wil praten over geld.")
    assert midwife.page.locator("dd span").first.get_attribute("lang") == "nl"
    midwife.page.get_by_role("link", name="Nederlands").click()
    expect(midwife.page.locator("#shown h1")).to_have_text(WARNING)
