"""The emulators, for the tests over real HTTP."""

from tests.channels.polled import bot
from tests.emulators.fixtures import faulty_telegram, telegram_server, twilio_server

__all__ = ["bot", "faulty_telegram", "telegram_server", "twilio_server"]
