"""Who is around her: people by role, how close they are, and what they are good for. Pure.

A role, a ring and pictures; a name only when she gives one. Ids are Dutch, as in `content/nl/flows/netwerkkaart.yaml`.
"""

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class NetworkMap:
    """Her map, in the order she named people. `nobody` is an answer too: she said that there is nobody to call."""

    helpers: tuple[Helper, ...] = ()
    nobody: bool = False
