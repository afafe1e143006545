"""What a Twilio webhook says: her message, or what became of one of ours. Pure.

Everything here fails closed: a form that is not exactly as Twilio writes it does not reach a person's conversation.
"""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from bot.channels.accounts import E164
from bot.channels.twilio_errors import STOPPING_REPORTS
from bot.errors import BadPayload, BadSignature
from bot.model import Address, ChannelName, Delivery, DeliveryStatus, Form, Incoming, IncomingKind
from bot.ports import WebRequest

SIGNATURE_HEADER: Final = "x-twilio-signature"
WHATSAPP_PREFIX: Final = "whatsapp:"

_FORM_TYPE: Final = "application/x-www-form-urlencoded"
_MOST_FIELDS: Final = 200
_SID: Final = re.compile(r"(?:SM|MM)[0-9a-fA-F]{32}")
_TAP: Final = re.compile(r"[0-9]+:\S{1,60}")

# `read` is WhatsApp's; what is still under way (queued, sent …) is no news.
_REPORTS: Final = {
    "delivered": DeliveryStatus.DELIVERED,
    "read": DeliveryStatus.DELIVERED,
    "undelivered": DeliveryStatus.FAILED,
    "failed": DeliveryStatus.FAILED,
    "canceled": DeliveryStatus.FAILED,
}

# WhatsApp sends a sticker as image/webp, a photo always as image/jpeg. First match wins.
_MEDIA_KINDS: Final = (
    ("image/webp", IncomingKind.STICKER),
    ("image/", IncomingKind.PHOTO),
    ("audio/", IncomingKind.VOICE),
    ("text/vcard", IncomingKind.CONTACT),
    ("text/x-vcard", IncomingKind.CONTACT),
    ("", IncomingKind.OTHER),
)


def signed_form(request: WebRequest, public_address: str, validator: RequestValidator) -> dict[str, str]:
    """The form, once its signature proves it came from Twilio. Raises `BadSignature`.

    The signature covers the address Twilio was given, which behind a proxy only our settings know.
    """
    form = _form(request)
    query = f"?{request.query}" if request.query else ""
    url = f"{public_address.rstrip('/')}{request.path}{query}"
    signature = request.headers.get(SIGNATURE_HEADER, "")
    if not signature or not validator.validate(url, form, signature):
        raise BadSignature("twilio signature")
    return form


def _form(request: WebRequest) -> dict[str, str]:
    """One value a name, in UTF-8. The signature hides repeats and knows no other charset, so neither passes."""
    media_type, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    if media_type.strip() != _FORM_TYPE or parameters.strip() not in {"", "charset=utf-8", 'charset="utf-8"'}:
        raise BadSignature("not a form in UTF-8")
    try:
        pairs = parse_qsl(
            request.body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as problem:
        raise BadSignature("not a form in UTF-8") from problem
    form = dict(pairs)
    if len(form) != len(pairs):
        raise BadSignature("repeated parameter")
    return form


def read_form(form: Mapping[str, str]) -> tuple[Incoming | Delivery, ...]:
    """Her message or a delivery report, or nothing when nobody could be answered. Raises `BadPayload`."""
    sid = form.get("MessageSid") or form.get("SmsSid", "")
    if not _SID.fullmatch(sid):
        raise BadPayload("no message sid")
    if "MessageStatus" in form:
        return _report(sid, form)
    return _message(sid, form)


def _report(sid: str, form: Mapping[str, str]) -> tuple[Delivery, ...]:
    status = _REPORTS.get(form["MessageStatus"])
    if status is None:
        return ()
    code = form.get("ErrorCode", "")
    if status is DeliveryStatus.FAILED and code in STOPPING_REPORTS:
        status = DeliveryStatus.STOPPED
    channel = _channel(form.get("To", ""))
    return (Delivery(f"twilio:{sid}:{status}", channel, sid, status, code),)


def _message(sid: str, form: Mapping[str, str]) -> tuple[Incoming, ...]:
    sender = form.get("From", "")
    number = sender.removeprefix(WHATSAPP_PREFIX)
    if not sender:
        raise BadPayload("no sender")
    if not E164.fullmatch(number):
        return ()  # a short code or a company's name: nobody there to answer
    payload = form.get("ButtonPayload", "")
    tap = payload if _TAP.fullmatch(payload) else ""
    return (
        Incoming(
            key=f"twilio:{sid}",
            address=Address(_channel(sender), number),
            kind=IncomingKind.TAP if tap else _kind(form),
            text=_text(form),
            tap=tap,
            message_id=sid,
            form=Form.SMS,
        ),
    )


def _channel(sender: str) -> ChannelName:
    return ChannelName.WHATSAPP if sender.startswith(WHATSAPP_PREFIX) else ChannelName.SMS


def _kind(form: Mapping[str, str]) -> IncomingKind:
    if form.get("OptOutType") == "STOP":
        return IncomingKind.BLOCKED  # Twilio has told her already and refuses what we would say
    if form.get("NumMedia", "0") not in {"", "0"}:
        media = form.get("MediaContentType0", "").lower()
        return next(kind for start, kind in _MEDIA_KINDS if media.startswith(start))
    if "Latitude" in form:
        return IncomingKind.LOCATION
    return IncomingKind.TEXT


def _text(form: Mapping[str, str]) -> str:
    """Her words. Twilio's opt-in word differs per account and language; to us it is always START."""
    return "START" if form.get("OptOutType") == "START" else form.get("Body", "")
