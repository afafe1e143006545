"""Whether codes and keywords of practices can be used: what people type already means something."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from bot.cli.practice_records import today
from bot.content.load import load
from bot.content.schema import Library
from bot.errors import PracticeRefused
from bot.export.poster import LANGUAGES
from bot.practice import Practice
from bot.settings import Settings
from bot.understanding.keywords import link_refusal, lists_only, refusal
from bot.understanding.layers import LayeredUnderstander

ROOT: Final = Path(__file__).resolve().parents[2]


def refuse_what_means_something(practices: Iterable[Practice]) -> None:
    """Raises PracticeRefused with every reason, one a line."""
    library, understander = _understanding()
    day = today()
    wrong: list[str] = []
    for one in practices:
        if one.language not in LANGUAGES:
            wrong.append(f"{one.code}: a poster has {', '.join(LANGUAGES)}; not '{one.language}'")
        if why := one.keyword and refusal(one.keyword, understander, library, day):
            wrong.append(f"{one.code}: the keyword {one.keyword} {why}; try the practice's name with digits behind it")
        if why := link_refusal(one.code, understander):
            wrong.append(f"{one.code}: the code {why}")
    if wrong:
        raise PracticeRefused("\n".join(wrong))


@cache
def _understanding() -> tuple[Library, LayeredUnderstander]:
    library = load(ROOT)
    return library, lists_only(ROOT / "nlu", Settings().local / "cache", library)
