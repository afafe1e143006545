"""People who talk with the companion, and what each of them must get to read: worked out beforehand with the real
engine and the real content, so that every reply can be checked word for word."""

import json
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from itertools import count, product
from typing import Any

from bot.channels.telegram_updates import read_update
from bot.content.opening import AMSTERDAM
from bot.content.render import Reader, render
from bot.delivery.hearing import with_button
from bot.delivery.patience import reader_of
from bot.model import Address, Arrival, Care, Conversation, Lane, Say
from bot.ports import Due
from bot.service import Decider

Words = tuple[str, tuple[str, ...]]  # what is shown, and what its buttons carry

URGENT = "ik verlies veel bloed"
FLOWS = ("wissen", "miskraam")
_TYPED = 0.3  # of the topics are asked in words, the others by a button
_UPDATES = count(1)


@dataclass(frozen=True, slots=True)
class Expected:
    """One message she must get: the ways it may be worded (an urgent text differs by hour and by who cares for her)."""

    ways: frozenset[Words]
    lane: Lane
    message: int  # which of her messages it answers


@dataclass(slots=True)
class Person:
    chat: int
    updates: list[bytes] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)

    def lane(self, lane: Lane) -> list[Expected]:
        return [one for one in self.expected if one.lane is lane]

    def answered(self, lane: Lane) -> list[int]:
        """Which of her messages have an answer in this lane."""
        return sorted({one.message for one in self.lane(lane)})


@dataclass(slots=True)
class Cast:
    """Everybody in the play, and the events their messages must be counted as."""

    people: list[Person]
    events: Counter[str]


def cast(decider: Decider, people: int, messages: int, chance: random.Random, now: datetime) -> Cast:
    """`people` persons with `messages` messages each."""
    events: Counter[str] = Counter()
    played = [_Player(decider, Person(700_000_000 + n), chance, now).play(messages, events) for n in range(people)]
    return Cast(played, events)


class _Player:
    """Chooses what somebody says next from where her conversation stands: an answer in a flow, else a new subject."""

    def __init__(self, decider: Decider, person: Person, chance: random.Random, now: datetime) -> None:
        self._decider, self._person, self._chance, self._now = decider, person, chance, now
        self._state = Conversation()
        topics = sorted(decider.library.topics)
        self._subjects: list[str] = [*chance.sample(topics, len(topics))]
        self._special = [chance.choice(FLOWS)] + ([URGENT] if chance.random() < 0.25 else [])

    def play(self, messages: int, events: Counter[str]) -> Person:
        for number in range(messages):
            text, tap = ("/start", "") if number == 0 else self._next()
            update = _tapped(self._person.chat, tap) if tap else _typed(self._person.chat, text)
            self._take(number, json.dumps(update).encode(), events)
        return self._person

    def _next(self) -> tuple[str, str]:
        question = self._state.open
        if question and (question.id.startswith("flows/") or question.id == "ui#zorg_vraag"):
            options = [o.id for o in question.options if not o.id.startswith("_why") and not o.id.startswith("ja")]
            return "", f"{question.instance}:{self._chance.choice(options)}"
        if self._special and self._chance.random() < 0.4:
            return self._special.pop(), ""
        topic = self._subjects.pop()
        title = self._decider.library.texts[f"topics/{topic}#titel"].words
        typed = self._chance.random() < _TYPED and self._plain(title)
        return (title, "") if typed else ("", f"0:{topic}")

    def _plain(self, text: str) -> bool:
        """Understood the same without the model: a process that just started has none yet."""
        reading = self._decider.understander.read(text)
        meanings = (
            self._decider.understander.interpret(each, self._state.open, "nl", self._now.date())
            for each in (reading, replace(reading, parts=()))
        )
        first, second = ((meaning.source, meaning.intent, meaning.answer) for meaning in meanings)
        return first == second

    def _take(self, number: int, update: bytes, events: Counter[str]) -> None:
        [incoming] = read_update(update, "crash")
        arrival = Arrival(incoming, self._decider.understander.read(incoming.text), self._now)
        turn = self._decider.decide(self._state, arrival)
        self._state = turn.conversation
        events.update(str(event) for event in turn.events)
        self._person.updates.append(update)
        for say in turn.says:
            self._person.expected += self._wordings(say, incoming.address, number)

    def _wordings(self, say: Say, address: Address, number: int) -> list[Expected]:
        due = Due(0, None, address, say, self._state, say.lane, 1, 0)
        reader = reader_of(due, self._now)
        readers = [reader]
        if say.lane is Lane.URGENT:
            hours = [datetime.combine(_monday(self._now), time(hour), AMSTERDAM) for hour in (12, 3)]
            readers = [replace(reader, care=care, now=hour) for care, hour in product((None, *Care), hours)]
        versions = [self._rendered(due, one) for one in readers]
        return [Expected(frozenset(ways), say.lane, number) for ways in zip(*versions, strict=True)]

    def _rendered(self, due: Due, reader: Reader) -> list[Words]:
        library = self._decider.library
        shown = with_button(library, due, render(due.say, reader, library))
        return [(each.text, tuple(button.tap for button in each.buttons)) for each in shown]


def _monday(now: datetime) -> Any:
    return (now - timedelta(days=now.weekday())).date()


def _from(chat: int) -> dict[str, Any]:
    return {"id": chat, "is_bot": False, "first_name": "T", "language_code": "nl"}


def _typed(chat: int, text: str) -> dict[str, Any]:
    number = next(_UPDATES)
    there = {"id": chat, "type": "private", "first_name": "T"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": there, "from": _from(chat), "text": text}
    return {"update_id": number, "message": message}


def _tapped(chat: int, tap: str) -> dict[str, Any]:
    update = _typed(chat, "…")
    query = {"id": str(update["update_id"]), "from": _from(chat), "chat_instance": "1", "data": tap}
    return {"update_id": update["update_id"], "callback_query": {**query, "message": update["message"]}}
