"""Which key leads where. Urgent signs come first, every list is short, and who is lost hears the number to call.

Keys everywhere: 0 again, 9 more of a list, * back, # ends it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.content.library import offered_languages
from bot.content.schema import Library
from bot.phone.places import Place
from bot.phone.words import SIGN_LABELS, text

LANGUAGES: Final = "taal"
CALLED: Final = "opname"  # we called: who answers may be somebody else
BEGIN: Final = "begin"
SIGNS: Final = "tekenen"
WELCOME: Final = "welkom"  # the menu, the first time
MENU: Final = "menu"
PERSON: Final = "mens"
GOODBYE: Final = "dag"
SILENT: Final = "stil"  # hung up without a word
GROUP: Final = "groep."
SIGN: Final = "nood/"
TOPIC: Final = "onderwerp/"

AGAIN, MORE, BACK, END = "0", "9", "*", "#"
MOST: Final = 7  # things to choose in one list: more are not remembered
TRIES: Final = 2  # times a question is said again
ENDS: Final = (GOODBYE, SILENT)

# As in nlu/domain.yml, most urgent first; a sign that is new comes behind these.
DANGER: Final = (
    *("nood-112", "nood-baby-komt", "nood-vergiftiging", "nood-geweld", "nood-zelfdoding", "nood-na-bevalling"),
    *("nood-baby-ziek", "nood-bloedverlies", "nood-buikpijn", "nood-minder-leven", "nood-bloeddruk"),
    *("nood-vruchtwater", "nood-weeen-te-vroeg", "nood-koorts", "nood-jeuk", "nood-trombose"),
    *("nood-overgeven", "nood-val"),
)
# What helps at this moment is the first thing in its list.
FIRST: Final = {"roken": ("roken-trek", "roken-stoppen")}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: where it leads, and the text id of its words."""

    to: Place
    label: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """Where a key leads. `unknown`: it meant nothing here."""

    place: Place
    unknown: bool = False


class PhoneTree:
    """All there is to hear by phone."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.languages = offered_languages(library)
        self.groups = {name: _topics(library, name) for name in library.menu}

    def begin(self, language: str) -> Place:
        """Where somebody who calls comes in; `language` is empty, or hers as far as we know."""
        return Place(BEGIN, language) if language in self.languages else Place(LANGUAGES)

    def called(self, language: str) -> Place:
        """Where somebody whom we call comes in."""
        return Place(CALLED, language if language in self.languages else self.languages[0])

    def after(self, place: Place, key: str) -> Pressed:
        """`key`: one sign, empty when she pressed none, or whatever else a request holds."""
        here = replace(place, tries=0)
        if place.node in ENDS:
            return Pressed(place)
        if key == END:
            return Pressed(self._ended(place))
        if key == AGAIN:
            return Pressed(here)
        if key == BACK and place.node != CALLED:
            return Pressed(self._back(here))
        if key == MORE and self.has_more(place):
            return Pressed(replace(here, page=place.page + 1))
        chosen = self._chosen(place, key)
        return Pressed(chosen) if chosen else self._missed(place, key)

    def on_offer(self, place: Place) -> Sequence[Choice]:
        """What she can choose on this page, by the keys 1, 2 …"""
        return self._all(place)[place.page * MOST : (place.page + 1) * MOST]

    def has_more(self, place: Place) -> bool:
        return len(self._all(place)) > (place.page + 1) * MOST

    def places(self) -> Iterator[Place]:
        """Every place there is."""
        for language in ("", *self.languages):
            for node in self._nodes(language):
                place = Place(node, language)
                pages = range(max(1, -(-len(self._all(place)) // MOST)))
                yield from (Place(node, language, page, tries) for page in pages for tries in range(TRIES + 1))

    def _nodes(self, language: str) -> Iterator[str]:
        if not language:
            yield from (LANGUAGES, *ENDS)
            return
        yield from (LANGUAGES, CALLED, BEGIN, SIGNS, WELCOME, MENU, PERSON, *ENDS)
        yield from (f"{SIGN}{sign}" for sign in self.library.urgents)
        for group, topics in self.groups.items():
            yield f"{GROUP}{group}"
            yield from (f"{TOPIC}{group}/{topic}" for topic in topics)

    def _all(self, place: Place) -> Sequence[Choice]:
        node, language = place.node, place.language
        if node == LANGUAGES:
            return [Choice(Place(BEGIN, code), f"talen#{code}") for code in self.languages]
        if node == SIGNS:
            return [Choice(Place(f"{SIGN}{sign}", language), _sign_label(sign)) for sign in self._signs()]
        if node in (MENU, WELCOME):
            groups = [Choice(Place(f"{GROUP}{name}", language), f"ui#groep.{name}") for name in self.groups]
            return [*groups, Choice(Place(PERSON, language), "ui#mens_knop")]
        if node.startswith(GROUP):
            group = node.removeprefix(GROUP)
            found = self.groups[group]
            return [Choice(Place(f"{TOPIC}{group}/{name}", language), f"topics/{name}#titel") for name in found]
        return []

    def _signs(self) -> Sequence[str]:
        known = [sign for sign in DANGER if sign in self.library.urgents]
        return [*known, *sorted(self.library.urgents.keys() - set(known))]

    def _chosen(self, place: Place, key: str) -> Place | None:
        if len(key) != 1 or key not in "12345678":
            return None
        if place.node in _BY_KEY:
            node = _BY_KEY[place.node].get(key)
            return Place(node, place.language) if node else None
        offered = self.on_offer(place)
        return offered[int(key) - 1].to if int(key) <= len(offered) else None

    def _missed(self, place: Place, key: str) -> Pressed:
        if place.tries >= TRIES:
            return Pressed(self._ended(place))
        return Pressed(replace(place, tries=place.tries + 1), unknown=bool(key))

    def _ended(self, place: Place) -> Place:
        """Who was called and did not go on may be somebody else, or a machine: not a word more."""
        return Place(SILENT if place.node == CALLED else GOODBYE, place.language)

    def _back(self, place: Place) -> Place:
        if place.page:
            return replace(place, page=place.page - 1)
        if place.node.startswith(TOPIC):
            group, _, topic = place.node.removeprefix(TOPIC).partition("/")
            page = self.groups[group].index(topic) // MOST
            return Place(f"{GROUP}{group}", place.language, page)
        if place.node.startswith(SIGN):
            return Place(SIGNS, place.language, self._signs().index(place.node.removeprefix(SIGN)) // MOST)
        above = {BEGIN: LANGUAGES, LANGUAGES: LANGUAGES, SIGNS: BEGIN, MENU: BEGIN, WELCOME: BEGIN}
        return Place(above.get(place.node, MENU), place.language)


_BY_KEY: Final[Mapping[str, Mapping[str, str]]] = {CALLED: {"1": BEGIN}, BEGIN: {"1": SIGNS, "2": WELCOME}}


def _topics(library: Library, group: str) -> tuple[str, ...]:
    """Of a group what can be heard: no questions are asked by phone."""
    found = [name for name in library.menu[group] if name in library.topics]
    first = [name for name in FIRST.get(group, ()) if name in found]
    return (*first, *(name for name in found if name not in first))


def _sign_label(sign: str) -> str:
    return text(f"tekenen.{sign}") if sign in SIGN_LABELS else f"nood/{sign}#titel"
