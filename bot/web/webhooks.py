"""Hop 1: a provider's request goes to its channel, and is answered only after the commit."""

import asyncio
from collections.abc import Coroutine, Mapping
from types import MappingProxyType
from typing import Final

from starlette.types import Receive, Scope, Send

from bot.model import ChannelName, Delivery, Incoming, IncomingKind
from bot.ports import Channel, WebRequest
from bot.web.parts import WebParts
from bot.web.security import SECONDS, SecureHeaders, answer_to, secured, whole_body

# Twilio would send any plain text in the answer to her as a message, so it gets an empty instruction.
NOTHING: Final = (b"<Response/>", b"text/xml; charset=utf-8")
TAKEN: Final[Mapping[ChannelName, tuple[bytes, bytes]]] = MappingProxyType(
    {ChannelName.TELEGRAM: (b"{}", b"application/json")}
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


class Webhook:
    """A channel's path. Most of all requests come here, so it speaks ASGI itself; other routes are Starlette's."""

    def __init__(self, channel: Channel, parts: WebParts, afterwards: Afterwards, seconds: float = SECONDS) -> None:
        self._channel, self._parts, self._afterwards, self._seconds = channel, parts, afterwards, seconds
        words, kind = TAKEN.get(channel.name, NOTHING)
        self._start = {"type": "http.response.start", "status": 200, "headers": secured(_headers(words, kind))}
        self._body = {"type": "http.response.body", "body": words}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                await self._take(web_request(scope, await whole_body(receive)))
        except Exception as error:  # noqa: BLE001 – as quiet as the other routes
            if answer := answer_to(error):
                await SecureHeaders(answer)(scope, receive, send)
        else:
            await send(self._start)
            await send(self._body)

    async def _take(self, request: WebRequest) -> None:
        for item in self._channel.read(request):
            if isinstance(item, Delivery):
                await self._parts.report(item)
            else:
                await self._hear(item)

    async def _hear(self, incoming: Incoming) -> None:
        await self._parts.receive(incoming)
        if incoming.kind is IncomingKind.TAP:  # also for a repeat: her button may still be spinning
            self._afterwards.begin(self._channel.heard(incoming))


def _headers(words: bytes, kind: bytes) -> list[tuple[bytes, bytes]]:
    return [(b"content-length", b"%d" % len(words)), (b"content-type", kind)]


def web_request(scope: Scope, body: bytes) -> WebRequest:
    """The request as values; ASGI's header names are in lower case already."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return WebRequest(scope["path"], scope["query_string"].decode("latin-1"), headers, body)
