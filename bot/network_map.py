"""Who is around her: people by role, how close they are, and what they are good for. Pure.

A role, a ring and pictures; a name only when she gives one. Ids are Dutch, as in `content/nl/flows/netwerkkaart.yaml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from pydantic import TypeAdapter, ValidationError

from bot.content.scene import literal
from bot.content.values import lines
from bot.model import Values

FLOW: Final = "netwerkkaart"  # all words are in this flow
ANSWER: Final = "netwerk"  # the answer that holds the map
MOST: Final = 12  # people on a map: more no small screen can show
NICKNAME_LETTERS: Final = 20


class Role(StrEnum):
    """Who somebody is to her. The partner is one of the roles, never the first guess."""

    PARTNER = "partner"
    MOTHER = "moeder"
    FATHER = "vader"
    SISTER = "zus"
    BROTHER = "broer"
    FAMILY = "familie"
    FRIEND = "vriendin"
    NEIGHBOUR = "buur"
    COLLEAGUE = "collega"
    MIDWIFE = "verloskundige"
    GP = "huisarts"
    NEIGHBOURHOOD_TEAM = "wijkteam"
    OTHER = "anders"


class Ring(StrEnum):
    CLOSE = "dichtbij"
    LESS_CLOSE = "minder_dichtbij"


class Support(StrEnum):
    """What somebody is good for; shown as a picture: a hand, a cup, a light bulb, a heart."""

    HANDS = "hand"  # helps with work: cooking, driving, the other children
    COMPANY = "kop"  # comes by, drinks tea with you
    ADVICE = "lamp"  # knows things, thinks along
    COMFORT = "hart"  # listens, comforts


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody on her map."""

    role: Role
    ring: Ring = Ring.CLOSE
    supports: tuple[Support, ...] = ()
    at_night: bool = False  # she can call them at night
    nickname: str = ""
    good_to_call: bool | None = None  # asked about a partner only; never shown


@dataclass(frozen=True, slots=True)
class NetworkMap:
    """Her map, in the order she named people. `nobody` is an answer too: she said that there is nobody to call."""

    helpers: tuple[Helper, ...] = ()
    nobody: bool = False


# The step with each role's word, in the order offered; the partner is on the second page, behind family.
ROLES: Final = {
    **dict.fromkeys((Role.MOTHER, Role.SISTER, Role.FRIEND, Role.NEIGHBOUR), "nacht"),
    **dict.fromkeys((Role.FATHER, Role.BROTHER, Role.FAMILY, Role.PARTNER), "meer"),
    **dict.fromkeys((Role.MIDWIFE, Role.GP, Role.NEIGHBOURHOOD_TEAM, Role.COLLEAGUE, Role.OTHER), "meer_2"),
}
_MAP: Final = TypeAdapter(NetworkMap)


def dump(network: NetworkMap) -> str:
    """The map as text, to be kept among her answers."""
    return _MAP.dump_json(network, exclude_defaults=True).decode()


def parse(kept: str) -> NetworkMap:
    """The map that `dump` wrote; an empty one when nothing was kept, or nothing that we can read today."""
    try:
        return _MAP.validate_json(kept) if kept else NetworkMap()
    except ValidationError:
        return NetworkMap()


def helper_at(network: NetworkMap, place: int) -> Helper | None:
    return network.helpers[place] if 0 <= place < len(network.helpers) else None


def with_helper(network: NetworkMap, place: int, helper: Helper) -> NetworkMap:
    """This helper at `place`, or behind the others; a full map stays as it is."""
    if helper_at(network, place):
        others = network.helpers
        return NetworkMap((*others[:place], helper, *others[place + 1 :]))
    return network if len(network.helpers) >= MOST else NetworkMap((*network.helpers, helper))


def without_helper(network: NetworkMap, place: int) -> NetworkMap:
    if helper_at(network, place) is None:
        return network
    return replace(network, helpers=(*network.helpers[:place], *network.helpers[place + 1 :]))


def turned(supports: Sequence[Support], which: Support) -> tuple[Support, ...]:
    """With this one when it was not there, without it when it was; always in the order of the pictures."""
    return tuple(one for one in Support if (one in supports) != (one is which))


def text(part: str) -> str:
    """A text id of the map's own words: `<step>.<part>`."""
    return f"flows/{FLOW}#{part}"


def role_text(role: Role) -> str:
    return text(f"{ROLES[role]}.{role}")


def ring_text(ring: Ring) -> str:
    return text(f"afstand.{ring}")


def support_text(support: Support) -> str:
    return text(f"waarvoor.{support}")


NIGHT_TEXT: Final = text("wat.nacht")


def said_of(helper: Helper) -> tuple[str, ...]:
    """Text ids of all that is said of somebody, in the order of the picture."""
    night = (NIGHT_TEXT,) if helper.at_night else ()
    return (ring_text(helper.ring), *night, *(support_text(one) for one in Support if one in helper.supports))


def word(helper: Helper) -> str:
    """Her word for somebody, as a value: the nickname, or else the role."""
    return literal(helper.nickname) if helper.nickname else f"@{role_text(helper.role)}"


def listed(network: NetworkMap) -> str:
    """The map in words, one line a person: a value for a text. The picture says the same."""
    return lines((text("regel_met_naam.zeg" if one.nickname else "regel.zeg"), _line(one)) for one in network.helpers)


def _line(helper: Helper) -> Values:
    told = ("wie", f"@{role_text(helper.role)}"), ("wat", f"@{' '.join(said_of(helper))}")
    return (*told, ("naam", literal(helper.nickname))) if helper.nickname else told


def who_can_help(network: NetworkMap) -> tuple[Helper, ...]:
    """Those we may name as help elsewhere: everybody, but a partner only when she called them good to call."""
    return tuple(one for one in network.helpers if one.role is not Role.PARTNER or one.good_to_call)
