"""Voice messages: what the studio made, as a chat takes it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bot.content.spoken import Utterance
from bot.errors import SpeechError
from bot.model import VoiceNote

if TYPE_CHECKING:
    from bot.speech.maker import Makes


class Notes:
    """`maker`: who makes sounds, when the first voice message is wanted."""

    def __init__(self, maker: "Callable[[], Makes]") -> None:
        self._maker = maker

    def note(self, parts: Sequence[Utterance]) -> VoiceNote:
        """Without a key when anything in it is hers alone. Raises `SpeechError`; also when its file went meanwhile."""
        from bot.speech.sound import Container  # noqa: PLC0415 – numpy

        sound = self._maker().message(parts)
        try:
            content = sound.content(Container.OGG)
        except OSError as error:
            raise SpeechError(type(error).__name__) from None
        hers = any(part.personal for part in parts)
        return VoiceNote(content, max(1, round(sound.seconds)), "" if hers else sound.key)
