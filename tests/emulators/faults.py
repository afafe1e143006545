"""A small proxy that goes wrong on demand. Put it between a client and an emulator.

  python -m tests.emulators.faults --target http://127.0.0.1:8180 --port 8190
  curl -X POST 127.0.0.1:8190/_faults -d '{"next": ["busy", "well", "lost"], "only": "sendMessage"}'
  python -m tests.emulators.faults --target … --rate 0.02 --kinds down,cut,lost   (a share of all calls, by chance)

Kinds: busy (429, retry_after), blocked and deactivated (403), gone, toolong and novoice (400), stranger (401),
twice (409), down (502), broken (500), garbage (200, no JSON), silent (no answer until the caller gives up),
cut (connection closed), lost (the call arrives, its answer does not), well.
The words of the refusals are Telegram's own.
"""

import asyncio
import json
import random
from collections import Counter, deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Final

import aiohttp
from aiohttp import web

from tests.emulators.serving import serve_from_shell, shell_arguments

RETRY_AFTER: Final = 3
_LONGEST_SILENCE: Final = 60.0


def _telegram(status: int, description: str, **more: object) -> tuple[int, str]:
    return status, json.dumps({"ok": False, "error_code": status, "description": description, **more})


ANSWERS: Final = {
    "busy": _telegram(429, f"Too Many Requests: retry after {RETRY_AFTER}", parameters={"retry_after": RETRY_AFTER}),
    "blocked": _telegram(403, "Forbidden: bot was blocked by the user"),
    "deactivated": _telegram(403, "Forbidden: user is deactivated"),
    "gone": _telegram(400, "Bad Request: chat not found"),
    "toolong": _telegram(400, "Bad Request: message is too long"),
    "novoice": _telegram(400, "Bad Request: VOICE_MESSAGES_FORBIDDEN"),
    "stranger": _telegram(401, "Unauthorized"),
    "twice": _telegram(409, "Conflict: terminated by other getUpdates request"),
    "down": (502, "<html><head><title>502 Bad Gateway</title></head></html>"),
    "broken": (500, ""),
    "garbage": (200, "<html>maintenance</html>"),
}
SILENT: Final = "silent"
CUT: Final = "cut"
LOST: Final = "lost"
WELL: Final = "well"
KINDS: Final = (*ANSWERS, SILENT, CUT, LOST, WELL)


@dataclass(slots=True)
class Faults:
    """What goes wrong next: first the queue, then by chance. Counts what it did."""

    target: str
    rate: float = 0.0
    kinds: tuple[str, ...] = ("down", CUT, LOST)
    only: str = ""  # only calls whose path ends with this
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    queue: deque[str] = field(default_factory=deque)
    done: Counter[str] = field(default_factory=Counter)

    def next(self, *kinds: str, only: str = "") -> None:
        unknown = set(kinds) - set(KINDS)
        if unknown:
            raise ValueError(f"unknown faults: {sorted(unknown)}")
        self.queue.extend(kinds)
        self.only = only

    def draw(self, path: str) -> str:
        if not path.endswith(self.only):
            return WELL
        if self.queue:
            return self.queue.popleft()
        return self.chance.choice(self.kinds) if self.chance.random() < self.rate else WELL


FAULTS: Final = web.AppKey("faults", Faults)
_SESSION: Final = web.AppKey("session", aiohttp.ClientSession)


def fault_proxy(faults: Faults) -> web.Application:
    app = web.Application(client_max_size=64 * 2**20)
    app[FAULTS] = faults
    app.cleanup_ctx.append(_session)
    app.router.add_post("/_faults", _order)
    app.router.add_get("/_faults", _count)
    app.router.add_route("*", "/{path:.*}", _pass)
    return app


async def _session(app: web.Application) -> AsyncIterator[None]:
    async with aiohttp.ClientSession(auto_decompress=False) as session:
        app[_SESSION] = session
        yield


async def _order(request: web.Request) -> web.Response:
    order = await request.json(loads=json.loads)
    request.app[FAULTS].next(*order.get("next", ()), only=order.get("only", ""))
    return web.json_response({"waiting": list(request.app[FAULTS].queue)})


async def _count(request: web.Request) -> web.Response:
    return web.json_response(dict(request.app[FAULTS].done))


async def _pass(request: web.Request) -> web.StreamResponse:
    faults = request.app[FAULTS]
    kind = faults.draw(request.path)
    faults.done[kind] += 1
    if kind in ANSWERS:
        status, text = ANSWERS[kind]
        return web.Response(status=status, text=text)
    if kind == SILENT:
        await asyncio.wait_for(asyncio.Event().wait(), _LONGEST_SILENCE)
    answer = web.Response() if kind == CUT else await _forwarded(request, faults.target)
    if kind in {CUT, LOST} and request.transport is not None:
        request.transport.abort()
    return answer


async def _forwarded(request: web.Request, target: str) -> web.Response:
    headers = {name: value for name, value in request.headers.items() if name.lower() not in {"host", "content-length"}}
    async with request.app[_SESSION].request(
        request.method, f"{target}{request.rel_url}", headers=headers, data=await request.read(), allow_redirects=False
    ) as answer:
        kept = {name: value for name, value in answer.headers.items() if name.lower() == "content-type"}
        return web.Response(status=answer.status, headers=kept, body=await answer.read())


def main() -> None:
    parser = shell_arguments(str(__doc__))
    parser.add_argument("--target", required=True, help="where well-behaved calls go")
    parser.add_argument("--rate", type=float, default=0.0, help="share of calls that go wrong by chance")
    parser.add_argument("--kinds", default="down,cut,lost", help="what may go wrong by chance")
    parser.add_argument("--only", default="", help="only for calls whose path ends with this")
    asked = parser.parse_args()
    faults = Faults(asked.target, asked.rate, tuple(asked.kinds.split(",")), asked.only)
    serve_from_shell(fault_proxy(faults), asked.port, asked.seconds)


if __name__ == "__main__":
    main()
