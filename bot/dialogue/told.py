"""What she told that may go to her midwife, read from her session. Pure.

Its keys: those of the summary's own questions (`samenvatting.*`), `uitgerekend`, `netwerk` and the self-check's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot import network_map, selfcheck
from bot.network_map import NetworkMap
from bot.summary import FLOW

DUE: Final = "uitgerekend"
SAFE: Final = ("bellen", "sms", "allebei")  # ways to reach her that have a good moment
CALLS: Final = ("bellen", "allebei")


@dataclass(frozen=True, slots=True)
class Told:
    """Her answers and her language, as the session has them."""

    answers: Mapping[str, str]
    language: str

    def own(self, question: str) -> str:
        """Her answer to a question of the summary itself."""
        return self.answers.get(own(question), "")

    def marks(self, name: str) -> frozenset[str]:
        """Ids of lines that she marked."""
        return frozenset(filter(None, self.own(name).split(",")))


def own(question: str) -> str:
    """The key of an answer to a question of the summary itself."""
    return f"{FLOW}.{question}"


def text(part: str) -> str:
    return f"flows/{FLOW}#{part}"


def is_partner(told: Told) -> bool:
    return selfcheck.situation(told.answers) is selfcheck.Situation.PARTNER


def due_date(told: Told) -> date | None:
    try:
        return date.fromisoformat(told.answers.get(DUE, ""))
    except ValueError:
        return None


def source_text(told: Told) -> str:
    """Text id of how she knows her due date; empty when she did not say."""
    source = told.own("bron")
    return text(f"bron.{source}") if source else ""


def network(told: Told) -> NetworkMap:
    return network_map.parse(told.answers.get(network_map.ANSWER, ""))
