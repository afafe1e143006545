"""Shares made for tests, and what a reader's browser does with what it was handed."""

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK
from sqlalchemy import select

from bot.model import Address, ChannelName, Handed, Taken, Way
from bot.sharing import keys
from bot.sharing.making import Limits, Sharing
from bot.sharing.opening import Door, WrongPin
from bot.sharing.pins import Cost
from bot.storage import tables
from bot.storage.store import SqlStore
from bot.summary import Consented, Line, Part, Summary, Words
from tests.storage.talk import AYSE, HandClock, say

QUICK = Cost(rounds=2, memory=2)
SITE = "https://wiegwijzer.example"
TOLD = "Xantippe wil praten over slapen"
READER = "Eva, praktijk De Ooievaar"
ONE = Limits(openings=1)


def bundle(summary: Summary) -> bytes:
    """A stand-in for the real export: what is told, as bytes."""
    return json.dumps({"resourceType": "Bundle", "told": [line.words.dutch for line in summary.lines]}).encode()


BUNDLE = {"resourceType": "Bundle", "told": [TOLD]}


def summary(clock: HandClock) -> Summary:
    now = clock.now()
    consent = Consented("t", "h", "nl", now.isoformat(), (now + 14 * DAY).isoformat())
    line = Line("slapen", Part.QUESTION, Words(TOLD, TOLD))
    return Summary("nl", date(2026, 11, 21), (line,), consent)


class Shared:
    """A person, what she shares, and a reader at the door."""

    def __init__(
        self, store: SqlStore, clock: HandClock, address: Address = AYSE, limits: Limits | None = None
    ) -> None:
        self.store, self.clock = store, clock
        self.person = say(store, "hoi", address).person or 0
        self.sharing = Sharing(store.shares, bundle, clock, SITE, limits or Limits(a_day=1000), QUICK)
        self.door = Door(store.shares, clock, SITE, QUICK)

    def create(self, way: Way = Way.AHEAD, **changes: Any) -> Handed:
        return self.sharing.create(self.person, replace(summary(self.clock), **changes), way)

    def limited(self, limits: Limits) -> "Shared":
        self.sharing = replace(self.sharing, limits=limits)
        return self

    def open(self, handed: Handed, pin: str = "", reader: str = READER) -> Mapping[str, Any] | int | None:
        """What the reader sees: the bundle; the PIN tries left; or nothing."""
        found = self.fetch(handed, pin, reader)
        return found.left if isinstance(found, WrongPin) else self.shown(found, handed)

    def shown(self, found: Taken | None, handed: Handed) -> Mapping[str, Any] | None:
        return None if found is None else unsealed(found.jwe, key_of(handed))

    def purge(self) -> None:
        self.store.purge(self.clock.now())

    def fetch(self, handed: Handed, pin: str = "", reader: str = READER) -> Taken | WrongPin | None:
        if handed.way is Way.NOW:
            return self.door.by_code(lookup_of(handed), reader)
        return self.door.by_link(name_of(handed), pin or handed.pin, reader)

    def rows(self, table: str = "shares") -> list[Any]:
        with self.store.engine.connect() as connection:
            return list(connection.execute(select(tables.metadata.tables[table])))

    def hers(self) -> list[Any]:
        with self.store.engine.connect() as connection:
            return list(connection.execute(select(tables.shares).where(tables.shares.c.person == self.person)))

    def reasons(self) -> list[tuple[str, bool]]:
        """Why each share ended, and whether its sealed text is still there."""
        return [(row.reason, row.body is not None) for row in self.rows()]


def wrong(pin: str) -> str:
    """Another PIN."""
    return f"{(int(pin) + 1) % 10**6:06}"


def lookup_of(handed: Handed) -> str:
    return keys.derive(keys.typed(handed.code) or "", QUICK.rounds).lookup


def payload(handed: Handed) -> dict[str, Any]:
    """What stands behind the `#` of a link."""
    shlink = handed.link.partition("#")[2].removeprefix("shlink:/")
    return dict(json.loads(unbase64(shlink)))


def name_of(handed: Handed) -> str:
    return str(payload(handed)["url"]).rpartition("/")[2]


def key_of(handed: Handed) -> str:
    if handed.way is Way.NOW:
        return keys.unpadded(keys.derive(keys.typed(handed.code) or "", QUICK.rounds).key)
    return str(payload(handed)["key"])


def unsealed(jwe: str, key: str) -> dict[str, Any]:
    """Opened by another library than the one that sealed it."""
    token = JWE()
    token.deserialize(jwe, JWK(kty="oct", k=key))
    return dict(json.loads(token.payload))


def unbase64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
CARLA = Address(ChannelName.SMS, "+31612345678")
