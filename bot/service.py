"""One incoming message, start to finish; a delivery report; the tasks a turn leaves for after the commit."""

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol
from zlib import crc32

import structlog

from bot.batches import Batches
from bot.content.schema import Library
from bot.content.titles import flow_titled
from bot.dialogue import learning, practices, waiting
from bot.dialogue.engine import advance
from bot.dialogue.safety import waits_for_care
from bot.errands import Errands
from bot.hurry import Window
from bot.model import (
    Arrival,
    ChannelName,
    Conversation,
    Delivery,
    Incoming,
    IncomingKind,
    Meaning,
    Question,
    Reading,
    Result,
    Say,
    Source,
    Turn,
    WasRead,
)
from bot.ports import Channel, Clock, Committed, Store, Understander
from bot.practice import Practices
from bot.sharing.port import Pins, Sharer

MESSAGES_A_MINUTE = 30
NOTICES_A_MINUTE = 1
SHORT = 20  # characters; may be an answer to the question who cares for her, which no hurry keeps from being heard
ALWAYS_HEARD = ("stop", "wissen", "wis-scherm", "geen-gehoor", "mens", "intrekken")
UNSAID = (Source.WORDS, Source.MODEL, Source.NOTHING)  # no answer and no command; may be more than it seems
LONG = 1_000  # characters; reading so much takes longer than others should wait
BY_DAY = range(8, 21)  # hours in which we may write of ourselves
TEST_CHANNELS = (ChannelName.SIMULATOR, ChannelName.CONSOLE)


log = structlog.get_logger()


class Commits(Protocol):
    """Group commit: many arrivals, one transaction, one thread."""

    async def submit(self, arrival: Arrival) -> Committed: ...


@dataclass(frozen=True, slots=True)
class Decider:
    """The pure heart as the commit thread calls it: interpret with the locked conversation, then advance."""

    understander: Understander
    library: Library
    practices: Practices = field(default_factory=Practices)

    def decide(self, conversation: Conversation, arrival: Arrival) -> Turn:
        incoming = arrival.incoming
        conversation = _numbered(_marked(conversation, incoming), incoming.key)
        if arrival.result:
            came = Meaning(Source.TASK, form=conversation.form, result=arrival.result)
            return advance(conversation, came, self.library, _day_of(arrival))
        meaning = self.meaning(conversation, arrival)
        if arrival.hurried and not (self.always_heard(arrival) or waits_for_care(conversation)):
            return Turn(conversation, () if arrival.told_to_wait else (Say("ui#rustig"),))
        turn = advance(conversation, meaning, self.library, _day_of(arrival))
        turn = learning.worded(turn, arrival.reading, self.library.urgents, self.understander.mask)
        return practices.named(turn, self.practices.of_code(turn.conversation.practice), _day_of(arrival))

    def always_heard(self, arrival: Arrival) -> bool:
        """However fast she sends: warning signs, a stop, deleting, and the provider telling us that she left."""
        reading = arrival.reading
        if reading.signs or arrival.incoming.kind is IncomingKind.BLOCKED:
            return True
        meaning = self.understander.interpret(reading, None, "", _day_of(arrival))
        return bool(meaning.signs or meaning.doubt) or meaning.intent in ALWAYS_HEARD

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
        """What stands on a menu's button, typed."""
        flow = flow_titled(self.library, arrival.reading.text)
        return Meaning(Source.COMMAND, flow, 1.0, language=arrival.reading.language) if flow else None

    def _keyword(self, meaning: Meaning, arrival: Arrival) -> Meaning | None:
        """A word from a practice's poster, typed; never instead of what may be a warning sign."""
        practice = self.practices.of_message(arrival.reading.text)
        if practice is None or meaning.signs or meaning.doubt or meaning.intent in self.library.urgents:
            return None
        return Meaning(Source.COMMAND, practices.CAME, 1.0, practice=practice.code)

    def _interpreted(self, asked: Question | None, conversation: Conversation, arrival: Arrival) -> Meaning:
        return self.understander.interpret(arrival.reading, asked, conversation.language, _day_of(arrival))

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


class Service:
    """Takes messages and reports from the shell; everything it decides is pure, everything it does is a port."""

    def __init__(self, decider: Decider, commits: Commits, store: Store, shell: "Shell") -> None:
        self._decider, self._commits, self._store, self._shell = decider, commits, store, shell
        self._errands = Errands(decider.library, shell.clock, shell.sharer, shell.pins)
        self._messages, self._notices = Window(MESSAGES_A_MINUTE), Window(NOTICES_A_MINUTE)
        self._running: set[asyncio.Task[None]] = set()
        self._reader = Batches(self._read_all, "reading")
        self._silence = decider.understander.read("")

    async def receive(self, incoming: Incoming) -> Committed:
        """Understand, commit, act. Returns only after the commit: the webhook may answer 200 then."""
        reading = await self._read(words_of(incoming))
        hurried = not self._messages.lets_in(incoming.address)
        told = hurried and not self._notices.lets_in(incoming.address)
        arrival = Arrival(incoming, reading, self._shell.clock.now(), told_to_wait=told, hurried=hurried)
        if told and len(incoming.text) > SHORT and not self._decider.always_heard(arrival):
            return Committed(arrival, None, None)
        committed = await self._submit(arrival)
        if not self._errands.left_by(committed):
            return committed
        if incoming.address.channel in TEST_CHANNELS:  # they fetch their answers when we return
            await self._run_errands(committed)
        else:
            self._later(self._run_errands(committed))
        return committed

    async def opened(self, person: int) -> None:
        """Somebody opened what she shared. She hears it by day only: a message at night may be read by another."""
        now = self._shell.clock.now()
        address = await asyncio.to_thread(self._store.address_of, person)
        if address and now.hour in BY_DAY:
            await self._submit(_result(Incoming(_task_key(), address, IncomingKind.OTHER), WasRead(), now))

    async def _submit(self, arrival: Arrival) -> Committed:
        committed = await self._commits.submit(arrival)
        self._shell.wake()
        if committed.buttons or committed.screen:
            self._later(self._tidy(committed))
        return committed

    async def _run_errands(self, committed: Committed) -> None:
        """What came of each is committed as a turn of its own."""
        for errand in self._errands.left_by(committed):
            result = await asyncio.to_thread(self._errands.run, committed, errand)
            hers = replace(committed.arrival.incoming, key=_task_key(), kind=IncomingKind.OTHER, text="", tap="")
            try:
                await self._submit(_result(replace(hers, message_id=""), result, self._shell.clock.now()))
            except Exception as error:  # noqa: BLE001 - the database is away: she can ask again
                log.error("errand_not_told", error=type(error).__name__)

    async def _read(self, text: str) -> Reading:
        """In one thread, all that wait together; a long text in one of its own, so that nobody waits for it."""
        if not text:
            return self._silence
        if len(text) > LONG:
            return await asyncio.to_thread(self._decider.understander.read, text)
        return await self._reader.submit(text)

    def _read_all(self, texts: Sequence[str]) -> list[Reading | Exception]:
        return [self._read_one(text) for text in texts]

    def _read_one(self, text: str) -> Reading | Exception:
        try:
            return self._decider.understander.read(text)
        except Exception as error:  # noqa: BLE001 – hers alone, not of those who wait with her
            return error

    async def report(self, delivery: Delivery) -> None:
        await asyncio.to_thread(self._store.report, delivery)

    async def close(self) -> None:
        """Wait for what was started after commits."""
        await asyncio.gather(*self._running, return_exceptions=True)
        self._reader.close()

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _tidy(self, committed: Committed) -> None:
        """Take buttons off answered questions, and empty her screen when she asked for it."""
        address = committed.arrival.incoming.address
        channel = self._shell.channels.get(address.channel)
        if channel is None:
            return
        for message_id in committed.buttons:
            await channel.retire(address, message_id)
        for message in committed.screen:
            await channel.erase(address, message.message_id)


@dataclass(frozen=True, slots=True)
class Shell:
    """The outside as the service needs it."""

    clock: Clock
    channels: Mapping[ChannelName, Channel]
    wake: Callable[[], None]
    sharer: Sharer | None = None  # none: nothing can be shared
    pins: Pins | None = None  # none: no PIN can be set


def _day_of(arrival: Arrival) -> date:
    """The day her message is about: the real one, or the one a simulator pretends."""
    return arrival.incoming.pretend_today or arrival.received.date()


def _task_key() -> str:
    return f"task:{secrets.token_hex(16)}"


def _result(incoming: Incoming, result: Result, now: datetime) -> Arrival:
    return Arrival(incoming, Reading(""), now, result=result)


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
