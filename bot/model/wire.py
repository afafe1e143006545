"""What goes over the wire: addresses, messages in, messages out, reports."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final


class ChannelName(StrEnum):
    TELEGRAM = "telegram"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    SIMULATOR = "simulator"
    CONSOLE = "console"


HEARD_ON: Final = (ChannelName.TELEGRAM,)  # where a voice message can be sent
CALLED_ON: Final = (ChannelName.SMS, ChannelName.WHATSAPP)  # her address is a number that can be called


class Form(StrEnum):
    """How a channel shows words: rich bubbles with buttons, or plain SMS with numbers."""

    TELEGRAM = "telegram"
    SMS = "sms"


class Lane(StrEnum):
    """Outbox lanes; order is kept per person and lane, `URGENT` overtakes."""

    URGENT = "urgent"
    TEXT = "text"
    SOUND = "sound"
    ERASE = "erase"  # nothing is said: a message goes from her screen
    CALL = "call"  # nothing is sent: her telephone rings


class IncomingKind(StrEnum):
    TEXT = "text"
    TAP = "tap"
    PHOTO = "photo"
    VOICE = "voice"
    STICKER = "sticker"
    CONTACT = "contact"
    LOCATION = "location"
    LONG = "long"  # more words than anybody reads in a chat; only warning signs in it count
    OTHER = "other"
    BLOCKED = "blocked"  # the provider tells us she blocked or left: stop, and say nothing


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is reached: a chat id, an E.164 number or a simulator session."""

    channel: ChannelName
    value: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message from a person. `key` is unique at the provider and makes repeats harmless."""

    key: str
    address: Address
    kind: IncomingKind
    text: str = ""
    tap: str = ""  # callback data `<question instance>:<answer id>`
    tap_id: str = ""  # the provider's id of the tap itself, to end the button's spinner
    message_id: str = ""  # the provider's id of her message, to erase it when she asks
    language_hint: str = ""  # BCP 47, as the channel gives it
    start_code: str = ""
    edited: bool = False
    form: Form = Form.TELEGRAM
    pretend_today: date | None = None  # simulator and console only


class DeliveryStatus(StrEnum):
    DELIVERED = "delivered"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the provider says later about a message we sent. `code` is the provider's own."""

    key: str
    channel: ChannelName
    message_id: str
    status: DeliveryStatus
    code: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    tap: str  # ≤ 64 bytes, without words


@dataclass(frozen=True, slots=True)
class VoiceNote:
    """A message as sound: OGG/Opus. `key` names fixed content; empty: it is hers alone, and nothing of it is kept."""

    content: bytes = field(repr=False)
    seconds: int
    key: str = ""
    file_id: str = ""  # the provider's name for an earlier upload of the same; may have gone out of date


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One provider message, worded. `ends` is the question instance whose buttons it carries."""

    address: Address
    text: str
    buttons: tuple[Button, ...] = ()
    lane: Lane = Lane.TEXT
    language: str = "nl"
    text_id: str = ""
    instance: int = 0
    picture: bytes = b""  # PNG; the words are then its caption
    slip: str = ""  # where a screen can play it: what brings the sound of the whole message
    aloud: str = ""  # the same of the Dutch sentence alone, slow and loud, for who answers the phone
    voice: VoiceNote | None = None  # then there are no words: they stand above it


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider took it; `message_id` is the provider's, `file_id` that of a file it now has."""

    message_id: str
    file_id: str = ""
