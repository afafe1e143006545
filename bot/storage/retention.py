"""How long everything is kept; here and nowhere else. `purge.py` lets go of it, every hour."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from bot.model import ChannelName

UNLOCKED: Final = timedelta(minutes=30)  # of silence; then her PIN, if she has one, is asked before we go on
SESSION: Final = timedelta(hours=48)  # her answers and place in a conversation, without consent
PEOPLE: Final = timedelta(days=30)  # after her last message: all there is of somebody without consent
SEEN: Final = timedelta(days=7)  # that a message was handled, should its provider bring it again
LEARNING: Final = timedelta(days=90)  # masked words we did not understand, of who agreed to that
SHARES: Final = timedelta(days=30)  # after its end: that something was shared and opened; its text goes at its end
UPLOADS: Final = timedelta(days=180)  # that Telegram has a sound of ours already; of fixed content only
DEAD_LETTERS: Final = timedelta(days=30)  # what could not be delivered
FADES: Final = (ChannelName.TELEGRAM,)  # where a message can be taken off her phone; an SMS stays
MESSAGE_IDS: Final[Mapping[ChannelName, timedelta]] = MappingProxyType(
    {
        ChannelName.TELEGRAM: timedelta(hours=48),  # Telegram deletes no message that is older
        ChannelName.SMS: timedelta(days=7),  # status reports come late
        ChannelName.WHATSAPP: timedelta(days=7),
        ChannelName.SIMULATOR: timedelta(hours=48),
        ChannelName.CONSOLE: timedelta(hours=48),
    }
)
