"""From words to sound: the best voice that can say them now, and the sound kept for the next time."""

from dataclasses import dataclass
from typing import Final, Protocol

from bot.speech.sound import Sound
from bot.speech.voice import Voice

CALM: Final = 0.85  # of 150 words a minute: understood at a first hearing
SLOW: Final = 0.65  # for the person at the other end of a telephone


@dataclass(frozen=True, slots=True)
class How:
    """`text_id`: looks for a recording of it. `personal`: her own words or a name; never online, never on a disk.

    `online`: an online voice may be asked; for fixed content made ahead, never while she waits. What an online voice
    said before is used in any case. `loud`: as loud as a telephone takes, for somebody to hear from another one.
    """

    text_id: str = ""
    personal: bool = False
    online: bool = False
    pace: float = CALM
    loud: bool = False


class Studio(Protocol):
    def render(self, text: str, language: str, how: How = How()) -> Sound:
        """The sound of a text, made now or kept from before (then in less than a millisecond).

        Each sentence is made speakable first (`content.spoken`); the marks hold it as it was given. Takes 0.1 s for a
        short message to 3 s for a long one when it must be made: call it in a thread, after the text has been sent.
        Raises `NoVoice` (this language has none here), `SpeechError` (nothing to say, or too much).
        """

    def kept(self, text: str, language: str, how: How = How()) -> Sound | None:
        """The best sound there is already of this text; None when it must be made first. Makes nothing."""

    def heard(self, language: str) -> Voice | None:
        """Who speaks this language here and now, when nothing is recorded; None: no listen button."""
