"""The ids a message can mean, from `nlu/domain.yml`: topics, warning signs, commands, out_of_scope, own words."""

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Final

from bot.model import OUT_OF_SCOPE
from bot.understanding.lists import listed, mapping, read

DOMAIN: Final = Path(__file__).resolve().parents[2] / "nlu" / "domain.yml"
_ITEM: Final = "  - "


def is_urgent(intent: str) -> bool:
    return intent.startswith("nood-")


def is_topic(intent: str) -> bool:
    """A subject with a text of its own, not a command, a warning sign or nothing we know."""
    return intent in TOPICS


def intents_of(domain: Path) -> Sequence[str]:
    """All intents of the domain file, in its order."""
    return listed(domain, mapping(domain, read(domain)).get("intents"))


def _named() -> tuple[str, ...]:
    """The same of our own file, read by its lines: a parser would cost every start more than all else here."""
    lines = DOMAIN.read_text(encoding="utf-8").splitlines()
    return tuple(line.removeprefix(_ITEM).strip() for line in lines if line.startswith(_ITEM))


NAMED: Final = _named()
TOPICS: Final = frozenset(takewhile(lambda intent: not is_urgent(intent), NAMED))
URGENCY: Final = tuple(filter(is_urgent, NAMED))  # most urgent first
OWN_WORDS: Final = frozenset(NAMED[NAMED.index(OUT_OF_SCOPE) + 1 :])  # outside our conversation no intent of anybody's
ACTIONS: Final = frozenset(NAMED) - TOPICS - frozenset(URGENCY) - {OUT_OF_SCOPE}
