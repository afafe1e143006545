"""SMS and WhatsApp, through Twilio's Messages API. Replies go out from the outbox, never as TwiML."""

import structlog
from twilio.base.values import unset  # type: ignore[import-untyped]
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from bot.channels.accounts import TwilioSettings
from bot.channels.twilio_account import TROUBLES, TwilioAccount, named
from bot.channels.twilio_forms import WHATSAPP_PREFIX, read_form, signed_form
from bot.errors import BadSignature, TryLater
from bot.model import Address, ChannelName, Delivery, Incoming, Outgoing, Sent
from bot.ports import WebRequest

_log = structlog.get_logger(__name__)


class TwilioChannel:
    """Phone numbers by SMS, or the same by WhatsApp."""

    def __init__(self, settings: TwilioSettings, name: ChannelName = ChannelName.SMS) -> None:
        self.name = name
        self._settings = settings
        self._validator = RequestValidator(settings.auth_token)
        self._account = TwilioAccount(settings)

    def read(self, request: WebRequest) -> tuple[Incoming | Delivery, ...]:
        """Her message or a delivery report. Raises `BadSignature` or `BadPayload`."""
        if not self._settings.public_address or not self._settings.auth_token:
            raise BadSignature("no public address")
        return read_form(signed_form(request, self._settings.public_address, self._validator))

    async def send(self, outgoing: Outgoing) -> Sent:
        service = self._settings.messaging_service_sid
        try:
            message = await self._account.client().messages.create_async(
                to=self._prefixed(outgoing.address.value),
                body=outgoing.text.encode("utf-8", "replace").decode("utf-8"),
                messaging_service_sid=service or unset,
                from_=unset if service else self._prefixed(self._settings.sender),
                status_callback=self._status_address() or unset,
            )
        except TROUBLES as problem:
            raise named(problem) from None
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
            await self._account.client().messages(message_id).update_async(body="")
        except TROUBLES as problem:
            _log.info("twilio_courtesy_failed", code=named(problem).code)

    async def close(self) -> None:
        await self._account.close()

    def _prefixed(self, value: str) -> str:
        return f"{WHATSAPP_PREFIX}{value}" if self.name is ChannelName.WHATSAPP else value

    def _status_address(self) -> str:
        address = self._settings.public_address.rstrip("/")
        return f"{address}{self._settings.status_path}" if address else ""
