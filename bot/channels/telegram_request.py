"""HTTP for python-telegram-bot over aiohttp, at a tenth of its own httpx's CPU (benchmarks/telegram_client.py)."""

import json
import os
from typing import Any, Final

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

# The library's own switch to give `retry_after` as timedelta; without it every 429 is a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_CONNECTIONS: Final = 64
_CONNECT_SECONDS: Final = 5.0


class AiohttpRequest(BaseRequest):
    """Posts Bot API calls, uploads too. Opens its session at the first call, on the running loop."""

    __slots__ = ("_session", "_timeout")

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._timeout

    async def initialize(self) -> None:
        self._opened()

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=_CONNECTIONS)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the library does, but without logging what the server said: it may repeat her words."""
        try:
            answer = json.loads(payload)
        except ValueError as problem:
            raise TelegramError("Invalid server response") from problem
        if not isinstance(answer, dict) or ("result" not in answer and "description" not in answer):
            raise TelegramError("Invalid server response")
        return answer

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: Any,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        **__: Any,
    ) -> tuple[int, bytes]:
        """One exchange: status and body. Raises `TimedOut` or `NetworkError`."""
        read = read_timeout if isinstance(read_timeout, int | float) else self._timeout
        wait = aiohttp.ClientTimeout(total=read + _CONNECT_SECONDS, connect=_CONNECT_SECONDS, sock_read=read)
        try:
            return await self._exchange(method, url, request_data, wait)
        except TimeoutError as problem:
            raise TimedOut from problem
        except (aiohttp.ClientError, OSError) as problem:
            # Only the kind of trouble: the address holds the token.
            raise NetworkError(type(problem).__name__) from None

    async def _exchange(
        self, method: str, url: str, data: RequestData | None, wait: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        body = _body(data)
        async with self._opened().request(method, url, timeout=wait, allow_redirects=False, **body) as answer:
            return answer.status, await answer.read()


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if data.contains_files:
        return {"data": _form(data)}
    return {"json": data.parameters}


def _form(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form
