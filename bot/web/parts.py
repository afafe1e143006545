"""What the web needs of the house, as plain callables, so it can be built without knowing who provides them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.content.schema import Library
from bot.model import Address, Delivery, Incoming, Outgoing
from bot.ports import Channel, Clock, Committed
from bot.sharing.opening import Door
from bot.web.hurried import USUAL_RATES, Rates


@dataclass(frozen=True, slots=True)
class WebParts:
    """`receive` and `report` return after the commit; `answers` words and settles what an in-response person is due.

    `channels` maps a webhook path ("/sms/status") to the channel that reads it. `sms_parts` counts the parts a text
    costs. `healthy` tells a load balancer whether messages can be taken now. `door` opens what people share, so often.
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
    door: Door | None = None
    rates: Rates = USUAL_RATES
