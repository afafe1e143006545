"""The emulators, for the tests over real HTTP."""

from tests.emulators.fixtures import faulty_telegram, telegram_server, twilio_server

__all__ = ["faulty_telegram", "telegram_server", "twilio_server"]
