"""What the web needs of the house, as plain callables, so it can be built without knowing who provides them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.schema import Library
from bot.model import Address, Delivery, Incoming, OnPage, Outgoing, Turn
from bot.ports import Channel, Clock, Committed
from bot.sharing.opening import Door
from bot.speech.addresses import Addresses
from bot.speech.line import LineSounds
from bot.speech.listening import Listening
from bot.web.hurried import USUAL_RATES, Rates

if TYPE_CHECKING:
    from bot.channels.phone import PhoneLine
    from bot.web.preview.source import Preview


async def unheard(_person: int) -> None:
    """For an entrance of which nobody has to hear."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """Where a midwife opens what somebody shared. `opened` is told whose it was, after she has it."""

    door: Door
    opened: Callable[[int], Awaitable[None]] = unheard
    rates: Rates = USUAL_RATES


@dataclass(frozen=True, slots=True)
class Hearing:
    """Where fixed texts are heard, and who makes their sound."""

    addresses: Addresses
    listening: Listening


@dataclass(frozen=True, slots=True)
class Telephone:
    """The line, its sounds, whose language is known, and whom to tell that a call failed."""

    line: "PhoneLine"
    sounds: LineSounds
    language_of: Callable[[Address], Awaitable[str]]
    not_called: Callable[[str, Address, str], Awaitable[None]]  # the call, whose, our number
    clock: Clock


OnHerPage = Callable[[str, OnPage], Awaitable[Turn | None]]  # a token, and what she did


@dataclass(frozen=True, slots=True)
class WebParts:
    """`receive` and `report` return after the commit; `answers` words and settles what an in-response person is due.

    `channels` maps a webhook path ("/sms/status") to the channel that reads it. `sms_parts` counts the parts a text
    costs. `healthy` tells a load balancer whether messages can be taken now. `entrance` is where shares open.
    """

    receive: Callable[[Incoming], Awaitable[Committed]]
    report: Callable[[Delivery], Awaitable[None]]
    answers: Callable[[Address], Awaitable[Sequence[Outgoing]]]
    channels: Mapping[str, Channel]
    library: Library
    clock: Clock
    sms_parts: Callable[[str], int]
    healthy: Callable[[], Awaitable[bool]]
    version: str
    simulator: bool = False
    entrance: Entrance | None = None
    on_page: OnHerPage | None = None
    hearing: Hearing | None = None
    preview: "Preview | None" = None
    telephone: Telephone | None = None  # none: there is no phone line
