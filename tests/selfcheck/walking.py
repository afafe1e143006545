"""A self-check walked tap by tap, with everything that is said, kept and counted on the way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.content.schema import Library
from bot.dialogue.engine import advance
from bot.model import Conversation, Form, IncomingKind, Meaning, Say, Source, Turn
from bot.pregnancy import TERM_DAYS
from bot.storage.packing import pack

TODAY = date(2026, 6, 1)
ASKED = "checks/zelfcheck#"
STEPS = 60  # more than any self-check has


@dataclass(frozen=True)
class Start:
    """Who begins. `weeks` 0: she does not know them."""

    situation: str
    weeks: int = 0
    form: Form = Form.TELEGRAM
    here: str = "hier"

    def conversation(self) -> Conversation:
        known = {"situatie": self.situation} if self.situation else {}
        if self.weeks:
            known["uitgerekend"] = (TODAY + timedelta(days=TERM_DAYS - 7 * self.weeks)).isoformat()
        return Conversation(language="nl", greeted=True, form=self.form, answers=known)


STARTS = [
    *(Start(situation) for situation in ("kinderwens", "zwanger", "partner", "kijken")),
    *(Start("zwanger", weeks) for weeks in (8, 20, 30)),
    *(Start(situation, form=Form.SMS) for situation in ("kinderwens", "zwanger", "partner")),
    Start("zwanger", 30, here="niet_hier"),
]


@dataclass
class Walk:
    """One person's way through. `asked` are the questions put to her, in order."""

    library: Library
    state: Conversation
    says: list[Say] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)  # every word that was in a stored state
    counted: list[str] = field(default_factory=list)
    last: Turn | None = None

    def means(self, meaning: Meaning) -> Turn:
        self.last = advance(self.state, replace(meaning, form=self.state.form), self.library, TODAY)
        self.state = self.last.conversation
        self.says += self.last.says
        self.asked += [say.text for say in self.last.says if say.question]
        self.kept.update(re.findall(r'"([^"]*)"', pack(self.state).decode()))
        self.counted += [str(event) for event in self.last.events]
        return self.last

    def taps(self, option: str) -> Turn:
        assert self.state.open
        assert option in self.options(), (option, self.state.open)
        instance = self.state.open.instance
        return self.means(Meaning(Source.TAP, "", 1.0, answer=(option,), instance=instance, kind=IncomingKind.TAP))

    def options(self) -> list[str]:
        return [option.id for option in self.state.open.options] if self.state.open else []

    @property
    def question(self) -> str:
        """The step of the open question; empty when the check is over."""
        asking = self.state.open.id if self.state.open and self.state.stack else ""
        return asking.partition("#")[2].removesuffix(".vraag")


def begun(start: Start, library: Library) -> Walk:
    """At the first question of the check itself."""
    walk = Walk(library, start.conversation())
    walk.means(Meaning(Source.COMMAND, "zelfcheck", 1.0))
    for answer in ("ja", "_skip", "_skip", "_skip"):
        if walk.state.open and walk.state.open.id.startswith("flows/"):
            walk.taps(answer)
    return walk


def finished(walk: Walk, choices: Iterator[str], start: Start) -> Walk:
    """To the end: what `choices` gives where it is on offer, else skipped; personal questions where `start` says."""
    for _ in range(STEPS):
        if not walk.state.stack:
            return walk
        wanted = start.here if walk.question == "plek" else next(choices, "_skip")
        walk.taps(wanted if wanted in walk.options() else "_skip")
    raise AssertionError("the self-check does not end")
