"""The network map (`netwerkkaart`): who she can call at night, who else is there, and changing it afterwards.

What a step is about is a place on the map and why she is asked: `2n` is the third person, named for the night; `2d` by
day; `2e` edited. Up to three for the night take two taps each: who, and what for. The map is kept as one answer.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.dialogue.draft import Draft
from bot.dialogue.rules import is_zestien, says_old_enough
from bot.dialogue.scripts import network_edits as edits
from bot.dialogue.scripts.network_words import (
    DAY,
    DONE,
    EDIT,
    MORE,
    NIGHT,
    NOBODY,
    About,
    about_of,
    changed,
    keeping,
    name,
    network_of,
)
from bot.dialogue.scripts.script import Beat, Here, Script, Went
from bot.model import Option
from bot.network_map import ROLES, Helper, NetworkMap, Ring, Role, Support, role_text, text, with_helper

FIRST: Final = f"nacht:0{NIGHT}"
AT_NIGHT: Final = 3  # people we ask for who can be called at night


def _begin(draft: Draft) -> str:
    """A map that is there is shown; else her age comes first, once."""
    if network_of(draft).helpers:
        return "kaart"
    return FIRST if is_zestien(draft.state, draft.today) else "leeftijd"


def _age(here: Here, values: tuple[str, ...]) -> Went:
    """Younger, or not said: nothing is asked, and nothing kept."""
    return (says_old_enough(here.draft), FIRST) if values == ("ja",) else (here.draft, "te_jong")


def _who(here: Here, values: tuple[str, ...]) -> Went:
    chosen, about = values[0] if values else DONE, about_of(here)
    if chosen == NOBODY:
        return keeping(here.draft, NetworkMap(nobody=True)), "alleen"
    if chosen == MORE:
        return here.draft, f"{'meer_2' if here.step.id == MORE else MORE}:{about}"
    if chosen == DONE:
        return here.draft, _after_nobody_more(here.draft, about)
    person = Helper(Role(chosen), at_night=about.why == NIGHT)
    draft = keeping(here.draft, with_helper(network_of(here.draft), about.place, person))
    return draft, f"fijn:{about}" if person.role is Role.PARTNER else _after_role(about)


def _after_nobody_more(draft: Draft, about: About) -> str:
    if network_of(draft).helpers:
        return "kaart"
    return f"erbij:0{DAY}" if about.why == NIGHT else "geen_kaart"


def _after_role(about: About) -> str:
    return f"waarvoor:{about}" if about.why == NIGHT else f"afstand:{about}"


def _near_roles(here: Here) -> tuple[Option, ...]:
    """The first page of people, and that there is nobody more."""
    near = (role for role, step in ROLES.items() if step == "nacht")
    roles = tuple(Option(role, role_text(role)) for role in near)
    return (*roles, Option(MORE, text("nacht.meer")), Option(DONE, here.text(f"{here.step.id}.{DONE}")))


def _good_to_call(here: Here, values: tuple[str, ...]) -> Went:
    good = values[0] == "ja" if values else None
    draft = changed(here, lambda one: replace(one, good_to_call=good))
    return draft, f"niet_fijn:{about_of(here)}" if good is False else _after_role(about_of(here))


def _no_more_of_them(here: Here, values: tuple[str, ...]) -> Went:
    """Somebody who is not good to call: nothing more is asked about them."""
    return here.draft, _after_person(here.draft, about_of(here))


def _what_for(here: Here, values: tuple[str, ...]) -> Went:
    good_for = tuple(one for one in Support if one in values)
    draft = changed(here, lambda one: replace(one, supports=good_for))
    return draft, _after_person(draft, about_of(here))


def _after_person(draft: Draft, about: About) -> str:
    named = len(network_of(draft).helpers)
    return f"nog:{named}{NIGHT}" if about.why == NIGHT and named < AT_NIGHT else "kaart"


def _how_close(here: Here, values: tuple[str, ...]) -> Went:
    draft = changed(here, lambda one: replace(one, ring=Ring(values[0]))) if values else here.draft
    return draft, "kaart" if about_of(here).why == EDIT else f"waarvoor:{about_of(here)}"


def _somebody_by_day(here: Here, values: tuple[str, ...]) -> Went:
    return here.draft, f"erbij:0{DAY}" if values == ("ja_iemand",) else "blijf_welkom"


def _then(step: str) -> Callable[[Here, tuple[str, ...]], Went]:
    return lambda here, values: (here.draft, step)


SCRIPT: Final = Script(
    beats={
        "leeftijd": Beat(_age),
        "te_jong": Beat(_then("")),
        "nacht": Beat(_who),
        "meer": Beat(_who),
        "meer_2": Beat(_who),
        "nog": Beat(_who, _near_roles),
        "erbij": Beat(_who, _near_roles),
        "fijn": Beat(_good_to_call),
        "niet_fijn": Beat(_no_more_of_them),
        "waarvoor": Beat(_what_for, values=name),
        "afstand": Beat(_how_close, values=name),
        "alleen": Beat(_then("mensen")),
        "mensen": Beat(_then("toch_iemand")),
        "toch_iemand": Beat(_somebody_by_day),
        "blijf_welkom": Beat(_then("")),
        "kaart": Beat(edits.go_on, edits.map_options, edits.list_of),
        "wie": Beat(edits.whom, edits.people),
        "veranderen": Beat(edits.change, values=name),
        "wat": Beat(edits.tick, edits.ticks, name),
        "bijnaam": Beat(edits.named, values=name, fits=edits.fits_as_nickname),
        "weg": Beat(edits.removed, values=name),
        "af": Beat(edits.drawn, values=edits.list_of),
        "na_twee_dagen": Beat(_then("")),
        "blijft": Beat(_then("")),
        "geen_kaart": Beat(_then("")),
    },
    texts=frozenset(
        (
            *(f"{step}.{role}" for role, step in ROLES.items()),
            *(f"waarvoor.{one}" for one in Support),
            *(f"afstand.{ring}" for ring in Ring),
            *("nacht.meer", "nog.klaar", "erbij.klaar", "wat.nacht", "wat.klaar", "wie.persoon"),
            *("regel.zeg", "regel_met_naam.zeg", "beeld.zeg"),
        )
    ),
    begin=_begin,
)
