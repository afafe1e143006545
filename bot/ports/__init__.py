"""What the inside asks of the outside. Adapters keep these contracts; tests use the fakes that ship."""

from bot.ports.outside import Channel, Clock, Painter, Understander, WebRequest
from bot.ports.shared import Pages, Shares, Uploads
from bot.ports.store import WORDS, Agreed, Apologise, Committed, Decide, Due, SentMessage, Settled, Store

__all__ = [
    "WORDS",
    "Agreed",
    "Apologise",
    "Channel",
    "Clock",
    "Committed",
    "Decide",
    "Due",
    "Pages",
    "Painter",
    "SentMessage",
    "Settled",
    "Shares",
    "Store",
    "Understander",
    "Uploads",
    "WebRequest",
]
