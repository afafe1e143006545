"""One companion with Telegram by webhook, SMS and WhatsApp, shared by the tests: each person has her own address."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.ports import Understander
from tests.crash.houses import House
from tests.emulators.faults import Faults, fault_proxy
from tests.emulators.fixtures import TelegramServer, telegram_server
from tests.emulators.serving import served
from tests.emulators.twilio import ACCOUNT, NUMBER, SERVICE, TOKEN, Twilio, twilio_emulator
from tests.system.home import SECRET, Home, running
from tests.system.sms_phone import SmsPhone
from tests.system.telegram_phone import TelegramPhone
from tests.system.webhook import subscribed

__all__ = ["telegram_server"]

WHATSAPP = "+3197000000002"


@dataclass(slots=True)
class World:
    """A running companion between the providers; `faults` stands between it and Telegram."""

    home: Home
    house: House
    server: TelegramServer
    faults: Faults
    twilio: Twilio
    token: str

    def telegram(self, language: str = "nl", name: str = "Elif") -> TelegramPhone:
        return TelegramPhone(self.server, self.token, language, name)

    def sms(self, number: str = "") -> SmsPhone:
        return SmsPhone(self.twilio, number=number)

    def whatsapp(self) -> SmsPhone:
        return SmsPhone(self.twilio, "/whatsapp", "whatsapp:")


@pytest.fixture(scope="session")
def model(understander: Understander, model_cache: Path) -> Path:
    """The folder with the trained model: training it again in every process would take the processor."""
    return model_cache


def furnished(folder: Path, model: Path, **settings: str) -> Home:
    """A folder to live in, with the model in it."""
    (folder / "cache").symlink_to(model)
    return Home(folder, settings)


def telegram_settings(address: str, token: str) -> dict[str, str]:
    return {"TELEGRAM_TOKEN": token, "TELEGRAM_API": f"{address}/bot"}


def webhook_settings() -> dict[str, str]:
    return {"TELEGRAM_SECRET": SECRET, "PUBLIC_URL": "http://127.0.0.1:{port}"}


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def world(
    telegram_server: TelegramServer, tmp_path_factory: pytest.TempPathFactory, model: Path
) -> AsyncIterator[World]:
    token = "760001:system"
    faults, twilio = Faults(telegram_server.address), Twilio()
    async with served(fault_proxy(faults)) as telegram_api, served(twilio_emulator(twilio)) as twilio_api:
        home = furnished(
            tmp_path_factory.mktemp("world"),
            model,
            **telegram_settings(telegram_api, token),
            **webhook_settings(),
            TWILIO_ACCOUNT_SID=ACCOUNT,
            TWILIO_AUTH_TOKEN=TOKEN,
            TWILIO_MESSAGING_SERVICE_SID=SERVICE,
            TWILIO_SENDER=NUMBER,
            TWILIO_WHATSAPP_SENDER=WHATSAPP,
            TWILIO_API=twilio_api,
        )
        async with running(home) as house:
            twilio.public = house.address
            await subscribed(telegram_server.address, token)
            yield World(home, house, telegram_server, faults, twilio, token)
            assert house.alive(), f"ended by itself: {house.words()[-2000:]}"
