"""Twilio's own clients, made to keep time limits, keep silent and reach a test server."""

import logging
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import aiohttp
from twilio.http.async_http_client import AsyncTwilioHttpClient  # type: ignore[import-untyped]
from twilio.http.response import Response  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

# The library logs every request with its headers and address; a phone number has no place in a log.
_SILENT: Final = logging.Logger("twilio-silenced", level=logging.CRITICAL + 1)


class TwilioHttp(AsyncTwilioHttpClient):  # type: ignore[misc]
    """Twilio's asynchronous HTTP client. Must be made on a running loop."""

    def __init__(self, timeout: float) -> None:
        super().__init__(pool_connections=False, logger=_SILENT)
        # The library hands no time limit on to its session, so a hanging call would last five minutes.
        self.session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=timeout), cookie_jar=aiohttp.DummyCookieJar()
        )

    async def request(self, *args: Any, **kwargs: Any) -> Response:
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
