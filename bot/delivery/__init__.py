"""Hop 7: what the outbox holds goes to the channels."""

from bot.delivery.caller import Caller
from bot.delivery.courier import Courier
from bot.delivery.narrator import Narrator

__all__ = ["Caller", "Courier", "Narrator"]
