"""Webhooks from Telegram's side: whether ours is known there, and requests no well-behaved Telegram would send."""

import asyncio
import itertools
import json
from typing import Any, Final

import aiohttp

from tests.system.home import SECRET

UPDATES: Final = itertools.count(990_000_001)  # numbers the emulator does not give out
PATIENCE: Final = aiohttp.ClientTimeout(total=30)


async def post_update(address: str, update: dict[str, Any] | bytes, secret: str | None = SECRET) -> int:
    """The HTTP status; an update without a number gets one."""
    body = update if isinstance(update, bytes) else json.dumps({"update_id": next(UPDATES), **update}).encode()
    headers = {"Content-Type": "application/json"}
    if secret is not None:
        headers["X-Telegram-Bot-Api-Secret-Token"] = secret
    async with (
        aiohttp.ClientSession(timeout=PATIENCE) as session,
        session.post(f"{address}/telegram", data=body, headers=headers) as answer,
    ):
        return answer.status


async def subscribed(telegram: str, token: str) -> None:
    """Until Telegram knows where to bring updates: the companion tells it beside its other work."""
    async with asyncio.timeout(30), aiohttp.ClientSession() as session:
        while True:
            async with session.post(f"{telegram}/bot{token}/getWebhookInfo") as answer:
                if (await answer.json())["result"]["url"]:
                    return
            await asyncio.sleep(0.02)
