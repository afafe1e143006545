"""A small conversation for storage tests: real turns, decided by the first word she sends."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.model import (
    Address,
    AnswerKind,
    Arrival,
    ChannelName,
    Conversation,
    EraseScreen,
    Event,
    EventKind,
    Forget,
    Incoming,
    IncomingKind,
    KeepConsent,
    Lane,
    Outgoing,
    Question,
    Reading,
    Say,
    Sent,
    Turn,
    WithdrawConsent,
)
from bot.ports import Committed, Due, Settled
from bot.storage import tables, tables_of_nobody
from bot.storage.store import SqlStore
from bot.storage.vault import Keys, new_key_text

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = datetime(2026, 11, 21, 12, tzinfo=AMSTERDAM)
KEYS = Keys((b"w" * 32,), b"i" * 32)
OLD, INDEX = new_key_text(), new_key_text()  # as settings have them
AYSE = Address(ChannelName.TELEGRAM, "700100200")
BEA = Address(ChannelName.TELEGRAM, "700100201")
CARLA = Address(ChannelName.SMS, "+31612345678")
TELEGRAM = (ChannelName.TELEGRAM,)


@dataclass
class HandClock:
    """A clock that stands still until it is moved."""

    moment: datetime = NOON

    def now(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


_KEYS = count(1)


def arrival(text: str, address: Address = AYSE, at: datetime = NOON, key: str = "") -> Arrival:
    key = key or f"k{next(_KEYS)}"
    return Arrival(Incoming(key, address, IncomingKind.TEXT, text, message_id=f"in-{key}"), Reading(text), at)


def decide(conversation: Conversation, arrival: Arrival) -> Turn:
    """Her first word decides: one of `_TURNS` below; `vergif` raises; anything else counts."""
    word, _, rest = arrival.reading.text.partition(" ")
    if word == "vergif":
        raise ValueError("poison")
    now = replace(conversation, language=conversation.language or "nl", greeted=True)
    return _TURNS[word](now, rest) if word in _TURNS else _counted(now)


def _asked(now: Conversation, _: str) -> Turn:
    question = Question("flows/x#bewaren.vraag", now.instance + 1, AnswerKind.YES_NO)
    return Turn(replace(now, instance=now.instance + 1, open=question), (Say("ui#menu", question=question),))


def _answered(now: Conversation, name: str) -> Turn:
    return Turn(replace(now, answers={**now.answers, "naam": name}), (Say("ui#bedankt", (("naam", name),)),))


def _stopped(now: Conversation, _: str) -> Turn:
    return Turn(replace(now, stopped=True), (Say("ui#gestopt"),), (), (Event(EventKind.STOPPED),))


def _forgotten(now: Conversation, _: str) -> Turn:
    return Turn(Conversation(language=now.language), (Say("ui#gewist"), Say("ui#dag")), (Forget(), EraseScreen()))


_TURNS: dict[str, Callable[[Conversation, str], Turn]] = {
    "nood": lambda now, _: Turn(now, (Say("nood/nood-bloedverlies", lane=Lane.URGENT),)),
    "stop": _stopped,
    "start": lambda now, _: Turn(replace(now, stopped=False), (Say("ui#weer_begonnen"),)),
    "eenmaal": lambda now, _: Turn(now, (Say("ui#menu", once=True),)),
    "vraag": _asked,
    "antwoord": _answered,
    "ja": lambda now, _: Turn(now, (Say("ui#bedankt"),), (KeepConsent("bewaren", now.instance),)),
    "nee": lambda now, _: Turn(now, (Say("ui#bedankt"),), (WithdrawConsent("bewaren"),)),
    "wissen": _forgotten,
    "zwijg": lambda now, _: Turn(now),
}


def _counted(now: Conversation) -> Turn:
    say = Say("ui#menu", (("n", str(now.unknown)),))
    return Turn(replace(now, unknown=now.unknown + 1), (say,), (), (Event(EventKind.NOT_UNDERSTOOD),))


def apologise(conversation: Conversation, arrival: Arrival) -> Turn:
    return Turn(conversation, (Say("ui#storing"),))


def commit(store: SqlStore, *arrivals: Arrival) -> list[Committed]:
    return store.commit(arrivals, decide, apologise)


def say(store: SqlStore, text: str, address: Address = AYSE, at: datetime = NOON) -> Committed:
    return commit(store, arrival(text, address, at))[0]


def claim(store: SqlStore, limit: int = 10, at: int = 0) -> list[Due]:
    """What both channels are given, `at` seconds after noon."""
    return store.claim((ChannelName.TELEGRAM, ChannelName.SMS), limit, NOON + timedelta(seconds=at))


def texts(dues: list[Due]) -> list[str]:
    return [due.say.text.removeprefix("ui#") + "".join(value for _, value in due.say.values) for due in dues]


def delivered(due: Due, message_id: str = "") -> Settled:
    question = due.say.question
    outgoing = Outgoing(due.address, "words", text_id=due.say.text, instance=question.instance if question else 0)
    return Settled(due, ((outgoing, Sent(message_id or f"out-{due.row}")),), done=True)


def rows(store: SqlStore, table: str) -> int:
    with store.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(tables.metadata.tables[table])).scalar_one()


def counters(store: SqlStore) -> list[tuple[str, int]]:
    """Event and how often, of any day."""
    with store.engine.connect() as connection:
        return [(row.event, row.n) for row in connection.execute(select(tables_of_nobody.counters))]


@dataclass
class Opened:
    """Stores opened in a test, closed at its end."""

    url: str
    clock: HandClock = field(default_factory=HandClock)
    stores: list[SqlStore] = field(default_factory=list)

    def store(self, keys: Keys = KEYS) -> SqlStore:
        self.stores.append(SqlStore.open(self.url, keys, self.clock))
        return self.stores[-1]
