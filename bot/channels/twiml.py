"""What Twilio is told to do in a call, as TwiML by its own library: play or say, then wait for one key, or hang up."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from twilio.twiml.voice_response import Gather, VoiceResponse  # type: ignore[import-untyped]

from bot.content.spoken import Utterance, spoken

SECONDS: Final = 7  # of silence in which she may look for the key

# Language → its tag and a voice at Twilio (twilio.com/docs/voice/twiml/say/text-speech). Others it cannot say.
VOICES: Final = MappingProxyType(
    {
        "nl": ("nl-NL", "Polly.Lotte"),
        "en": ("en-GB", "Polly.Amy"),
        "tr": ("tr-TR", "Polly.Filiz"),
        "ar": ("arb", "Polly.Zeina"),
        "pl": ("pl-PL", "Polly.Ewa"),
        "es": ("es-ES", "Polly.Conchita"),
        "fr": ("fr-FR", "Polly.Celine"),
        "uk": ("uk-UA", "Google.uk-UA-Standard-A"),
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One part of what is heard: a sound of ours at an address, or without one the words for a voice of Twilio's."""

    part: Utterance
    address: str = ""


def listening(lines: Sequence[Line], action: str) -> bytes:
    """Heard until she presses a key, which is brought to `action`; no key is brought there too."""
    response = VoiceResponse()
    gather = Gather(
        input="dtmf",
        num_digits=1,
        finish_on_key="",  # else `#` would be no key
        timeout=SECONDS,
        action_on_empty_result=True,
        action=action,
        method="POST",
    )
    for line in lines:
        _add(gather, line)
    response.append(gather)
    return _written(response)


def ending(lines: Sequence[Line] = ()) -> bytes:
    """Heard, and then hung up; without lines not a word."""
    response = VoiceResponse()
    for line in lines:
        _add(response, line)
    response.hangup()
    return _written(response)


def _add(to: Gather | VoiceResponse, line: Line) -> None:
    if line.address:
        to.play(line.address)
        return
    language, voice = VOICES[line.part.language]
    words = " ".join(spoken(line.part.words, line.part.language).split())
    if not line.part.slow:
        to.say(words, language=language, voice=voice)
        return
    to.say("", language=language, voice=voice).prosody(words, rate="slow")


def _written(response: VoiceResponse) -> bytes:
    return str(response.to_xml()).encode()
