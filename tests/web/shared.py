"""Something to share, and a real house to share it from: database, doors, page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from bot.content.schema import Library
from bot.export.fhir import Attached, bundle
from bot.export.headings import headings
from bot.model import Handed, Way
from bot.network_map import Helper, Role
from bot.sharing.making import Limits, Sharing
from bot.sharing.opening import Door
from bot.storage.store import SqlStore
from bot.storage.tables import people
from bot.summary import Consented, Line, Part, Summary, Words
from bot.web.asgi import build
from bot.web.page import STATIC
from bot.web.parts import Entrance
from bot.web.parts import Entrance
from tests.storage.talk import KEYS, HandClock, arrival, decide
from tests.web.running import running
from tests.web.stand_in import Companion, parts

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PICTURE = (STATIC / "voorbeeld.png").read_bytes()
CONSENT = Consented(
    "flows/delen#ja.vraag", "0123456789ab", "nl", "2026-11-21T12:00:00+01:00", "2026-12-01T12:00:00+01:00"
)
DUE = date(2027, 6, 5)

HERS = {
    "nl": ("", "", "", "", "", ""),
    "tr": (
        "Yalnız doğumdan korkuyorum",
        "Evde yardım istiyorum",
        "Türkçe, telefonda tercüman",
        "Saat 10'dan sonra ara: 06-12345678",
        "Kız kardeşim her gün gelir",
        "Kız kardeş",
    ),
    "ar": (
        "أخاف من الولادة وحدي",
        "أريد مساعدة في البيت",
        "العربية، مع مترجم بالهاتف",
        "اتصلي بعد الساعة 10 على 06-12345678",
        "أختي تأتي كل يوم",
        "الأخت",
    ),
}
DUTCH = (
    "Ik ben bang om alleen te bevallen",
    "Ik wil hulp thuis",
    "Turks, tolk aan de telefoon",
    "Bel na 10 uur op 06-12345678",
    "Mijn zus komt elke dag",
    "Zus",
)
PARTS = (Part.QUESTION, Part.HELP, Part.LANGUAGE, Part.CONTACT, Part.STRENGTH, Part.NETWORK)
SLEEP = {"nl": "", "tr": "Nasıl uyuyorsun?", "ar": "كيف تنامين؟"}
HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "</p><p class=\"told\" lang=\"nl\" dir=\"ltr\">nep</p>",
    "javascript:alert(1)//`${7*7}`",
    "#panic() *vet* [x](javascript:alert(1))",
    "regel een\nregel twee",
    "👶🏽 你好 ሰላም",
    "a" * 3_000,
)  # fmt: skip


def summary(language: str = "tr", own_words: tuple[str, ...] = ("Ik slaap slecht.",)) -> Summary:
    """What somebody who speaks `language` ticked; her own words are not translated."""
    told = zip(PARTS, DUTCH, HERS[language], strict=True)
    lines = [Line(part.value, part, Words(dutch, hers)) for part, dutch, hers in told]
    asked = Words("Hoe slaap je?", SLEEP[language])
    lines.append(Line("slapen", Part.SELF_CHECK, Words(own_words[0], own_words[0]), asked))
    lines += [Line(f"eigen{place}", Part.OWN_WORDS, Words(words, words)) for place, words in enumerate(own_words)]
    helpers = (Helper(Role.SISTER),)
    return Summary(language, date(2026, 11, 21), tuple(lines), CONSENT, DUE, "echo", helpers=helpers)


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
