"""SMS and WhatsApp, through Twilio's Messages API. Replies go out from the outbox, never as TwiML."""

from functools import partial
from typing import Final

import aiohttp
import structlog
from twilio.base.exceptions import (  # type: ignore[import-untyped]
    TwilioException,
    TwilioRestException,
    TwilioServiceException,
)
from twilio.base.values import unset  # type: ignore[import-untyped]
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from bot.channels.accounts import TwilioSettings
from bot.channels.twilio_errors import failure
from bot.channels.twilio_forms import WHATSAPP_PREFIX, read_form, signed_form
from bot.channels.twilio_http import RedirectedClient, TwilioHttp
from bot.errors import BadSignature, SendFailed, TryLater
from bot.model import Address, ChannelName, Delivery, Incoming, Outgoing, Sent
from bot.ports import WebRequest

_log = structlog.get_logger(__name__)

# All a call can end in; ValueError is an answer that is no JSON.
_TROUBLES: Final = (TwilioException, aiohttp.ClientError, OSError, ValueError)


class TwilioChannel:
    """Phone numbers by SMS, or the same by WhatsApp."""

    def __init__(self, settings: TwilioSettings, name: ChannelName = ChannelName.SMS) -> None:
        self.name = name
        self._settings = settings
        self._validator = RequestValidator(settings.auth_token)
        self._open: tuple[Client, TwilioHttp] | None = None

    def read(self, request: WebRequest) -> tuple[Incoming | Delivery, ...]:
        """Her message or a delivery report. Raises `BadSignature` or `BadPayload`."""
        if not self._settings.public_address or not self._settings.auth_token:
            raise BadSignature("no public address")
        return read_form(signed_form(request, self._settings.public_address, self._validator))

    async def send(self, outgoing: Outgoing) -> Sent:
        service = self._settings.messaging_service_sid
        try:
            message = await self._client().messages.create_async(
                to=self._prefixed(outgoing.address.value),
                body=outgoing.text.encode("utf-8", "replace").decode("utf-8"),
                messaging_service_sid=service or unset,
                from_=unset if service else self._prefixed(self._settings.sender),
                status_callback=self._status_address() or unset,
            )
        except _TROUBLES as problem:
            raise _named(problem) from None
        if not message.sid:
            raise TryLater("answer")
        return Sent(message.sid)

    async def heard(self, incoming: Incoming) -> None:
        """Nothing spins on a phone that waits for an SMS."""

    async def retire(self, address: Address, message_id: str) -> None:
        """An SMS has no buttons."""

    async def erase(self, address: Address, message_id: str) -> None:
        """Empty the copy Twilio keeps. The one on her phone is out of reach, and we say so to her."""
        try:
            await self._client().messages(message_id).update_async(body="")
        except _TROUBLES as problem:
            _log.info("twilio_courtesy_failed", code=_named(problem).code)

    async def close(self) -> None:
        if self._open is not None:
            await self._open[1].close()
            self._open = None

    def _prefixed(self, value: str) -> str:
        return f"{WHATSAPP_PREFIX}{value}" if self.name is ChannelName.WHATSAPP else value

    def _status_address(self) -> str:
        address = self._settings.public_address.rstrip("/")
        return f"{address}{self._settings.status_path}" if address else ""

    def _client(self) -> Client:
        """Made at the first call, because its HTTP session belongs to the running loop."""
        if self._open is None:
            http = TwilioHttp(self._settings.timeout)
            self._open = (_client(self._settings, http), http)
        return self._open[0]


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


def _named(problem: Exception) -> SendFailed:
    """Any trouble of a call in our words; its own text holds her number and never leaves this function."""
    if isinstance(problem, TwilioRestException | TwilioServiceException):
        return failure(problem.code or problem.status, problem.status)
    if isinstance(problem, TimeoutError):
        return TryLater("timeout")
    return TryLater("answer" if isinstance(problem, ValueError) else "network")
