"""The phone line: where a caller stands, which key leads where, and what she hears there. Pure."""

from bot.phone.places import CODE_SIGNS, Codes, Place
from bot.phone.tree import PhoneTree, Pressed
from bot.phone.words import FLOW, TEXTS, text

__all__ = ["CODE_SIGNS", "FLOW", "TEXTS", "Codes", "PhoneTree", "Place", "Pressed", "text"]
