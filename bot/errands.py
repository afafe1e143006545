"""What a turn leaves for after the commit: making a share, and looking up who opened one. Slow; not on the loop."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.content.library import DUTCH, wording
from bot.content.schema import Library
from bot.dialogue.summing import DUE_LINE, chosen, helpers, smokes
from bot.dialogue.told import Told, due_date, is_partner, source_text
from bot.errors import NotShared, TooOften
from bot.model import (
    Conversation,
    CreateShare,
    ListOpenings,
    NotHanded,
    OpenPage,
    PageOpened,
    PinFailed,
    PinSet,
    PinTried,
    Result,
    SeenBy,
    SetPin,
    TryPin,
    Way,
)
from bot.ports import Agreed, Clock, Committed
from bot.sharing.pages import OwnPages
from bot.sharing.port import Pins, Sharer
from bot.summary import Consented, Summary, worded

LASTS: Final = {Way.NOW: timedelta(minutes=30), Way.AHEAD: timedelta(days=7)}  # as the words she agreed to say

log = structlog.get_logger()

Errand = CreateShare | ListOpenings | SetPin | TryPin | OpenPage


@dataclass(frozen=True, slots=True)
class Errands:
    """Does them by `sharer`. Without one nothing can be shared, and she is told so."""

    library: Library
    clock: Clock
    sharer: Sharer | None = None
    pins: Pins | None = None
    pages: OwnPages | None = None  # none: nothing is asked but in a chat

    def left_by(self, committed: Committed) -> tuple[Errand, ...]:
        """What this turn wants done; nothing for who was forgotten in it."""
        turn = committed.turn if committed.person is not None else None
        return tuple(task for task in turn.tasks if isinstance(task, Errand)) if turn else ()

    def run(self, committed: Committed, errand: Errand) -> Result:
        """What came of it. Whatever goes wrong, nothing is shared and she hears that."""
        try:
            return self._done(committed, errand)
        except NotShared as error:
            return PageOpened() if isinstance(errand, OpenPage) else NotHanded(too_often=isinstance(error, TooOften))
        except Exception as error:  # noqa: BLE001 - its text may hold her words
            log.error("errand_failed", error=type(error).__name__)
            return _failed(errand)

    def _done(self, committed: Committed, errand: Errand) -> Result:
        if isinstance(errand, SetPin | TryPin):
            return self._pin(committed, errand)
        if isinstance(errand, OpenPage):
            return self._page(committed)
        if self.sharer is None or committed.person is None or committed.turn is None:
            return NotHanded()
        if isinstance(errand, ListOpenings):
            return SeenBy(self.sharer.openings(committed.person), self.sharer.wrong_pins(committed.person))
        agreed = next((one for one in committed.agreed if one.instance == errand.instance), None)
        if agreed is None:
            raise NotShared("no consent was recorded with it")
        summary = summary_of(committed.turn.conversation, self.library, errand, self._consented(agreed, errand.way))
        return self.sharer.create(committed.person, summary, errand.way)

    def _page(self, committed: Committed) -> Result:
        if self.pages is None or committed.person is None or committed.turn is None:
            return PageOpened()
        return self.pages.open(committed.person, committed.turn.conversation.language)

    def _pin(self, committed: Committed, errand: SetPin | TryPin) -> Result:
        """Not right, too, for who took her PIN off meanwhile."""
        if self.pins is None:
            return PinFailed()
        if isinstance(errand, SetPin):
            return PinSet(self.pins.sealed(errand.pin))
        lock = committed.turn.conversation.lock if committed.turn else None
        return PinTried(lock is not None and self.pins.opens(errand.pin, lock.kept), errand.opens)

    def _consented(self, agreed: Agreed, way: Way) -> Consented:
        now = self.clock.now()
        until = now + LASTS[way]
        return Consented(agreed.text_id, agreed.text_hash, agreed.language, _stamp(now), _stamp(until))


def _failed(errand: Errand) -> Result:
    if isinstance(errand, OpenPage):
        return PageOpened()
    return PinFailed() if isinstance(errand, SetPin | TryPin) else NotHanded()


def summary_of(told_in: Conversation, library: Library, errand: CreateShare, consent: Consented) -> Summary:
    """Exactly the lines she agreed to, worded now. Raises `NotShared` when one of them is not there any more."""
    told = Told(told_in.answers, told_in.language or DUTCH)
    items = [item for item in chosen(told, library) if item.id in errand.lines]
    if tuple(item.id for item in items) != errand.lines:
        raise NotShared("other lines than she agreed to")
    due = due_date(told) if DUE_LINE in errand.lines and not is_partner(told) else None
    source = source_text(told) if due else ""
    return Summary(
        language=told.language,
        made_on=datetime.fromisoformat(consent.at).date(),
        lines=tuple(worded(item, library, told.language) for item in items),
        consent=consent,
        due=due,
        due_source=wording(library, source, DUTCH).words if source else "",
        smokes=smokes(told, errand.lines),
        helpers=helpers(told, errand.lines),
    )


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
