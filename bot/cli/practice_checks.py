"""Whether codes and keywords of practices can be used: what people type already means something."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.content.load import load
from bot.content.opening import AMSTERDAM
from bot.errors import PracticeRefused
from bot.export.poster import LANGUAGES
from bot.practice import Practice
from bot.settings import Settings
from bot.understanding.keywords import link_refusal, lists_only, refusal

ROOT: Final = Path(__file__).resolve().parents[2]


def refuse_what_means_something(practices: Iterable[Practice]) -> None:
    """Raises PracticeRefused with every reason, one a line."""
    library = load(ROOT)
    understander = lists_only(ROOT / "nlu", Settings().local / "cache", library)
    today = datetime.now(AMSTERDAM).date()
    wrong: list[str] = []
    for one in practices:
        if one.language not in LANGUAGES:
            wrong.append(f"{one.code}: a poster has {', '.join(LANGUAGES)}; not '{one.language}'")
        if why := one.keyword and refusal(one.keyword, understander, library, today):
            wrong.append(f"{one.code}: the keyword {one.keyword} {why}; try the practice's name with digits behind it")
        if why := link_refusal(one.code, understander):
            wrong.append(f"{one.code}: the code {why}")
    if wrong:
        raise PracticeRefused("\n".join(wrong))
