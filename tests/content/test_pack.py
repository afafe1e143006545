"""What is read and signed: side by side, complete, with what it rests on, and nobody invented."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.content.library import DUTCH
from bot.content.pack import MISSING, all_owners, harmful_owners, pack
from bot.content.schema import Library
from bot.content.signoff import fingerprint, signed_texts
from tests.content.small_content import PROJECT, SMALL, run

TODAY = date(2026, 6, 1)


def test_a_language_is_read_whole_with_the_most_urgent_first(library: Library) -> None:
    made = pack(library, "en", harmful_owners(library), TODAY)
    shown = [text.id for page in made.pages for text in page.texts]
    assert sorted(shown) == sorted(signed_texts(library, "talen/en@vertaler"))
    assert made.pages[0].owner.startswith("nood/")
    assert made.fingerprint == fingerprint(library, "talen/en@zorgverlener")
    assert all(made.fingerprint in command for command in made.commands)
    assert {page.owner for page in made.pages} < set(all_owners(library))
    part = pack(library, "en", harmful_owners(library)[1:], TODAY)
    assert (part.fingerprint, part.commands) == ("", ())


def test_a_page_has_words_facts_sources_and_what_is_wrong(library: Library) -> None:
    [page] = pack(library, "en", ["topics/foliumzuur"], TODAY).pages
    sms = next(text for text in page.texts if text.id.endswith("#sms"))
    assert ("400 microgram" in sms.dutch, "{feit:" in sms.dutch + sms.words) == (True, False)
    assert [(fact.value, fact.expired) for fact in page.facts] == [("400 microgram", False), ("10", False)]
    assert (page.evidence, page.fingerprint) == (
        library.topics["foliumzuur"].facts,
        fingerprint(library, "topics/foliumzuur"),
    )
    assert page.sources == library.topics["foliumzuur"].sources
    assert page.signed == ""
    without = replace(library, translations={})
    assert {text.state for text in pack(without, "en", ["topics/foliumzuur"], TODAY).pages[0].texts} == {MISSING}
    assert pack(library, DUTCH, ["topics/foliumzuur"], date(2040, 1, 1)).pages[0].facts[0].expired


@pytest.mark.parametrize("language", ["ar", "tr", "nl"])
def test_on_paper_and_for_a_browser(language: str, tmp_path: Path) -> None:
    """The real words: every letter of them is in our fonts, or the PDF has a square."""
    assert run(PROJECT, "review-pack", "--language", language, "--alleen", "nood-112", str(tmp_path / "x.pdf"))[0] == 0
    reader = PdfReader(tmp_path / "x.pdf")
    words = " ".join(page.extract_text() for page in reader.pages)
    assert ("Bel nu 112." in words, "Opmerkingen" in words, "□" in words) == (True, True, False)
    assert "ua" in str(reader.xmp_metadata.stream.get_data() if reader.xmp_metadata else b"")
    assert run(PROJECT, "review-pack", "--language", language, "--alleen", "nood-112", str(tmp_path / "x.html"))[0] == 0
    page = (tmp_path / "x.html").read_text("utf-8")
    assert ('dir="rtl"' in page, "Nog door niemand nagekeken" in page) == (language == "ar", True)


def test_what_editors_wrote_is_no_markup(root: Path) -> None:
    file = root / "content/nl/ui.yaml"
    file.write_text(file.read_text("utf-8").replace("ja: Ja", 'ja: "<script>#panic()[*</script>"'), "utf-8")
    assert run(root, "review-pack", "--language", "en", "--alleen", "ui", str(root / "x.html"))[0] == 0
    assert "&lt;script&gt;#panic()[*" in (root / "x.html").read_text("utf-8")
    assert run(root, "review-pack", "--language", "en", "--alleen", "ui", str(root / "x.pdf"))[0] == 0
    assert "<script>#panic()[*" in PdfReader(root / "x.pdf").pages[0].extract_text()


@pytest.mark.parametrize(
    ("words", "heard"),
    [(["--language", "trr"], "Bedoel je 'tr'?"), (["--alleen", "foliumzur"], "Bedoel je 'foliumzuur'?")],
)
def test_unknown_names_are_explained(words: list[str], heard: str, tmp_path: Path) -> None:
    code, said = run(SMALL, "review-pack", *words, str(tmp_path / "x.html"))
    assert (code, heard in said, list(tmp_path.iterdir())) == (1, True, [])
