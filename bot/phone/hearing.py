"""What is heard at a place, part by part. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import dropwhile
from typing import Final

from bot.content.facts import fact_names
from bot.content.library import DUTCH
from bot.content.opening import day_and_night
from bot.content.render import Reader
from bot.content.spoken.message import Means, Utterance, belzin_spoken, key_spoken, message_spoken
from bot.model import Address, ChannelName, Form, Say
from bot.phone.places import Place
from bot.phone.tree import (
    BEGIN,
    CALLED,
    GOODBYE,
    GROUP,
    LANGUAGES,
    PERSON,
    SIGN,
    SIGNS,
    SILENT,
    TOPIC,
    WELCOME,
    PhoneTree,
)
from bot.phone.words import text

_SOMEBODY: Final = Address(ChannelName.SMS, "")
_URGENT_LINE: Final = "ui#nood_onvertaald"  # the number to call, and nothing else
_SAID: Final = {
    CALLED: ("opname.zeg",),
    BEGIN: ("begin.vraag",),
    GOODBYE: ("dag.zeg",),
    SILENT: (),
}


class Hears:
    """Words for every place of a tree, at a moment (aware): urgent texts differ by day and night."""

    def __init__(self, tree: PhoneTree) -> None:
        self.tree, self._library = tree, tree.library

    def at(self, place: Place, now: datetime) -> tuple[Utterance, ...]:
        """Empty at the silent end only."""
        node = place.node
        if node in _SAID:
            return tuple(part for one in _SAID[node] for part in self._said(text(one), place, now))
        if node == LANGUAGES:
            return tuple(self._languages(place, now))
        if node.startswith(SIGN):
            return tuple(self._urgent(node.removeprefix(SIGN), place, now))
        if node.startswith(TOPIC):
            told = self._said(f"topics/{node.rpartition('/')[2]}", place, now)
            return (*told, *self._said(text("toetsen.zeg"), place, now))
        return tuple(self._listed(place, now))

    def unknown_key(self, place: Place, now: datetime) -> tuple[Utterance, ...]:
        return self._said(text("onbekend.zeg"), place, now)

    def without_voice(self, now: datetime) -> tuple[Utterance, ...]:
        """In Dutch, before words that nobody can say in her language."""
        return self._said(text("geen_stem.zeg"), Place(BEGIN, DUTCH), now)

    def _said(self, text_id: str, place: Place, now: datetime, **values: str) -> tuple[Utterance, ...]:
        reader = Reader(_SOMEBODY, place.language or DUTCH, Form.TELEGRAM, None, now)
        parts = message_spoken(Say(text_id, tuple(values.items())), reader, self._library, Means.KEYS)
        return tuple(replace(part, personal=False) for part in parts)  # no value here is anybody's

    def _languages(self, place: Place, now: datetime) -> Iterator[Utterance]:
        """Each language says its own line; the first one also the number to call."""
        yield from self._said(_URGENT_LINE, place, now)
        for number, choice in enumerate(self.tree.on_offer(place), 1):
            yield key_spoken(self._library, choice.to.language, number, choice.label)
        if self.tree.has_more(place):
            yield from self._said(text("meer.zeg"), place, now)

    def _listed(self, place: Place, now: datetime) -> Iterator[Utterance]:
        for text_id in _intro(place):
            yield from self._said(text_id, place, now)
        for number, choice in enumerate(self.tree.on_offer(place), 1):
            yield key_spoken(self._library, place.language, number, choice.label)
        if self.tree.has_more(place):
            yield from self._said(text("meer.zeg"), place, now)
        elif place.node == SIGNS:
            yield from self._said(text("geen_van_deze.zeg"), place, now)
        yield from self._said(text("toetsen.zeg"), place, now)

    def _urgent(self, sign: str, place: Place, now: datetime) -> Iterator[Utterance]:
        """What to do, the number slowly and twice, the sentence for who answers, and that she can hang up."""
        parts = self._said(f"nood/{sign}", place, now)
        yield from (part for part in parts if part.text_id)
        if number := self._number(parts):
            yield from (replace(part, slow=True) for part in self._said(text("nummer.zeg"), place, now, nummer=number))
        if sentence := belzin_spoken(self._library, sign, place.language):
            yield from self._said(text("belzin.zeg"), place, now)
            yield sentence
            yield from list(dropwhile(lambda part: not part.slow, parts))[1:]  # what it means, in her language
        yield from self._said(text("ophangen.zeg"), place, now)

    def _number(self, parts: tuple[Utterance, ...]) -> str:
        """The first number that the urgent text gives, as it is dialled."""
        told = (part.text_id for part in parts if part.text_id.startswith(SIGN))
        words = "".join(self._library.texts[text_id].words for text_id in told)
        given = [name for name in fact_names(words) if name in self._library.facts]
        first = min(given, key=lambda name: words.index(f"{{feit:{name}"), default="")
        return self._library.facts[first].value if first else ""


def _intro(place: Place) -> tuple[str, ...]:
    if place.node == SIGNS:
        return (text("tekenen.vraag"),)
    if place.node == PERSON:
        return ("ui#mens",)
    if place.node.startswith(GROUP):
        return (f"ui#groep.{place.node.removeprefix(GROUP)}",)
    return ("ui#welkom_kort", "ui#menu") if place.node == WELCOME else ("ui#menu",)


def every(hears: Hears, now: datetime) -> tuple[Utterance, ...]:
    """All that may be heard in the week from `now`, each once; what is needed most comes first."""
    places = sorted({replace(place, tries=0) for place in hears.tree.places()}, key=_need)
    hours = tuple(day_and_night(now).values())
    asides = (part for code in hears.tree.languages for part in hears.unknown_key(Place(BEGIN, code), now))
    heard = (part for place in places for when in hours for part in hears.at(place, when))
    return tuple(dict.fromkeys((*hears.without_voice(now), *asides, *heard)))


def _need(place: Place) -> tuple[bool, bool, str, str, int]:
    """Topics last, urgent texts first."""
    node = place.node
    return (node.startswith(TOPIC), not node.startswith(SIGN), place.language, node, place.page)
