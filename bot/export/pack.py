"""The review pack on paper: PDF/UA-1, A4 across, Dutch and translation side by side, with room to sign."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

from bot.content.library import DUTCH
from bot.content.pack import Pack
from bot.errors import NotShared
from bot.export.letters import FAMILIES, FONTS, drawable

TEMPLATE: Final = Path(__file__).parent / "pack.typ"


def pack_pdf(pack: Pack) -> bytes:
    """The same bytes for the same day and words. Raises `NotShared` when typst refuses."""
    import typst  # noqa: PLC0415 - 40 MB, needed for this one command

    try:
        made = typst.compile(
            TEMPLATE,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"pack": json.dumps(_drawable(_given(pack)), ensure_ascii=False)},
            pdf_standards="ua-1",
            timestamp=datetime.combine(pack.day, time(), tzinfo=UTC),
        )
    except typst.TypstError:
        made = None
    if not isinstance(made, bytes):
        raise NotShared("The PDF could not be made.")
    return made


def _given(pack: Pack) -> dict[str, object]:
    return asdict(pack) | {
        "fonts": FAMILIES,
        "day": pack.day.isoformat(),
        "dutch": pack.language == DUTCH,
        "pages": [
            asdict(page) | {"sources": [f"{one.publisher}: {one.title} {one.url}".strip() for one in page.sources]}
            for page in pack.pages
        ],
    }


def _drawable(value: object) -> object:
    """Every text with only letters that our fonts have."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {key: _drawable(inside) for key, inside in value.items()}
    return [_drawable(inside) for inside in value] if isinstance(value, list | tuple) else value
