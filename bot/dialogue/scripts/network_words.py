"""What the steps of the network map share: whom a step is about, and changing that person."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.dialogue.draft import Draft
from bot.dialogue.scripts.script import Here
from bot.model import Values
from bot.network_map import ANSWER, Helper, NetworkMap, Role, dump, helper_at, parse, with_helper, word

NIGHT, DAY, EDIT = "n", "d", "e"
MORE, DONE, NOBODY, NIGHT_TICK, ANYBODY = "meer", "klaar", "niemand", "nacht", "p"


@dataclass(frozen=True, slots=True)
class About:
    place: int
    why: str

    def __str__(self) -> str:
        return f"{self.place}{self.why}"


def network_of(draft: Draft) -> NetworkMap:
    """Her map as far as it is there."""
    return parse(draft.answer_to(ANSWER))


def keeping(draft: Draft, network: NetworkMap) -> Draft:
    return draft.keeping(ANSWER, dump(network))


def about_of(here: Here) -> About:
    place, why = here.about[:-1], here.about[-1:]
    return About(int(place) if place.isdecimal() else 0, why or NIGHT)


def person_of(here: Here) -> Helper | None:
    return helper_at(network_of(here.draft), about_of(here).place)


def name(here: Here) -> Values:
    """`{wie}`: her word for this person."""
    return (("wie", word(person_of(here) or Helper(Role.OTHER))),)


def changed(here: Here, change: Callable[[Helper], Helper]) -> Draft:
    """The person this is about, changed; nothing when the map has nobody there any more."""
    network, person = network_of(here.draft), person_of(here)
    return keeping(here.draft, with_helper(network, about_of(here).place, change(person))) if person else here.draft
