"""What can be drawn, and what becomes a square."""

import pytest
import typst

from bot.export.letters import FAMILIES, FONTS, drawable

CASES = [
    ("Zoë – €5 ✓", "Zoë – €5 ✓"),
    ("Привіт, як справи?", "Привіт, як справи?"),
    ("أهلًا وسهلاً ١٢٣ پچگ", "أهلًا وسهلاً ١٢٣ پچگ"),
    ("ሰላም ኣለኹ።", "ሰላም ኣለኹ።"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("我 ok", "□ ok"),
    ("👩🏽‍👧 ❤️", "👩‍👧 ❤"),  # skin colour and variant go, the joiner has a shape
    ("e\u0301", "e\u0301"),
    ("ሰ\u0301", "ሰ□"),  # no font has both
    ("\u200dx\ufe0f", "x"),
    ("een\ntwee", "een\ntwee"),
]


@pytest.mark.parametrize(("typed", "drawn"), CASES)
def test_only_what_no_font_has_becomes_a_square(typed: str, drawn: str) -> None:
    assert drawable(typed) == drawn


@pytest.mark.parametrize("typed", [drawn for _, drawn in CASES])
def test_the_fonts_really_have_it(typed: str) -> None:
    """PDF/UA fails on a character without a glyph."""
    page = b'#set document(title: "x")\n#set text(font: json(bytes(sys.inputs.f)), lang: "nl")\n#sys.inputs.t'
    fonts = "[" + ",".join(f'"{name}"' for name in FAMILIES) + "]"
    made = typst.compile(
        page, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"t": typed, "f": fonts}, pdf_standards=["ua-1"]
    )
    assert made.startswith(b"%PDF-")


def test_what_ships_is_small_and_free() -> None:
    fonts = list(FONTS.glob("*.ttf"))
    assert len(fonts) == 8
    assert sum(font.stat().st_size for font in fonts) < 2_500_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text()
