"""Telegram's Bot API on this machine: PyPI `telemelya`, which nobody here wrote, over `fakeredis`.

Own code, all of it in this file, because telemelya lacks it: getUpdates (waiting, confirming by offset, 409 beside a
webhook or another poller), the secret header on webhook deliveries, sendVoice, updates of any kind given as JSON (a
voice note, a sticker, a block), update ids that only rise, uploads kept in memory instead of S3, and what the bots did
by chat (the log of all grows with every test).

  python -m tests.emulators.telegram --port 8180
  our side    TELEGRAM base address http://127.0.0.1:8180/bot
  her side    curl -X POST '127.0.0.1:8180/api/v1/test/send_update?bot_token=<token>' -H 'Authorization: Bearer k' \\
                   -H 'Content-Type: application/json' -d '{"chat_id": 4711, "text": "hallo"}'
              … /api/v1/test/update?bot_token=<token>  -d '{"message": {…}}'     any update, as Telegram writes it
              … /api/v1/test/calls?chat=4711                                    what the bots did there, or all
"""

import asyncio
import itertools
import json
import os
import signal
import threading
from base64 import b64encode
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Final

from tests.emulators.serving import announce, shell_arguments

KEY: Final = "k"
_CONFLICT_HOOK: Final = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first"
_CONFLICT_POLL: Final = "Conflict: terminated by other getUpdates request"
_MOST_UPDATES: Final = 100


@dataclass(slots=True)
class Mailbox:
    """What one bot has not confirmed yet."""

    updates: list[dict[str, Any]] = field(default_factory=list)
    secret: str = ""
    pollers: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def put(self, update: dict[str, Any]) -> None:
        async with self.changed:
            self.updates.append(update)
            self.changed.notify_all()

    async def wait(self, offset: int, seconds: float) -> list[dict[str, Any]] | None:
        """The oldest unconfirmed updates, or None when another poller came in between."""
        async with self.changed:
            self.pollers += 1
            me = self.pollers
            self.updates = [update for update in self.updates if update["update_id"] >= offset]
            self.changed.notify_all()
            try:
                async with asyncio.timeout(seconds):
                    await self.changed.wait_for(lambda: self.updates or self.pollers != me)
            except TimeoutError:
                return []
            return self.updates[:_MOST_UPDATES] if self.pollers == me else None


class Files:
    """Uploads, in memory, with the face of telemelya's S3 client."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    async def connect(self) -> None: ...

    async def close(self) -> None: ...

    async def upload(self, session_id: str, file_id: str, filename: str, data: bytes, content_type: str = "") -> str:
        key = f"{session_id}/{file_id}/{filename}"
        self._kept[key] = data
        return key

    async def download(self, session_id: str, file_id: str, filename: str) -> bytes | None:
        return self._kept.get(f"{session_id}/{file_id}/{filename}")

    async def download_by_key(self, key: str) -> bytes | None:
        return self._kept.get(key)

    async def cleanup_session(self, session_id: str) -> None:
        self._kept = {key: data for key, data in self._kept.items() if not key.startswith(f"{session_id}/")}

    async def ping(self) -> bool:
        return True


def emulator() -> Any:
    """Telemelya's application with our overlay in front. Its settings come from the environment at import."""
    from telemelya.server import app as telemelya
    from telemelya.server import bot_api, control_api, webhook

    files = Files()
    for module in (telemelya, bot_api, control_api):
        module.media_manager = files  # type: ignore[attr-defined]
    mailboxes: dict[str, Mailbox] = defaultdict(Mailbox)
    numbers = itertools.count(700_000_001)

    async def deliver(token: str, update: dict[str, Any]) -> dict[str, Any]:
        update["update_id"] = next(numbers)
        url = await bot_api.state_manager.get_webhook(token)
        if not url:
            await mailboxes[token].put(update)
            return {"delivered": True, "waiting": True}
        return await _posted(url, update, mailboxes[token].secret)

    webhook.deliver_update = control_api.deliver_update = deliver  # type: ignore[attr-defined]
    own = _overlay(mailboxes, deliver, _remembered(bot_api.state_manager))
    telemelya.app.router.routes[:0] = own.routes
    return telemelya.app


def _remembered(state: Any) -> list[dict[str, Any]]:
    """All the bots do from now on."""
    kept: list[dict[str, Any]] = []
    push = state.push_response

    async def remember(session: str, call: dict[str, Any]) -> None:
        kept.append(call)
        await push(session, call)

    state.push_response = remember
    return kept


async def _posted(url: str, update: dict[str, Any], secret: str) -> dict[str, Any]:
    import aiohttp

    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
            session.post(url, json=update, headers=headers) as answer,
        ):
            return {"delivered": True, "status_code": answer.status, "response_body": await answer.text()}
    except (aiohttp.ClientError, TimeoutError) as problem:
        return {"delivered": False, "error": type(problem).__name__}


def _overlay(mailboxes: dict[str, Mailbox], deliver: Any, kept: list[dict[str, Any]]) -> Any:
    from fastapi import APIRouter, Depends
    from starlette.requests import Request
    from starlette.responses import JSONResponse
    from telemelya.server import bot_api
    from telemelya.server.auth import require_api_key

    router = APIRouter()

    def refused(status: int, description: str) -> JSONResponse:
        return JSONResponse({"ok": False, "error_code": status, "description": description}, status)

    @router.post("/bot{token}/setWebhook")
    async def set_webhook(token: str, request: Request) -> Any:
        mailboxes[token].secret = str((await bot_api._parse_body(request)).get("secret_token") or "")
        return await bot_api.set_webhook(token, request)

    @router.post("/bot{token}/getUpdates")
    async def get_updates(token: str, request: Request) -> Any:
        asked = {**request.query_params, **await bot_api._parse_body(request)}
        if await bot_api.state_manager.get_webhook(token):
            return refused(409, _CONFLICT_HOOK)
        updates = await mailboxes[token].wait(int(asked.get("offset", 0)), float(asked.get("timeout", 0)))
        return refused(409, _CONFLICT_POLL) if updates is None else {"ok": True, "result": updates}

    @router.post("/api/v1/test/update", dependencies=[Depends(require_api_key)])
    async def any_update(bot_token: str, request: Request) -> Any:
        update = json.loads(await request.body())
        return {"ok": True, "update": update, "delivery": await deliver(bot_token, update)}

    @router.get("/api/v1/test/calls", dependencies=[Depends(require_api_key)])
    async def calls(chat: int | None = None) -> Any:
        return [call for call in kept if chat in {None, call.get("chat_id")}]

    router.add_route("/bot{token}/sendVoice", _send_voice, methods=["POST"])
    return router


_VOICE: Final = "AwACAgQAAxk"  # as Telegram's own begin
_HEARD: Final[dict[str, bytes]] = {}  # every voice it has, by file id


async def _send_voice(request: Any) -> Any:
    from starlette.responses import JSONResponse
    from telemelya.server import bot_api

    body = await bot_api._parse_body(request)
    voice = body.get("voice")
    data = b"" if isinstance(voice, str | None) else await voice.read()
    number = await bot_api.state_manager.next_message_id("default")
    file_id = voice if isinstance(voice, str) else f"{_VOICE}{len(_HEARD)}"
    if data:
        _HEARD[file_id] = data
    if file_id not in _HEARD:
        wrong = "Bad Request: wrong file identifier/HTTP URL specified"
        return JSONResponse({"ok": False, "error_code": 400, "description": wrong}, 400)
    size = len(_HEARD[file_id])
    sound = {
        "file_id": file_id,
        "file_unique_id": file_id,
        "duration": int(body.get("duration") or 1),
        "file_size": size,
    }
    record = {"method": "sendVoice", "chat_id": int(body["chat_id"]), "message_id": number, "voice": sound}
    record |= {"caption": body.get("caption"), "uploaded": bool(data), "protect": str(body.get("protect_content"))}
    record["content"] = b64encode(_HEARD[file_id]).decode()
    await bot_api.state_manager.push_response("default", record)
    chat = {"id": int(body["chat_id"]), "type": "private"}
    result = {"message_id": number, "chat": chat, "date": 1790000000, "voice": sound}
    return JSONResponse({"ok": True, "result": result})


def _redis() -> str:
    from fakeredis import TcpFakeServer

    server = TcpFakeServer(("127.0.0.1", 0))
    server.daemon_threads = True  # its threads must not outlive us
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"redis://127.0.0.1:{server.server_address[1]}/0"


async def _serve(port: int, seconds: float) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            announce(f"http://127.0.0.1:{self.servers[0].sockets[0].getsockname()[1]}")

    server = Server(uvicorn.Config(emulator(), host="127.0.0.1", port=port, log_level="warning"))
    asyncio.get_running_loop().call_later(seconds, server.handle_exit, signal.SIGTERM, None)
    await server.serve()


def main() -> None:
    asked = shell_arguments(str(__doc__)).parse_args()
    os.environ |= {"REDIS_URL": _redis(), "AUTH_KEYS": KEY, "STRICT_EDIT": "true"}
    asyncio.run(_serve(asked.port, asked.seconds))


if __name__ == "__main__":
    main()
