"""Hop 7: what the outbox holds goes to the channels."""

from bot.delivery.courier import Courier

__all__ = ["Courier"]
