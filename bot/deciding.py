"""What she meant and what is said about it: understanding and dialogue, as the commit thread calls them. Pure."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from zlib import crc32

from bot.content.schema import Library
from bot.content.titles import titled
from bot.dialogue import calling, learning, practices, waiting
from bot.dialogue.engine import advance
from bot.dialogue.safety import waits_for_care
from bot.model import (
    CALLED_ON,
    Arrival,
    ChannelName,
    Conversation,
    Incoming,
    IncomingKind,
    Meaning,
    Question,
    Say,
    Source,
    Turn,
)
from bot.ports import Understander
from bot.practice import Practices

ALWAYS_HEARD: Final = ("stop", "wissen", "wis-scherm", "geen-gehoor", "mens", "intrekken")
UNSAID: Final = (Source.WORDS, Source.MODEL, Source.NOTHING)  # no answer and no command; may be more than it seems
TEST_CHANNELS: Final = (ChannelName.SIMULATOR, ChannelName.CONSOLE)


@dataclass(frozen=True, slots=True)
class Decider:
    """The pure heart as the commit thread calls it: interpret with the locked conversation, then advance."""

    understander: Understander
    library: Library
    practices: Practices = field(default_factory=Practices)
    line: str = ""  # our phone number as shown; empty: there is no phone line

    def decide(self, conversation: Conversation, arrival: Arrival) -> Turn:
        incoming = arrival.incoming
        conversation = _numbered(_marked(conversation, incoming), incoming.key)
        if arrival.result:
            came = Meaning(Source.TASK, form=conversation.form, result=arrival.result)
            return advance(conversation, came, self.library, _day_of(arrival))
        callable_here = incoming.address.channel in CALLED_ON
        meaning = replace(self.meaning(conversation, arrival), line=self.line, can_be_called=callable_here)
        if arrival.hurried and not (self.always_heard(arrival) or waits_for_care(conversation)):
            return Turn(conversation, () if arrival.told_to_wait else (Say("ui#rustig"),))
        turn = advance(conversation, meaning, self.library, _day_of(arrival))
        turn = calling.arranged(turn, arrival.received)
        turn = learning.worded(turn, arrival.reading, self.library.urgents, self.understander.mask)
        return practices.named(turn, self.practices.of_code(turn.conversation.practice), _day_of(arrival))

    def always_heard(self, arrival: Arrival) -> bool:
        """However fast she sends: warning signs, a stop, deleting, and the provider telling us that she left."""
        reading = arrival.reading
        if reading.signs or arrival.incoming.kind is IncomingKind.BLOCKED:
            return True
        meaning = self.understander.interpret(reading, None, "", _day_of(arrival))
        return bool(meaning.alarms) or meaning.intent in ALWAYS_HEARD

    def apologise(self, conversation: Conversation, arrival: Arrival) -> Turn:
        """For a message that could not be handled: say so, with the emergency number, and change nothing."""
        return Turn(conversation, (Say("ui#storing"),))

    def meaning(self, conversation: Conversation, arrival: Arrival) -> Meaning:
        incoming = arrival.incoming
        if incoming.kind is IncomingKind.TAP:
            return _sent_as(incoming, _tap(incoming.tap))
        if incoming.kind is not IncomingKind.TEXT:
            return _sent_as(incoming, Meaning(Source.NOTHING, signs=arrival.reading.signs, kind=incoming.kind))
        if incoming.start_code:
            return replace(self._start(incoming), signs=arrival.reading.signs)
        meaning = self._interpreted(conversation.open, conversation, arrival)
        if meaning.source in UNSAID:
            told = self._day_told(conversation, arrival) or self._title_typed(arrival)
            meaning = told or self._keyword(meaning, arrival) or meaning
        return _sent_as(incoming, meaning)

    def _day_told(self, conversation: Conversation, arrival: Arrival) -> Meaning | None:
        """A day, where the question for one waits behind an urgent text."""
        asked = waiting.question(conversation, self.library)
        answer = self._interpreted(asked, conversation, arrival) if asked else None
        return answer if answer and answer.source is Source.DATE else None

    def _title_typed(self, arrival: Arrival) -> Meaning | None:
        """What stands on a button, typed."""
        name = titled(self.library, arrival.reading.text)
        return Meaning(Source.COMMAND, name, 1.0, language=arrival.reading.language) if name else None

    def _keyword(self, meaning: Meaning, arrival: Arrival) -> Meaning | None:
        """A word from a practice's poster, typed; never instead of what may be a warning sign."""
        practice = self.practices.of_message(arrival.reading.text)
        if practice is None or meaning.alarms or meaning.intent in self.library.urgents:
            return None
        return Meaning(Source.COMMAND, practices.CAME, 1.0, practice=practice.code)

    def _interpreted(self, asked: Question | None, conversation: Conversation, arrival: Arrival) -> Meaning:
        return self.understander.interpret(arrival.reading, asked, _spoken_in(conversation), _day_of(arrival))

    def _start(self, incoming: Incoming) -> Meaning:
        """A start code names a language, a topic or practice, or both: `tr`, `foliumzuur`, `tr-p-de-wieg`."""
        first, _, rest = incoming.start_code.partition("-")
        language = first if first in self.library.languages else ""
        topic = (rest if language else incoming.start_code) or ""
        practice = self.practices.of_link(topic)
        begins = practices.CAME if practice else "start"
        intent = topic if topic in self.library.topics else begins
        meaning = Meaning(Source.COMMAND, intent, 1.0, form=incoming.form, resumes=intent == begins)
        hint = language or incoming.language_hint
        return replace(meaning, hint=hint, practice=practice.code if practice else "")


def _spoken_in(conversation: Conversation) -> str:
    """Her language; else that of her sign, for who cares for her was asked in it, also when it is not offered."""
    return conversation.language or next((sign.language for sign in conversation.signs), "")


def _day_of(arrival: Arrival) -> date:
    """The day her message is about: the real one, or the one a simulator pretends."""
    return arrival.incoming.pretend_today or arrival.received.date()


def words_of(incoming: Incoming) -> str:
    """What to read of a message: her text, or a start code, which typed by hand may be a cry for help."""
    return incoming.start_code.replace("_", " ") or incoming.text


def _tap(tap: str) -> Meaning:
    instance, _, option = tap.partition(":")
    number = int(instance) if instance.isdecimal() else 0
    return Meaning(Source.TAP, certainty=1.0, instance=number, answer=(option,), kind=IncomingKind.TAP)


def _sent_as(incoming: Incoming, meaning: Meaning) -> Meaning:
    """With what her app tells of her language and of itself."""
    return replace(meaning, hint=incoming.language_hint, form=incoming.form)


def _numbered(conversation: Conversation, key: str) -> Conversation:
    return conversation if conversation.instance else replace(conversation, instance=number_before_first(key))


def number_before_first(key: str) -> int:
    """Where a new person's question numbers begin: no button from before she was forgotten fits them.

    Made from the provider's id in her first message's `key`, so that the same messages always give the same numbers.
    """
    return crc32(key.rpartition(":")[2].encode("utf-8", "replace")) & 0xFFFFFF


def _marked(conversation: Conversation, incoming: Incoming) -> Conversation:
    if incoming.address.channel not in TEST_CHANNELS:
        return conversation
    return replace(conversation, test=True, pretend_today=incoming.pretend_today)
