"""The poster, read by others: its text by pypdf, its code by zxing."""

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest
import zxingcpp
from PIL import Image

from bot.content.bidi import CLOSE, OPEN
from bot.content.check.words import BANNED, found_in
from bot.content.schema import Library
from bot.errors import PracticeRefused
from bot.export.poster import LANGUAGES, Ways, given, link, typeset, ways_from
from tests.practice.conftest import LONGEST, OLD, WIEG

TODAY = date(2026, 6, 1)
BOTH = Ways("WiegwijzerBot", "06 12 34 56 78")
EVERYWHERE = replace(LONGEST, checked_on=TODAY, keyword="WIEGWIEG2026")


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().replace("\u00a0", " ").split())


# The fifth language: Polish, or who asks for Ukrainian in the large block has that instead.
FIFTH = {**dict.fromkeys(("nl", "en", "tr", "ar", "pl"), "Pytanie o ciążę"), "uk": "завагітніти"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_five_languages_on_one_page(library: Library, language: str) -> None:
    """Also with the longest name and word, whichever comes first and large."""
    practice = replace(EVERYWHERE, language=language)
    text = text_of(typeset(given(practice, BOTH, library, TODAY), TODAY))
    for words in ("Vraag over zwanger", "A question about", "Hamile kalmak", FIFTH[language], "Wiegwijzer"):
        assert words in text
    assert text.count("WIEGWIEG2026") == text.count("06 12 34 56 78") == 5
    assert text.count("112") == 5
    assert practice.shown_number in text
    assert "الحمل" in text


def test_the_code_brings_her_to_the_practice(library: Library) -> None:
    image = typeset(given(WIEG, BOTH, library, TODAY), TODAY, "png")
    found = [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(image)))]
    assert found == ["https://t.me/WiegwijzerBot?start=p-de-wieg"] == [link("WiegwijzerBot", "de-wieg")]


def test_by_one_way_only(library: Library) -> None:
    sms = text_of(typeset(given(WIEG, Ways(sms="06 12 34 56 78"), library, TODAY), TODAY))
    assert "Telegram" not in sms
    assert "WIEG24" in sms
    telegram = text_of(typeset(given(WIEG, Ways("WiegwijzerBot"), library, TODAY), TODAY))
    assert "WIEG24" not in telegram
    assert "@WiegwijzerBot" in telegram


def test_the_same_day_gives_the_same_bytes(library: Library) -> None:
    page = given(WIEG, BOTH, library, TODAY)
    assert typeset(page, TODAY) == typeset(page, TODAY)


def test_no_word_that_labels_people(library: Library) -> None:
    blocks = given(WIEG, BOTH, library, TODAY)["blocks"]
    assert isinstance(blocks, list)
    for block in blocks:
        said = " ".join((block["title"], *block["lines"]))
        assert list(found_in(said, BANNED[block["language"]])) == []


def test_numbers_do_not_turn_round_in_arabic(library: Library) -> None:
    blocks = given(WIEG, BOTH, library, TODAY)["blocks"]
    assert isinstance(blocks, list)
    arabic = next(block for block in blocks if block["language"] == "ar")
    assert f"{OPEN}06\u00a012\u00a034\u00a056\u00a078{CLOSE}" in " ".join(arabic["lines"])


def test_typst_in_a_name_stays_text(library: Library) -> None:
    text = text_of(typeset(given(replace(WIEG, name="A #panic() *b* $x$ <y> \\n"), BOTH, library, TODAY), TODAY))
    assert "A #panic() *b* $x$ <y> \\n" in text


def test_a_number_to_confirm_first_gets_no_poster(library: Library) -> None:
    with pytest.raises(PracticeRefused, match="confirm"):
        given(OLD, BOTH, library, TODAY)


REFUSED = [("Wieg wijzer", ""), ("abc", ""), ("", "bel ons"), ("", ""), ("", "0")]


@pytest.mark.parametrize(("telegram", "sms"), REFUSED)
def test_ways_that_lead_nowhere(telegram: str, sms: str) -> None:
    with pytest.raises(PracticeRefused):
        ways_from(telegram, sms, WIEG)


def test_an_sms_number_needs_a_keyword() -> None:
    assert ways_from("@WiegwijzerBot", "06 12345678", WIEG) == Ways("WiegwijzerBot", "06 12345678")
    assert ways_from("@WiegwijzerBot", "06 12345678", replace(WIEG, keyword="")) == Ways("WiegwijzerBot")
    with pytest.raises(PracticeRefused):
        ways_from("", "06 12345678", replace(WIEG, keyword=""))
