"""Hop 1: a provider's request goes to its channel, and is answered only after the commit."""

import asyncio
from collections.abc import Coroutine, Mapping
from types import MappingProxyType
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.model import ChannelName, Delivery, Incoming, IncomingKind
from bot.ports import Channel, WebRequest
from bot.web.parts import WebParts

# Twilio would send any plain text in the answer to her as a message, so it gets an empty instruction.
NOTHING: Final = ("<Response/>", "text/xml")
TAKEN: Final[Mapping[ChannelName, tuple[str, str]]] = MappingProxyType(
    {ChannelName.TELEGRAM: ("{}", "application/json")}
)


class Afterwards:
    """Small things done once the provider has its answer. Holds them, because the event loop does not."""

    def __init__(self) -> None:
        self._under_way: set[asyncio.Task[None]] = set()

    def begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def finish(self) -> None:
        """Wait for what is still under way, at shutdown."""
        await asyncio.gather(*self._under_way, return_exceptions=True)


def webhook_routes(parts: WebParts, afterwards: Afterwards) -> list[Route]:
    """One POST route for every path a channel listens on."""
    return [
        Route(path, _Webhook(channel, parts, afterwards), methods=["POST"]) for path, channel in parts.channels.items()
    ]


class _Webhook:
    """An endpoint as an object: Starlette runs a function through two more layers, this is most of all requests."""

    def __init__(self, channel: Channel, parts: WebParts, afterwards: Afterwards) -> None:
        self._channel, self._parts, self._afterwards = channel, parts, afterwards

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._take(Request(scope, receive))
        await answer(scope, receive, send)

    async def _take(self, request: Request) -> Response:
        channel = self._channel
        for item in channel.read(await web_request(request)):
            if isinstance(item, Delivery):
                await self._parts.report(item)
            else:
                await self._hear(item)
        words, media_type = TAKEN.get(channel.name, NOTHING)
        return Response(words, media_type=media_type)

    async def _hear(self, incoming: Incoming) -> None:
        await self._parts.receive(incoming)
        if incoming.kind is IncomingKind.TAP:  # also for a repeat: her button may still be spinning
            self._afterwards.begin(self._channel.heard(incoming))


async def web_request(request: Request) -> WebRequest:
    """The request as values. Raises `TooLarge`."""
    return WebRequest(
        path=request.scope["path"],
        query=request.scope["query_string"].decode("latin-1"),
        headers=dict(request.headers.items()),
        body=await request.body(),
    )
