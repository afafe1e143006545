"""What stands between the internet and every route: size, time, failures without words, headers. No cookies exist."""

import asyncio
import traceback
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import structlog
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.errors import Refused, TooLarge

BODY_LIMIT = 64 * 1024
PAGE_LIMIT = 512 * 1024  # whoever pastes 100,000 letters into the page gets an answer in her own language
# Twilio waits 15 s for a webhook; beyond that only a browser is still listening.
SECONDS = 20.0
# How long a body that is too large may go on before we hang up. Below SECONDS.
LINGER = 10.0

# Nothing inline, nothing from elsewhere, and no way for text to become markup.
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "media-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "strict-transport-security": "max-age=31536000",
    "x-robots-tag": "noindex",
}

Header = tuple[bytes, bytes]
_PAIRS = tuple((name.encode(), value.encode()) for name, value in HEADERS.items())
_NAMES = frozenset((*(name for name, _ in _PAIRS), b"cache-control"))

log = structlog.get_logger()


def secured(theirs: Iterable[Header], cache: bytes = b"no-store") -> list[Header]:
    return [*(pair for pair in theirs if pair[0] not in _NAMES), *_PAIRS, (b"cache-control", cache)]


class SecureHeaders:
    """Puts the headers on every answer. Whatever is not a shipped file may be personal, so no cache keeps it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        cache = b"no-cache" if scope["path"].startswith("/static/") else b"no-store"

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = secured(message.get("headers", ()), cache)
            await send(message)

        await self.app(scope, receive, send_secured)


class Quiet:
    """Ends what takes too long or breaks. The log gets the kind of error and its place, never its words."""

    def __init__(self, app: ASGIApp, seconds: float = SECONDS) -> None:
        self.app = app
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            async with asyncio.timeout(self.seconds):
                await self.app(scope, receive, send_watched)
        # Nothing may reach the server's own log: an error's message can hold her words.
        except Exception as error:  # noqa: BLE001
            if (answer := answer_to(error)) and not started:
                await answer(scope, receive, send)


def answer_to(error: Exception) -> Response | None:
    """What is said when a request cannot be taken, without a word why; None when nobody is left to answer."""
    if isinstance(error, ClientDisconnect):
        log.info("web.hung_up")
        return None
    if isinstance(error, Refused):  # without a word why: whoever forges a signature learns nothing
        log.info("web.refused", status=error.status)
        return neutral(error.status)
    log.error("web.failed", error=type(error).__name__, at=_place(error))
    return neutral(503 if isinstance(error, TimeoutError) else 500)


class BodyLimit:
    """Counts the bytes that really arrive: a chunked body does not say its size beforehand."""

    def __init__(
        self, app: ASGIApp, limit: int = PAGE_LIMIT, linger: float = LINGER, roomy: Mapping[str, int] | None = None
    ) -> None:
        """`roomy`: paths that may get more, and how many bytes."""
        self.app, self.limit, self.linger, self.roomy = app, limit, linger, roomy or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = self.roomy.get(scope.get("path", ""), self.limit)
        counted = _Counted(receive, limit, self.linger) if scope["type"] == "http" else receive
        await self.app(scope, counted, send)


class _Counted:
    """A request's messages, until they are too large together."""

    def __init__(self, receive: Receive, limit: int, linger: float) -> None:
        self._receive, self._left, self._linger = receive, limit, linger

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            await _let_finish(message, self._receive, self._linger)
            raise TooLarge
        return message


async def whole_body(receive: Receive) -> bytes:
    """All bytes of a request, mostly one message. Raises `TooLarge` and `ClientDisconnect`."""
    counted = _Counted(receive, BODY_LIMIT, LINGER)
    body, more = b"", True
    while more:
        message = await counted()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def _let_finish(message: Message, receive: Receive, seconds: float) -> None:
    """Throw away what still comes, for a while: who hangs up on a sender resets the connection and loses the 413."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while message.get("more_body"):
                message = await receive()


def neutral(status: int) -> Response:
    """An answer that says nothing about what is behind it. Closes the connection where a body may still be coming."""
    words = {404: "Not found", 405: "Method not allowed"}.get(status, "")
    headers = {"connection": "close"} if status in (408, 413, 503) else {"retry-after": "60"} if status == 429 else None
    return PlainTextResponse(words, status_code=status, headers=headers)


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
