"""The ids a message can mean. Topics are every other intent of nlu/domain.yml; warning signs start with `nood-`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.model import OUT_OF_SCOPE
from bot.understanding.lists import listed, mapping, read

# Said inside our own conversation only; outside it they are no intent of anybody's.
OWN_WORDS: Final = frozenset({"meer", "sla-over", "geen-gehoor", "waarom", "zoek", "stop-of-niet"})
ACTIONS: Final = frozenset(
    [
        "start",
        "hulp",
        "taal",
        "voorlezen",
        "alleen-tekst",
        "herhaal",
        "makkelijker",
        "terug",
        "ja",
        "nee",
        "weet-niet",
        "stop",
        "pauze",
        "vaker",
        "minder-vaak",
        "mijn-gegevens",
        "verlies",
        "wissen",
        "wis-scherm",
        "zelfcheck",
        "netwerkkaart",
        "stopprogramma",
        "samenvatting",
        "intrekken",
        "wie-leest-mee",
        "hulp-in-de-buurt",
        "mens",
        "wie-ben-jij",
        "klacht",
        "bedankt",
        "dag",
        "meer",
        "sla-over",
        "geen-gehoor",
        "waarom",
        "zoek",
        "stop-of-niet",
    ]
)


def is_urgent(intent: str) -> bool:
    return intent.startswith("nood-")


def is_topic(intent: str) -> bool:
    """A subject with a text of its own, not a command, a warning sign or nothing we know."""
    return bool(intent) and intent not in ACTIONS and not is_urgent(intent) and intent != OUT_OF_SCOPE


def intents_of(domain: Path) -> Sequence[str]:
    """All intents of the domain file, in its order."""
    return listed(domain, mapping(domain, read(domain)).get("intents"))
