"""Text as a voice should say it. Pure: the same words in, the same words out, and no number ever changes."""

from bot.content.spoken.speech import spoken

__all__ = ["spoken"]
