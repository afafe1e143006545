"""Our accounts at the providers. Apart from the channels, whose libraries only who uses them has to load."""

import re
from dataclasses import dataclass, field
from typing import Final

E164: Final = re.compile(r"\+[1-9][0-9]{5,14}")  # a telephone number, from any country


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """Who we are on Telegram. `base_url` differs only for a test server or one's own Bot API server."""

    token: str = field(repr=False)
    secret: str = field(default="", repr=False)  # of the webhook; empty: every webhook request is refused
    base_url: str = "https://api.telegram.org/bot"
    protect_content: bool = True  # no forwarding or saving from her screen
    timeout: float = 10.0  # seconds for one call


@dataclass(frozen=True, slots=True)
class TwilioSettings:
    """Our Twilio account and the address it reaches us at. One of `messaging_service_sid` and `sender` is needed."""

    account_sid: str
    auth_token: str = field(repr=False)
    public_address: str  # https://…, as configured at Twilio; empty: every webhook request is refused
    messaging_service_sid: str = ""
    sender: str = ""  # a number in E.164 or a neutral sender name
    status_path: str = "/twilio/status"
    region: str = ""  # ie1 keeps messages in the EU
    edge: str = ""
    base_url: str = ""  # of a test server; empty: Twilio
    timeout: float = 10.0  # seconds for one call


@dataclass(frozen=True, slots=True)
class PhoneSettings:
    """Our phone line at Twilio. Nobody abroad is called: those numbers may cost us anything."""

    number: str  # E.164
    path: str = "/phone"
    calls_to: tuple[str, ...] = ("+31",)
