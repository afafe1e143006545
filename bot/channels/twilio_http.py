"""Twilio's own clients, made to keep time limits, keep silent and reach a test server."""

import logging
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import aiohttp
from twilio.http.async_http_client import AsyncTwilioHttpClient  # type: ignore[import-untyped]
from twilio.http.response import Response  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

# The library logs every request with headers and address: our account and the ids of her messages.
_SILENT: Final = logging.getLogger("twilio-silenced")
_SILENT.disabled = True


class TwilioHttp(AsyncTwilioHttpClient):  # type: ignore[misc]
    """Twilio's asynchronous HTTP client. Must be made on a running loop."""

    def __init__(self, timeout: float) -> None:
        super().__init__(pool_connections=False, logger=_SILENT, timeout=timeout)
        self.session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())

    async def request(self, *args: Any, auth: tuple[str, str] | None = None, **kwargs: Any) -> Response:
        if auth is not None:  # the library would use aiohttp's BasicAuth, which is on its way out
            kwargs["headers"] = {**kwargs["headers"], "Authorization": aiohttp.encode_basic_auth(*auth)}
        # The library asks its session for no time limit at all, whatever limit it was made with.
        kwargs["timeout"] = kwargs.get("timeout") or self.timeout
        try:
            return await super().request(*args, **kwargs)
        finally:
            # The library keeps its last request "for tests": her number and our words, in memory for no reason.
            self._test_only_last_request = None
            self._test_only_last_response = None


class RedirectedClient(Client):  # type: ignore[misc]
    """Twilio's client with another scheme and host in every call: a test server's."""

    def __init__(self, base_url: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._base = urlsplit(base_url)

    def get_hostname(self, uri: str) -> str:
        return urlunsplit(urlsplit(uri)._replace(scheme=self._base.scheme, netloc=self._base.netloc))
