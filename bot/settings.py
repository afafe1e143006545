"""Every environment variable the companion reads: typed, documented, and refusing what is unsafe in production."""

import os
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from bot.channels.accounts import E164, PhoneSettings, TelegramSettings, TwilioSettings
from bot.development_keys import kept_keys
from bot.errors import UnsafeSettings
from bot.model import ChannelName
from bot.speech.how import CALM
from bot.storage.buckets import RATES, Pace, Rate
from bot.storage.vault import Keys
from bot.understanding.engines import Engine, RasaServer

SMS_STATUS_PATH = "/sms/status"
RASA_TOKEN_FILE: Final = "rasa.token"
LONG_PASSWORD: Final = 16  # characters of the editors' password where real people are served
LONGEST_SITE: Final = 80  # SMART Health Links: 128 with path and id


class Environment(StrEnum):
    DEVELOPMENT = "development"
    DEMO = "demo"
    PILOT = "pilot"
    PRODUCTION = "production"


REAL_PEOPLE: Final = frozenset({Environment.PILOT, Environment.PRODUCTION})  # here nothing for trying out is allowed


class Simulator(StrEnum):
    AUTO = "auto"  # on only where no real channel is configured
    ON = "on"
    OFF = "off"


class Settings(BaseModel):
    """What is not given is read from the environment, where an empty variable counts as not set.

    Raises UnsafeSettings when it must not start.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    environment: Environment = Environment.DEVELOPMENT
    local: Path = Field(Path("local"), description="folder for the database, the development key and caches")
    database_url: SecretStr = Field(SecretStr(""), description="postgresql://… ; empty: SQLite in the local folder")
    wrapping_keys: SecretStr = Field(SecretStr(""), description="base64 of 32 bytes; more with commas, current first")
    index_key: SecretStr = Field(SecretStr(""), description="base64 of 32 bytes, for finding a person by address")
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, description="port to listen on")
    public_url: str = Field("", description="https://… as providers reach us; needed for webhooks")
    trusted_proxies: str = Field(
        "", description="addresses of our own proxy, with commas; its X-Forwarded-For says who knocks, for rate limits"
    )
    simulator: Simulator = Simulator.AUTO
    preview_password: SecretStr = Field(
        SecretStr(""), description="set: editors read all texts at /preview with it; for real people 16 characters"
    )
    speech_pace: float = Field(CALM, ge=0.5, le=1.2, description="how fast voices speak; 1.0 is 150 words a minute")
    speech_ahead: bool = Field(
        default=True, description="make the sound of all fixed texts in the background after the start; never by Google"
    )
    lease_seconds: float = Field(
        30,
        ge=2,
        description="after a crash: until what was being sent goes out again, and another process polls Telegram",
    )

    understanding: Engine = Field(Engine.EMBEDDED, description="embedded, or rasa (see `make rasa`)")
    rasa_url: str = Field("http://127.0.0.1:5005", description="where Rasa listens; https when not on this machine")
    rasa_token: SecretStr = Field(
        SecretStr(""), description="Rasa's JWT secret; empty: as `make rasa` made it in local"
    )

    telegram_token: SecretStr = Field(SecretStr(""), description="from BotFather; set: Telegram is served")
    telegram_secret: SecretStr = Field(SecretStr(""), description="webhook secret; needed with PUBLIC_URL")
    telegram_api: str = Field("https://api.telegram.org/bot", description="another Bot API server")
    telegram_a_second: float = Field(28, gt=0, description="messages a second to all chats; Telegram allows about 30")

    telegram_name: str = Field("", description="the bot's name, for posters of practices: WiegwijzerBot")
    sms_number: str = Field("", description="our number as people dial it, for posters of practices")

    twilio_account_sid: str = Field("", description="set: SMS is served")
    twilio_auth_token: SecretStr = Field(SecretStr(""), description="also checks webhook signatures")
    twilio_messaging_service_sid: str = ""
    twilio_sender: str = Field("", description="number or neutral sender name")
    twilio_whatsapp_sender: str = Field("", description="set: WhatsApp is served too")
    twilio_voice_from: str = Field(
        "",
        description="number of the phone line; its voice webhook: PUBLIC_URL/phone. Empty: TWILIO_SENDER, if a number",
    )
    twilio_region: str = Field("", description="ie1 keeps messages in the EU")
    twilio_edge: str = ""
    twilio_api: str = Field("", description="another server with Twilio's interface, for tests")

    @model_validator(mode="before")
    @classmethod
    def _environment(cls, given: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name in cls.model_fields if (value := os.environ.get(name.upper()))} | given

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.twilio_account_sid and not (self.twilio_auth_token.get_secret_value() and self.public_url):
            raise UnsafeSettings("TWILIO_ACCOUNT_SID also needs TWILIO_AUTH_TOKEN and PUBLIC_URL")
        if self.twilio_voice_from and not (self.twilio_account_sid and E164.fullmatch(self.twilio_voice_from)):
            raise UnsafeSettings("TWILIO_VOICE_FROM is a number as +31101234567, and needs TWILIO_ACCOUNT_SID")
        if self.telegram_token.get_secret_value() and self.public_url and not self.telegram_secret.get_secret_value():
            raise UnsafeSettings("TELEGRAM_TOKEN with PUBLIC_URL also needs TELEGRAM_SECRET")
        if self.environment in REAL_PEOPLE and not self._own_keys():
            raise UnsafeSettings(f"ENVIRONMENT={self.environment} needs WRAPPING_KEYS and INDEX_KEY of its own")
        if self.environment in REAL_PEOPLE and self.lease_seconds < 30:
            raise UnsafeSettings("LEASE_SECONDS under 30 sends messages twice when the machine is busy")
        password = self.preview_password.get_secret_value()
        if self.environment in REAL_PEOPLE and 0 < len(password) < LONG_PASSWORD:
            raise UnsafeSettings(
                f"PREVIEW_PASSWORD needs {LONG_PASSWORD} characters for ENVIRONMENT={self.environment}"
            )
        if len(self.site()) > LONGEST_SITE:
            raise UnsafeSettings(
                f"PUBLIC_URL may have {LONGEST_SITE} characters: it has to fit in a link that is shared"
            )
        self.rasa()
        return self

    def keys(self) -> Keys:
        """The sealing keys; in development and demo made at first start and kept in the local folder."""
        if self._own_keys():
            return Keys.read(self.wrapping_keys.get_secret_value(), self.index_key.get_secret_value())
        if self.environment in REAL_PEOPLE:
            raise UnsafeSettings("no keys")
        return kept_keys(self.local / "development.keys")

    def database(self) -> str:
        """The database address; by default a SQLite file in the local folder."""
        return self.database_url.get_secret_value() or f"sqlite:///{(self.local / 'wiegwijzer.sqlite').resolve()}"

    def pace(self) -> Pace:
        """How fast we may send, and how long a message may be under way."""
        telegram = Rate(self.telegram_a_second, self.telegram_a_second)
        return Pace({**RATES, ChannelName.TELEGRAM: telegram}, timedelta(seconds=self.lease_seconds))

    def telegram(self) -> TelegramSettings | None:
        token = self.telegram_token.get_secret_value()
        secret = self.telegram_secret.get_secret_value()
        return TelegramSettings(token, secret, self.telegram_api) if token else None

    def twilio(self, sender: str = "") -> TwilioSettings | None:
        """Twilio's settings for SMS, or for WhatsApp when its `sender` is given."""
        if not self.twilio_account_sid:
            return None
        return TwilioSettings(
            account_sid=self.twilio_account_sid,
            auth_token=self.twilio_auth_token.get_secret_value(),
            public_address=self.public_url.rstrip("/"),
            messaging_service_sid="" if sender else self.twilio_messaging_service_sid,
            sender=sender or self.twilio_sender,
            status_path=SMS_STATUS_PATH,
            region=self.twilio_region,
            edge=self.twilio_edge,
            base_url=self.twilio_api,
        )

    def phone(self) -> PhoneSettings | None:
        """The phone line, when we have a number that can be called."""
        number = self.twilio_voice_from or self.twilio_sender
        return PhoneSettings(number) if self.twilio_account_sid and E164.fullmatch(number) else None

    def rasa(self) -> RasaServer | None:
        """The Rasa server that is asked; none for the embedded model. Raises UnsafeSettings."""
        if self.understanding is not Engine.RASA:
            return None
        made = self.local / RASA_TOKEN_FILE
        secret = self.rasa_token.get_secret_value() or (made.read_text().strip() if made.exists() else "")
        return RasaServer(self.rasa_url.rstrip("/"), secret)

    def site(self) -> str:
        """Our own address as people type it: no path, no slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url.rstrip("/") or f"http://{host}:{self.port}"

    def shows_simulator(self) -> bool:
        """On where it is asked for, or where there is no real channel."""
        real = bool(self.telegram_token.get_secret_value() or self.twilio_account_sid)
        return self.simulator is Simulator.ON or (self.simulator is Simulator.AUTO and not real)

    def _own_keys(self) -> bool:
        return bool(self.wrapping_keys.get_secret_value() and self.index_key.get_secret_value())
