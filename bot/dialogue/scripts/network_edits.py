"""The map as it is, and changing it: what somebody does for her, how close, a nickname, away."""

from collections.abc import Iterable
from dataclasses import replace

from bot.content.harmless import harmless
from bot.dialogue.rules import KEEP
from bot.dialogue.scripts.network_words import (
    ANYBODY,
    DAY,
    DONE,
    EDIT,
    NIGHT_TICK,
    about_of,
    changed,
    keeping,
    network_of,
    person_of,
)
from bot.dialogue.scripts.script import Here, Went
from bot.model import Option, Values
from bot.network_map import MOST, NICKNAME_LETTERS, Helper, Role, Support, dump, listed, turned, without_helper, word


def list_of(here: Here) -> Values:
    return (("lijst", listed(network_of(here.draft))),)


def map_options(here: Here) -> tuple[Option, ...]:
    full = len(network_of(here.draft).helpers) >= MOST
    offered = (answer.id for answer in here.step.answers if not (full and answer.id == "nog_iemand"))
    return tuple(Option(answer, here.text(f"kaart.{answer}")) for answer in offered)


def go_on(here: Here, values: tuple[str, ...]) -> Went:
    people = len(network_of(here.draft).helpers)
    if values == ("nog_iemand",):
        return here.draft, f"erbij:{people}{DAY}"
    if values == ("veranderen",):
        return here.draft, "wie" if people > 1 else f"veranderen:0{EDIT}"
    return here.draft, "af"


def people(here: Here) -> tuple[Option, ...]:
    people = enumerate(network_of(here.draft).helpers)
    return tuple(Option(f"{ANYBODY}{at}", here.text("wie.persoon"), (("wie", word(one)),)) for at, one in people)


def whom(here: Here, values: tuple[str, ...]) -> Went:
    return here.draft, f"veranderen:{values[0].removeprefix(ANYBODY)}{EDIT}" if values else "kaart"


def change(here: Here, values: tuple[str, ...]) -> Went:
    return here.draft, f"{values[0]}:{about_of(here)}" if values and person_of(here) else "kaart"


def ticks(here: Here) -> tuple[Option, ...]:
    person = person_of(here) or Helper(Role.OTHER)
    supports = (Option(one, here.text(f"waarvoor.{one}"), ticked=one in person.supports) for one in Support)
    night = Option(NIGHT_TICK, here.text("wat.nacht"), ticked=person.at_night)
    return (night, *supports, Option(DONE, here.text("wat.klaar")))


def tick(here: Here, values: tuple[str, ...]) -> Went:
    draft = changed(here, lambda one: _ticked(one, values))
    return draft, f"wat:{about_of(here)}" if values and DONE not in values else "kaart"


def _ticked(helper: Helper, values: Iterable[str]) -> Helper:
    for value in values:
        if value == NIGHT_TICK:
            helper = replace(helper, at_night=not helper.at_night)
        elif value != DONE:
            helper = replace(helper, supports=turned(helper.supports, Support(value)))
    return helper


def fits_as_nickname(here: Here, value: str) -> bool:
    return 0 < len(_nickname(value)) <= NICKNAME_LETTERS


def _nickname(value: str) -> str:
    return " ".join(harmless(value).split())


def named(here: Here, values: tuple[str, ...]) -> Went:
    nickname = _nickname(values[0]) if values else ""
    return changed(here, lambda one: replace(one, nickname=nickname)), "kaart"


def removed(here: Here, values: tuple[str, ...]) -> Went:
    if values != ("ja",):
        return here.draft, "kaart"
    network = without_helper(network_of(here.draft), about_of(here).place)
    return keeping(here.draft, network), "kaart" if network.helpers else "geen_kaart"


def drawn(here: Here, values: tuple[str, ...]) -> Went:
    """The words were said; the picture goes with them where the channel can show one."""
    *before, said = here.draft.says
    draft = replace(here.draft, says=(*before, replace(said, picture=dump(network_of(here.draft)))))
    return draft, "blijft" if KEEP in draft.state.consents else "na_twee_dagen"
