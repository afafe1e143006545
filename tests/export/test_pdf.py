"""The page on paper: read back by other programs, in three scripts, whatever she writes."""

import io
import time
from typing import Any

import outloud
import pytest
from pypdf import PdfReader
from ruamel.yaml import YAML

from bot.content.schema import Library
from bot.errors import NotShared
from bot.export.pdf import Drawing, pdf
from bot.summary import Line, Part, Summary, Words
from tests.export.making import CONSENT, HERE, heads, own, summary

ODD: list[dict[str, Any]] = YAML(typ="safe", pure=True).load((HERE / "odd.yaml").read_text())
SECONDS = 3  # the promise for 100 kB; measured 0.3 to 1.8 on two cores
SQUARE = Drawing(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>', Words("A", "B")
)


def text(written: bytes) -> str:
    """All words, white space and invisible breaks taken together."""
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(written)).pages)
    return " ".join("".join(letter for letter in "\n".join(pages) if letter not in "\u200b\u2066\u2067\u2069").split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["Voor mijn verloskundige", "24-12-2026, gezien op de echo.", "Ik schaam me een beetje <3 & hoop"]),
        ("ar", ["24-12-2026, zelf gerekend.", "+31 6 0000 0000", "0800-2000", "السؤال", "مترجمة"]),
        ("tr", ["Doğum hakkında konuşmak istiyorum.", "Çok heyecanlıyım 😀"]),
    ],
)
def test_other_programs_read_it(library: Library, language: str, words: list[str]) -> None:
    found = text(pdf(summary(language), heads(library, language)))
    assert [each for each in words if each not in found] == []
    assert "niemand bewaakt dit" in found


def test_tigrinya_is_read_too(library: Library) -> None:
    told = Words("Ik ben zwanger.", "ጥንስቲ እየ።")
    page = Summary("ti", own("x").made_on, (Line("a", Part.QUESTION, told),), CONSENT)
    assert "ጥንስቲ እየ።" in text(pdf(page, heads(library, "ti")))


@pytest.mark.parametrize(("language", "no"), [("ar", "لا"), ("ti", "ኣይፋል"), ("tr", "Hayır")])
def test_a_short_answer_stands_on_one_line_with_the_dutch(library: Library, language: str, no: str) -> None:
    """And so not in the question above it."""
    told = Line("a", Part.SELF_CHECK, Words("Nee", no), Words("Drink je alcohol?", no))
    page = Summary(language, own("x").made_on, (told,), CONSENT)
    heights: dict[str, list[float]] = {}

    def note(text: str, cm: list[float], tm: list[float], _font: Any, _size: float) -> None:
        heights.setdefault(text.strip(), []).append(round(cm[5] + cm[3] * tm[5], 1))

    PdfReader(io.BytesIO(pdf(page, heads(library, language)))).pages[0].extract_text(visitor_text=note)
    assert heights["Nee"][-1] == heights[no][-1]


@pytest.mark.parametrize("language", ["nl", "ar", "tr"])
def test_it_is_accessible(library: Library, language: str, tmp_path: Any) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf(summary(language), heads(library, language), SQUARE))
    found = outloud.check(str(file))
    assert (found.verdict, found.errors, found.warnings) == ("pass", 0, 0)


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_same_page_is_the_same_bytes(library: Library, language: str) -> None:
    first, second = (pdf(summary(language), heads(library, language), SQUARE) for _ in range(2))
    assert first == second
    assert first.startswith(b"%PDF-1.")


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd["name"])
def test_whatever_she_writes_is_there_and_does_nothing(library: Library, odd: dict[str, Any]) -> None:
    typed = odd["typed"] * odd.get("times", 1)
    begun = time.perf_counter()
    written = pdf(own(typed), heads(library, "nl"))
    took = time.perf_counter() - begun
    found = text(written)
    assert " ".join(odd["shows"].split()) in found
    assert ("een teken dat dit blad niet kent" in found) is odd.get("note", False)
    assert took < SECONDS
    if "all" in odd:  # nothing ran off the paper
        assert found.count(odd["all"]) >= typed.count(odd["all"])
        assert all(on_paper(page) for page in PdfReader(io.BytesIO(written)).pages)


def on_paper(page: Any) -> bool:
    """No line begins outside A4 (595 × 842 points)."""
    places: list[tuple[float, float]] = []
    page.extract_text(visitor_text=lambda _text, _cm, tm, _font, _size: places.append((tm[4], tm[5])))
    return all(0 <= x < 595 and 0 <= y < 842 for x, y in places)


def test_a_page_that_cannot_be_made_tells_nothing(library: Library) -> None:
    with pytest.raises(NotShared) as refused:
        pdf(own("geheim"), heads(library, "nl"), Drawing("no drawing", Words("geheim", "geheim")))
    assert "geheim" not in f"{refused.value}{refused.value.__cause__}{refused.value.__context__}"


def test_the_drawing_has_its_words(library: Library) -> None:
    written = pdf(summary("ar"), heads(library, "ar"), SQUARE)
    assert "Tekening van het netwerk" in text(written)
    assert "Tekening" not in text(pdf(summary("ar"), heads(library, "ar")))
