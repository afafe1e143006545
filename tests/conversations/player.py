"""Plays a golden conversation: what she sends goes in, text ids and events come out. Nothing here is faked but the day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from bot.content.render import Reader, render
from bot.content.schema import Library
from bot.content.sms import sms_parts
from bot.model import (
    Address,
    Arrival,
    Care,
    ChannelName,
    Conversation,
    Event,
    Form,
    Incoming,
    IncomingKind,
    Outgoing,
    Reading,
    Turn,
)
from bot.service import Decider

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HERE = Path(__file__).parent


@dataclass
class Talk:
    """One person's conversation under way."""

    decider: Decider
    library: Library
    today: date
    form: Form = Form.TELEGRAM
    hint: str = ""
    hour: int = 10
    state: Conversation = field(default_factory=Conversation)
    events: list[Event] = field(default_factory=list)
    turn: Turn | None = None

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(self.hour), AMSTERDAM)

    def send(self, text: str) -> list[Outgoing]:
        return self._take(Incoming("k", self._address, IncomingKind.TEXT, text=text))

    def start(self, code: str) -> list[Outgoing]:
        return self._take(Incoming("k", self._address, IncomingKind.TEXT, text="/start", start_code=code))

    def tap(self, option: str, instance: int | None = None) -> list[Outgoing]:
        number = instance or (self.state.open.instance if self.state.open else self.state.instance)
        return self._take(Incoming("k", self._address, IncomingKind.TAP, tap=f"{number}:{option}"))

    def kind(self, kind: str) -> list[Outgoing]:
        return self._take(Incoming("k", self._address, IncomingKind(kind)))

    @property
    def _address(self) -> Address:
        return Address(ChannelName.SMS if self.form is Form.SMS else ChannelName.TELEGRAM, "1")

    def _take(self, incoming: Incoming) -> list[Outgoing]:
        incoming = replace(incoming, form=self.form, language_hint=self.hint)
        reading = self.decider.understander.read(incoming.text) if incoming.text else Reading("")
        turn = self.decider.decide(self.state, Arrival(incoming, reading, self.now))
        self.state, self.turn = turn.conversation, turn
        self.events += turn.events
        return [out for say in turn.says for out in render(say, self._reader(say.language), self.library)]

    def _reader(self, language: str) -> Reader:
        care = self.state.answers.get("zorg")
        spoken = language or self.state.language or "nl"
        return Reader(self._address, spoken, self.form, Care(care) if care else None, self.now)


def golden_files() -> Iterator[Path]:
    yield from sorted(HERE.glob("*/*.yaml"))


def play(script: Mapping[str, Any], decider: Decider, library: Library) -> tuple[list[list[str]], list[str], Talk]:
    """The text ids said after each of her turns, and the events, of one golden conversation."""
    talk = Talk(decider, library, date.fromisoformat(str(script["today"])))
    talk.form = Form(script.get("channel", "telegram"))
    talk.hint = script.get("phone_language", "")
    talk.hour = script.get("hour", 10)
    person = dict(script.get("person") or {})
    if person:
        consents = ("bewaren",) if person.pop("consent", "") == "given" else ()
        talk.state = Conversation(language=script["language"], greeted=True, answers=person, consents=consents)
    said = [_turn(talk, step) for step in script["talk"]]
    return said, [str(event) for event in talk.events], talk


def _turn(talk: Talk, step: Mapping[str, Any]) -> list[str]:
    talk.today += timedelta(days=step.get("days_later", 0))
    out = _act(talk, step)
    texts = "\n".join(each.text for each in out)
    for words in [step["tekst"]] if isinstance(step.get("tekst"), str) else step.get("tekst", []):
        assert words in texts, f"{words!r} not in {texts!r}"
    if "parts" in step:
        assert max(sms_parts(each.text) for each in out) <= step["parts"], texts
    if "taal" in step:
        assert {each.language for each in out} == {step["taal"]}, [(o.text_id, o.language) for o in out]
    return list(dict.fromkeys(each.text_id for each in out))


def _act(talk: Talk, step: Mapping[str, Any]) -> list[Outgoing]:
    if "tap" in step:
        return talk.tap(str(step["tap"]), step.get("instance"))
    if "start" in step:
        return talk.start(step["start"])
    if "kind" in step:
        return talk.kind(step["kind"])
    return talk.send(str(step["user"]))


def yaml() -> YAML:
    reader = YAML()
    reader.width = 120
    reader.allow_unicode = True
    return reader
