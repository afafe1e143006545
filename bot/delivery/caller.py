"""Calling back who asked for it: at most once, as long as it was safe, and she hears by message when it failed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Protocol

from bot.content.schema import Library
from bot.delivery.courier import Courier
from bot.errors import Undeliverable
from bot.model import CALLED_ON, Address, ChannelName, Lane, Outgoing, Say, Sent
from bot.phone import text
from bot.ports import Channel, Clock, Due, Settled, Store

FAILED: Final = text("mislukt.zeg")
AT_ONCE: Final = 4  # telephones that ring


class Rings(Protocol):
    """Our phone line. `number` is how people dial it."""

    number: str

    async def ring(self, address: Address, language: str) -> Sent:
        """Raises `SendFailed`; `TryLater` with seconds only where surely no telephone rang."""


class Caller(Courier):
    """The courier of calls. One per process, beside that of what is read."""

    lanes = (Lane.CALL,)
    room = AT_ONCE
    poll = 1.0

    def __init__(self, store: Store, channels: Mapping[ChannelName, Channel], library: Library, clock: Clock) -> None:
        super().__init__(store, {name: channels[name] for name in CALLED_ON if name in channels}, library, clock)
        self.line: Rings | None = None

    async def _send_row(self, due: Due) -> Settled:
        """Where nobody was called, as far as we know, she hears that she can call."""
        result = await super()._send_row(due)
        if not result.dead or self.line is None:
            return result
        return replace(result, told=Say(FAILED, (("nummer", self.line.number),)))

    async def _outgoing(self, due: Due) -> tuple[Outgoing, ...]:
        if due.say.until and self._clock.now() > due.say.until:
            raise Undeliverable("too_late")  # it was safe then; nobody knows whether it is now
        return (Outgoing(due.address, "", lane=due.lane, language=due.conversation.language, text_id=due.say.text),)

    async def _send(self, outgoing: Outgoing) -> Sent:
        if self.line is None:
            raise Undeliverable("no_line")
        return await self.line.ring(outgoing.address, outgoing.language)
