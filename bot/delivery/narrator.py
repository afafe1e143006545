"""Messages that are heard: made, sent and retried in their own lane, so that no words ever wait for a sound."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol

import structlog

from bot.content.schema import Library
from bot.content.spoken import Means, Utterance, message_spoken
from bot.delivery.courier import Courier
from bot.delivery.patience import reader_of
from bot.errors import ContentBroken, EngineDown, SpeechError, TryLater, Undeliverable
from bot.model import HEARD_ON, ChannelName, Lane, Outgoing, Say, Sent, VoiceNote
from bot.ports import Channel, Clock, Due, Settled, Store, Uploads

UNSAID: Final = "ui#geluid_kan_nog_niet"
AT_ONCE: Final = 4  # sounds on their way: more would only wait for the processor

log = structlog.get_logger()


class Speaker(Protocol):
    """Makes a message heard; slow, called in threads."""

    def note(self, parts: Sequence[Utterance]) -> VoiceNote:
        """Raises `SpeechError`: nobody here can say it, or not now."""


class Narrator(Courier):
    """The courier of what is heard. One per process, beside that of what is read."""

    lanes = (Lane.SOUND,)
    room = AT_ONCE
    poll = 1.0

    def __init__(self, store: Store, channels: Mapping[ChannelName, Channel], library: Library, clock: Clock) -> None:
        super().__init__(store, {name: channels[name] for name in HEARD_ON if name in channels}, library, clock)
        self.speaker: Speaker | None = None
        self.uploads: Uploads | None = None

    async def _send_row(self, due: Due) -> Settled:
        result = await super()._send_row(due)
        return await self._not_heard(due) if result.dead else result

    async def _not_heard(self, due: Due) -> Settled:
        """She is told when she had asked for it; else the words that she has are enough."""
        if not due.say.wanted:
            return Settled(due, done=True)
        told = await super()._send_row(replace(due, say=Say(UNSAID, language=due.say.language, lane=due.lane)))
        return replace(told, due=due)

    async def _outgoing(self, due: Due) -> tuple[Outgoing, ...]:
        if due.say.text == UNSAID:
            return await super()._outgoing(due)
        note = await self._in_thread(self._note, due)
        return (Outgoing(due.address, "", lane=due.lane, text_id=due.say.text, voice=note),)

    def _note(self, due: Due) -> VoiceNote:
        """Worded at this moment, made heard now. Raises `TryLater`, or `Undeliverable`: the words stand without it."""
        try:
            return self._known(self._made(due))
        except EngineDown as error:
            raise TryLater("engine", error.retry_after) from None
        except SpeechError:
            raise Undeliverable("no_voice") from None
        except ContentBroken:
            raise Undeliverable("content") from None
        except Exception as error:  # noqa: BLE001 – nor one broken sound
            log.error("speech_broken", text_id=due.say.text, error=type(error).__name__)
            raise Undeliverable("speech") from None

    def _made(self, due: Due) -> VoiceNote:
        parts = message_spoken(due.say, reader_of(due, self._clock.now()), self._library, Means.BUTTONS)
        if self.speaker is None or not parts:
            raise SpeechError("nobody speaks")
        return self.speaker.note(parts)

    def _known(self, note: VoiceNote) -> VoiceNote:
        """With the name the provider gave it, when that has it already."""
        if not note.key or self.uploads is None:
            return note
        return replace(note, file_id=self.uploads.find(note.key))

    async def _send(self, outgoing: Outgoing) -> Sent:
        sent = await super()._send(outgoing)
        note = outgoing.voice
        if note and note.key and sent.file_id not in ("", note.file_id) and self.uploads:
            try:
                await self._in_thread(self.uploads.keep, note.key, sent.file_id, self._clock.now())
            except Exception as error:  # noqa: BLE001 – it was sent: the next time it is uploaded again
                log.warning("upload_not_kept", error=type(error).__name__)
        return sent
