"""The self-check on paper, for midwives who review it: PDF/UA-1, A4 across."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from bot.content.schema import Library
from bot.content.signoff import fingerprint, is_signed
from bot.errors import NotShared
from bot.export.letters import FONTS
from bot.selfcheck import CHECK, review

TEMPLATE: Final = Path(__file__).parent / "review.typ"
FAMILY: Final = "Noto Sans"


def review_pdf(library: Library, today: date) -> bytes:
    """Every question and rule; the same bytes for the same day and words. Raises `NotShared` when typst refuses."""
    import typst  # noqa: PLC0415 - 40 MB, needed for this one command

    try:
        made = typst.compile(
            TEMPLATE,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"page": json.dumps(given(library, today), ensure_ascii=False)},
            pdf_standards="ua-1",
            timestamp=datetime.combine(today, time(), tzinfo=UTC),
        )
    except typst.TypstError:
        made = None
    if not isinstance(made, bytes):
        raise NotShared("The PDF could not be made.")
    return made


def given(library: Library, today: date) -> dict[str, object]:
    """All that stands in it, as text."""
    owner = f"checks/{CHECK}"
    signed = library.signed.get(owner)
    by = f"Nagekeken door {signed.by}, {signed.on}." if signed and is_signed(library, owner, today) else ""
    return {
        "font": FAMILY,
        "day": today.isoformat(),
        "fingerprint": fingerprint(library, owner),
        "signed": by or "Nog door niemand nagekeken.",
        "open": review.OPEN_QUESTION,
        "ranking": review.NO_RANKING,
        "questions": [asdict(one) for one in review.questions(library)],
        "rules": [asdict(one) for one in review.rules(library)],
    }
