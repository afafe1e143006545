"""Calls through Twilio: what its voice webhooks say, and ringing somebody's telephone."""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, urlencode

import aiohttp
from twilio.base.exceptions import TwilioRestException  # type: ignore[import-untyped]
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from bot.channels.accounts import E164, PhoneSettings, TwilioSettings
from bot.channels.twilio_account import TROUBLES, TwilioAccount, named
from bot.channels.twilio_forms import signed_form
from bot.errors import BadPayload, BadSignature, TryLater, Undeliverable
from bot.model import Address, ChannelName, Sent
from bot.ports import WebRequest

RINGS: Final = 25  # seconds; then nobody is there
LONGEST: Final = 1800  # seconds of a call that we pay
AGAIN: Final = 20.0  # seconds until a call that surely was not made is tried again
ENTERS, PRESSED, CHANNEL = "at", "of", "on"  # in an address: the place she comes to, or where she pressed a key

_SID: Final = re.compile(r"CA[0-9a-fA-F]{32}")
_CODE: Final = re.compile(r"[a-z0-9]{0,32}")
_MACHINE: Final = ("machine", "fax")  # machine_start, machine_end_beep …; `unknown` may be a person


@dataclass(frozen=True, slots=True)
class Ring:
    """A moment in a call. `number` is hers, empty when it is withheld. `code`: a place of the line, or empty.

    `key` is what she pressed at that place, empty when she pressed nothing; None: she comes in there.
    """

    sid: str
    number: str = field(repr=False)
    code: str = ""
    key: str | None = None
    machine: bool = False
    status: str = ""
    channel: ChannelName = ChannelName.SMS  # where she asked to be called


class TwilioCalls:
    """Our phone line."""

    def __init__(self, settings: TwilioSettings, phone: PhoneSettings) -> None:
        self._settings, self._phone = settings, phone
        self._validator = RequestValidator(settings.auth_token)
        self._account = TwilioAccount(settings)

    def read(self, request: WebRequest) -> Ring:
        """Raises `BadSignature` or `BadPayload`."""
        if not self._settings.public_address or not self._settings.auth_token:
            raise BadSignature("no public address")
        return _ring(signed_form(request, self._settings.public_address, self._validator), request.query)

    def pressed_at(self, code: str) -> str:
        """The address that a key pressed at this place is brought to."""
        return f"{self._site}{self._phone.path}?{urlencode({PRESSED: code})}"

    def sound_address(self, code: str) -> str:
        return f"{self._site}{self._phone.path}/sound/{code}"

    async def call(self, address: Address, code: str) -> Sent:
        """Ring her telephone; whoever answers comes in at the place with this code.

        Raises `TryLater` with seconds when no call was made, without them when nobody knows; `Undeliverable`.
        """
        if not address.value.startswith(self._phone.calls_to):
            raise Undeliverable("abroad")
        try:
            call = await self._account.client().calls.create_async(
                to=address.value,
                from_=self._phone.number,
                url=f"{self._site}{self._phone.path}?{urlencode({ENTERS: code})}",
                status_callback=f"{self._site}{self._phone.path}/status?{urlencode({CHANNEL: address.channel})}",
                machine_detection="Enable",  # nothing is said to a voicemail
                timeout=RINGS,
                time_limit=LONGEST,
            )
        except TROUBLES as problem:
            raise _refused(problem) from None
        if not call.sid:
            raise TryLater("answer")
        return Sent("")  # a call is no message: nothing of it can be taken off her phone

    async def close(self) -> None:
        await self._account.close()

    @property
    def _site(self) -> str:
        return self._settings.public_address.rstrip("/")


def _refused(problem: Exception) -> Exception:
    error = named(problem)
    surely = isinstance(problem, TwilioRestException | aiohttp.ClientConnectorError)
    return TryLater(error.code, AGAIN) if surely and isinstance(error, TryLater) else error


def _ring(form: dict[str, str], query: str) -> Ring:
    sid = form.get("CallSid", "")
    if not _SID.fullmatch(sid):
        raise BadPayload("no call sid")
    ours = form.get("Direction", "").startswith("outbound")
    number = form.get("To" if ours else "From", "")
    place = parse_qs(query)
    code = next((place[way][0] for way in (PRESSED, ENTERS) if way in place), "")
    return Ring(
        sid,
        number if E164.fullmatch(number) else "",
        code if _CODE.fullmatch(code) else "",
        form.get("Digits", "") if PRESSED in place else None,
        form.get("AnsweredBy", "").startswith(_MACHINE),
        form.get("CallStatus", ""),
        ChannelName.WHATSAPP if place.get(CHANNEL) == [ChannelName.WHATSAPP] else ChannelName.SMS,
    )
