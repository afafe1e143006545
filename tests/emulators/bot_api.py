"""A small, fast Telegram Bot API – own code – for load and chaos, where telemelya is too slow and too well-behaved.

It takes every call, waits as a network would, refuses a share of the messages (429 and 502) and remembers the rest.
"""

import asyncio
import itertools
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import web

RETRY_AFTER: Final = 1
_BUSY: Final = {
    "ok": False,
    "error_code": 429,
    "description": f"Too Many Requests: retry after {RETRY_AFTER}",
    "parameters": {"retry_after": RETRY_AFTER},
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One message on her screen: the words, what its buttons carry, and when (seconds, monotonic)."""

    text: str
    taps: tuple[str, ...]
    at: float


def _nobody(chat: int, shown: Shown) -> None:
    pass


@dataclass(slots=True)
class BotApi:
    """All that was sent, by chat, in order of arrival. A call counts when it arrives: its sender may die waiting."""

    latency: float = 0.02
    faults: float = 0.0  # share of sendMessage calls that are refused
    told: Callable[[int, Shown], None] = _nobody
    screens: dict[int, list[Shown]] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._call)
        return app

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls[method] += 1
        body: dict[str, Any] = await request.json() if request.can_read_body else {}
        fault = method == "sendMessage" and self.chance.random() < self.faults
        result: object = self._shown(body) if method == "sendMessage" and not fault else True
        await asyncio.sleep(self.latency)
        return self._refusal() if fault else web.json_response({"ok": True, "result": result})

    def _refusal(self) -> web.Response:
        if self.chance.random() < 0.5:
            self.calls["429"] += 1
            return web.json_response(_BUSY, status=429)
        self.calls["502"] += 1
        return web.Response(status=502, text="<html><head><title>502 Bad Gateway</title></head></html>")

    def _shown(self, body: dict[str, Any]) -> dict[str, Any]:
        chat = int(body["chat_id"])
        keyboard = (body.get("reply_markup") or {}).get("inline_keyboard", ())
        shown = Shown(body["text"], tuple(b["callback_data"] for row in keyboard for b in row), time.monotonic())
        self.screens.setdefault(chat, []).append(shown)
        self.told(chat, shown)
        return {
            "message_id": next(self._numbers),
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private"},
            "text": shown.text,
        }
