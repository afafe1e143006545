"""Summaries for these tests, and ids that are the same every time."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from ruamel.yaml import YAML

from bot.content.schema import Library
from bot.export.headings import Headings, headings
from bot.network_map import Helper, Role
from bot.summary import Consented, Line, Part, Summary, Words

HERE = Path(__file__).parent
TOLD: dict[str, Any] = YAML(typ="safe").load((HERE / "summaries.yaml").read_text())
CONSENT = Consented(
    "flows/samenvatting#toestemming.vraag", "7c1f0a", "nl", "2026-06-01T08:12:00+00:00", "2026-06-08T08:12:00+00:00"
)


def summary(language: str) -> Summary:
    told = TOLD[language]
    return Summary(
        language=language,
        made_on=date(2026, 6, 1),
        lines=tuple(_line(line) for line in told["lines"]),
        consent=CONSENT,
        due=told.get("due"),
        due_source=told.get("due_source", ""),
        smokes=told.get("smokes"),
        helpers=tuple(Helper(Role(role)) for role in told["helpers"]),
    )


def own(words: str, language: str = "nl") -> Summary:
    """Only her own words."""
    return Summary(language, date(2026, 6, 1), (Line("zelf", Part.OWN_WORDS, Words(words, words)),), CONSENT)


def heads(library: Library, language: str) -> Headings:
    return headings(library, language)


def ids() -> Callable[[], UUID]:
    """1, 2, 3 … as UUIDs."""

    def numbered() -> Iterator[UUID]:
        at = 0
        while True:
            at += 1
            yield uuid5(NAMESPACE_URL, str(at))

    return numbered().__next__


def _line(line: dict[str, Any]) -> Line:
    asked = _words(line["asked"]) if "asked" in line else None
    return Line(line["id"], Part(line["part"]), _words(line["told"]), asked)


def _words(both: list[str]) -> Words:
    return Words(both[0], both[-1])
