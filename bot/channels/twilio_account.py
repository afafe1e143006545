"""Our account at Twilio as its own library speaks to it, for messages and for calls; its troubles in our words."""

from functools import partial
from typing import Final

import aiohttp
from twilio.base.exceptions import (  # type: ignore[import-untyped]
    TwilioException,
    TwilioRestException,
    TwilioServiceException,
)
from twilio.rest import Client  # type: ignore[import-untyped]

from bot.channels.accounts import TwilioSettings
from bot.channels.twilio_errors import failure
from bot.channels.twilio_http import RedirectedClient, TwilioHttp
from bot.errors import SendFailed, TryLater

# All a call can end in; ValueError is an answer that is no JSON.
TROUBLES: Final = (TwilioException, aiohttp.ClientError, OSError, ValueError)


class TwilioAccount:
    """Opened at the first call, because its HTTP session belongs to the running loop."""

    def __init__(self, settings: TwilioSettings) -> None:
        self._settings = settings
        self._open: tuple[Client, TwilioHttp] | None = None

    def client(self) -> Client:
        if self._open is None:
            http = TwilioHttp(self._settings.timeout)
            self._open = (_client(self._settings, http), http)
        return self._open[0]

    async def close(self) -> None:
        if self._open is not None:
            await self._open[1].close()
            self._open = None


def _client(settings: TwilioSettings, http: TwilioHttp) -> Client:
    make = partial(RedirectedClient, settings.base_url) if settings.base_url else Client
    return make(
        settings.account_sid,
        settings.auth_token,
        region=settings.region or None,
        edge=settings.edge or None,
        http_client=http,
        # Without a mapping of its own the library reads TWILIO_* variables behind our settings' back.
        environment={"TWILIO_ACCOUNT_SID": settings.account_sid},
    )


def named(problem: Exception) -> SendFailed:
    """Any trouble of a call in our words; its own text holds her number and never leaves this function."""
    if isinstance(problem, TwilioRestException | TwilioServiceException):
        return failure(problem.code or problem.status, problem.status)
    if isinstance(problem, TimeoutError):
        return TryLater("timeout")
    return TryLater("answer" if isinstance(problem, ValueError) else "network")
