"""The web application, built from its parts, and the server that runs it."""

import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import UnsafeSettings
from bot.web.heard import heard_routes
from bot.web.own_page import own_page_routes
from bot.web.page import STATIC, page_routes
from bot.web.parts import WebParts
from bot.web.playing import playing_routes
from bot.web.portal import portal_routes
from bot.web.security import BodyLimit, Quiet, SecureHeaders, neutral
from bot.web.sharing import sharing_routes
from bot.web.simulator import simulator_routes
from bot.web.webhooks import Afterwards, Webhook


def build(parts: WebParts) -> Starlette:
    """Everything that answers over HTTP. Without `parts.simulator` there is no simulator."""
    afterwards = Afterwards()
    shown, roomy = _preview(parts)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await afterwards.finish()

    webhooks = {path: Webhook(channel, parts, afterwards) for path, channel in parts.channels.items()}
    return House(
        {**webhooks, **_calls(parts, afterwards)},
        routes=[*_routes(parts), *shown],
        middleware=[Middleware(SecureHeaders), Middleware(Quiet), Middleware(BodyLimit, roomy=roomy)],
        exception_handlers={HTTPException: _http_error},
        lifespan=lifespan,
    )


class House(Starlette):
    """Webhooks have a door of their own: what a page needs on its way costs more than all else they do."""

    def __init__(self, webhooks: Mapping[str, ASGIApp], routes: Sequence[BaseRoute], **others: Any) -> None:
        taken = [Route(path, webhook, methods=["POST"]) for path, webhook in webhooks.items()]  # refuses other methods
        super().__init__(routes=[*taken, *routes], **others)
        self._webhooks = webhooks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        webhook = self._webhooks.get(scope.get("path", ""))
        here = webhook if webhook and scope.get("method") == "POST" else super().__call__
        await here(scope, receive, send)


def door(host: str, port: int) -> socket.socket:
    """Open before anything else: who comes early waits instead of being sent away. Raises UnsafeSettings."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "not possible"
        raise UnsafeSettings(f"cannot listen on {host} port {port} ({reason}); try another: PORT=8001") from None


def server(app: ASGIApp, host: str, port: int, proxies: str = "") -> uvicorn.Server:
    """A server that keeps no access log: a path or an address may say who she is. `proxies`: whose word counts."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            ws="none",
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=proxies or None,
            timeout_graceful_shutdown=10,
        )
    )


def _calls(parts: WebParts, afterwards: Afterwards) -> dict[str, ASGIApp]:
    if parts.telephone is None:
        return {}
    from bot.web.phone import PATHS, Calls  # noqa: PLC0415 - its library takes long to load

    return dict.fromkeys(PATHS, Calls(parts.telephone, afterwards))


def _played(parts: WebParts) -> list[BaseRoute]:
    if parts.telephone is None:
        return []
    from bot.web.phone import sound_route  # noqa: PLC0415 - its library takes long to load

    return [sound_route(parts.telephone)]


def _routes(parts: WebParts) -> list[BaseRoute]:
    doors = sharing_routes(parts.entrance) if parts.entrance else []
    hers = own_page_routes(parts, parts.on_page) if parts.on_page else []
    heard = heard_routes(parts, parts.hearing) if parts.hearing else []
    routes = [
        _health(parts),
        *_played(parts),
        *portal_routes(),
        *doors,
        *hers,
        *heard,
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    if not parts.simulator:
        return routes
    sounds = playing_routes(parts.hearing.listening) if parts.hearing else []
    return [*routes, *simulator_routes(parts), *sounds, *page_routes(parts)]


def _preview(parts: WebParts) -> tuple[list[BaseRoute], Mapping[str, int]]:
    """For editors, and where a body may be larger; nothing where nobody asked for it."""
    if parts.preview is None:
        return [], {}
    from bot.web.preview.routes import FILES, UPLOAD_LIMIT, preview_routes  # noqa: PLC0415 - few have it

    return preview_routes(parts.preview), {FILES: UPLOAD_LIMIT}


def _health(parts: WebParts) -> Route:
    async def health(_request: Request) -> Response:
        well = await parts.healthy()
        return JSONResponse({"ok": well, "version": parts.version}, status_code=200 if well else 503)

    return Route("/healthz", health)


def _http_error(_request: Request, error: Exception) -> Response:
    return neutral(error.status_code if isinstance(error, HTTPException) else 500)
