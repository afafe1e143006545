"""Which characters the shipped fonts can draw. PDF/UA refuses a page with any other, so those become a square."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", "Noto Sans Symbols2", "Noto Emoji")
SQUARE = "□"
_SHAPERS = re.compile("[\u200c\u200d\u20e3\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")  # joiners, variants, skin colours


def drawable(text: str) -> str:
    """The text with a square for each character, and each mark on a letter, that no shipped font can draw there."""
    return text if text.isascii() else "".join(_drawn(text))


def _drawn(text: str) -> Iterator[str]:
    fonts = _fonts()
    able = 0  # the fonts that can draw the letter before, with what was put on it
    for letter in text:
        here = fonts.get(letter, 0)
        if _joins(letter):
            here &= able
        if here or not _SHAPERS.match(letter):
            able = here or fonts[SQUARE]
            yield letter if here else SQUARE


def _joins(letter: str) -> bool:
    """It is drawn on or into the letter before: one font must have both."""
    return unicodedata.category(letter).startswith("M") or bool(_SHAPERS.match(letter))


@lru_cache(maxsize=1)
def _fonts() -> dict[str, int]:
    """Which fonts have a character: a bit for each font."""
    fonts = {"\n": 1}
    for at, file in enumerate(sorted(FONTS.glob("*-Regular.ttf"))):
        for code in _covered(file.read_bytes()):
            fonts[chr(code)] = fonts.get(chr(code), 0) | 1 << at
    return fonts


def _covered(font: bytes) -> Iterator[int]:
    """Code points with a glyph, from the tables of format 4 and 12 (OpenType, `cmap`)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4s4xII", font, 12 + 16 * at) for at in range(tables))
    start = next(offset for tag, offset, _ in records if tag == b"cmap")
    for at in range(struct.unpack_from(">H", font, start + 2)[0]):
        table = start + struct.unpack_from(">4xI", font, start + 4 + 8 * at)[0]
        ranges = _RANGES.get(struct.unpack_from(">H", font, table)[0], _none)
        for first, last in ranges(font, table):
            yield from range(first, last + 1)


def _format_4(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    double = struct.unpack_from(">H", font, at + 6)[0]
    ends = struct.unpack_from(f">{double // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{double // 2}H", font, at + 16 + double)
    return ((first, min(last, 0xFFFE)) for first, last in zip(starts, ends, strict=True))


def _format_12(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from(">I", font, at + 12)[0]
    return (struct.unpack_from(">II", font, at + 16 + 12 * group) for group in range(count))


def _none(_font: bytes, _at: int) -> Iterator[tuple[int, int]]:
    return iter(())


_RANGES = {4: _format_4, 12: _format_12}
