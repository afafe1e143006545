"""Something to share, and a real house to share it from: database, doors, page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from bot.content.schema import Library
from bot.export.fhir import Attached, bundle
from bot.export.headings import headings
from bot.model import Handed, Way
from bot.sharing.making import Limits, Sharing
from bot.sharing.opening import Door
from bot.storage.store import SqlStore
from bot.storage.tables import people
from bot.summary import Consented, Line, Part, Summary, Words
from bot.web.asgi import build
from bot.web.page import STATIC
from bot.web.parts import Entrance
from tests.export import making
from tests.storage.talk import KEYS, HandClock, arrival, decide
from tests.web.running import running
from tests.web.stand_in import Companion, parts

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PICTURE = (STATIC / "voorbeeld.png").read_bytes()
CONSENT = Consented("flows/x#ja.vraag", "0123456789ab", "nl", "2026-11-21T12:00:00+01:00", "2026-12-05T12:00:00+01:00")
HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    '</p><p class="told" lang="nl" dir="ltr">nep</p>',
    "javascript:alert(1)//`${7*7}`",
    "#panic() *vet* [x](javascript:alert(1))",
    "regel een\nregel twee",
    "👶🏽 你好 ሰላም",
    "a" * 3_000,
    "1" * 3_000,
)


def summary(language: str = "ar", *own_words: str) -> Summary:
    """What somebody who speaks `language` ticked, and these words of her own, which are not translated."""
    told = making.summary(language)
    own = tuple(Line(f"own{place}", Part.OWN_WORDS, Words(text, text)) for place, text in enumerate(own_words))
    return replace(told, lines=told.lines + own, consent=CONSENT)


@dataclass(frozen=True)
class House:
    """Where it is shared from, and how somebody does."""

    address: str
    clock: HandClock
    sharing: Sharing
    person: int

    def shares(self, way: Way, what: Summary) -> Handed:
        return self.sharing.create(self.person, what, way)


Export = Callable[[Summary], bytes]


def exporter(library: Library, attached: Attached | None = None) -> Export:
    files = Attached(PDF, PICTURE, Words("Zus staat dichtbij.", "")) if attached is None else attached
    return lambda what: bundle(what, headings(library, what.language), files)


@contextmanager
def house(folder: Path, export: Export, limits: Limits | None = None) -> Iterator[House]:
    """A server on an empty database, with somebody in it who can share."""
    clock = HandClock()
    store = SqlStore.open(f"sqlite:///{folder / 'house.db'}", KEYS, clock)
    try:
        store.commit([arrival("hoi")], decide, decide)
        with store.engine.begin() as connection:
            person = connection.execute(select(people.c.id)).scalar_one()
        entrance = Entrance(Door(store.shares, clock))
        with running(build(parts(Companion(), simulator=False, entrance=entrance))) as address:
            yield House(address, clock, Sharing(store.shares, export, clock, address, limits or Limits()), person)
    finally:
        store.close()
