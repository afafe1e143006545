"""Text as a voice should say it. Pure: the same words in, the same words out, and no number ever changes."""

from bot.content.spoken.message import Means, Utterance, belzin_spoken, message_spoken
from bot.content.spoken.speech import spoken, unsayable

__all__ = ["Means", "Utterance", "belzin_spoken", "message_spoken", "spoken", "unsayable"]
