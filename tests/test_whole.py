"""The whole companion on a real database, the console as channel: bad input, two taps, forgetting, quiet logs."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import structlog

from bot.app import Companion, companion
from bot.channels.console import ConsoleChannel
from bot.errors import TryLater
from bot.logs import only_allowed
from bot.model import Address, ChannelName, EventKind, Incoming, IncomingKind, Lane
from bot.ports import Understander
from bot.settings import Settings
from bot.storage.overview import piles
from bot.storage.store import SqlStore

HER = Address(ChannelName.TELEGRAM, "canary-chat-771")
CANARIES = ("canary-chat-771", "Fatma-canary", "0687654321")

HOSTILE = {
    "100 kB": "foliumzuur " * 10_000,
    "100 kB in one word": "a" * 100_000,
    "lone surrogates": "wat is \ud83d foliumzuur \udc00",
    "NUL": "wat is\x00 foliumzuur",
    "bidi overrides": "\u202ewat is foliumzuur\u202c\u2066",
    "emoji only": "😀👩🏾‍🍼🤰",
    "zalgo": "w̷̡̛̺a̵̢͝t̸̨̛ ̶̧́i̵̡͝s̶̨̛",
    "nothing": "",
    "only spaces": " \n\t ",
    "markup": "<b>{weken}</b> {feit:alarmnummer} %s ${x} @ui#menu",
}


@pytest.fixture
async def house(tmp_path: Path, understander: Understander) -> AsyncIterator[Companion]:
    channel = ConsoleChannel(ChannelName.TELEGRAM)
    async with companion(Settings(local=tmp_path), None, {ChannelName.TELEGRAM: channel}, understander) as open_house:
        yield open_house


class Her:
    """One person at the console."""

    def __init__(self, house: Companion, address: Address = HER) -> None:
        channel = house.channels[ChannelName.TELEGRAM]
        assert isinstance(channel, ConsoleChannel)
        self.house, self.address, self.channel, self.count = house, address, channel, 0

    async def says(self, text: str, **more: object) -> list[str]:
        self.count += 1
        incoming = Incoming(f"k{self.count}", self.address, IncomingKind.TEXT, text, language_hint="nl")
        return await self.sends(replace(incoming, **more))  # type: ignore[arg-type]

    async def sends(self, *incoming: Incoming) -> list[str]:
        before = len(self.channel.sent)
        await asyncio.gather(*(self.house.service.receive(each) for each in incoming))
        await self._all_delivered()
        return [out.text_id for out in self.channel.sent[before:]]

    async def _all_delivered(self) -> None:
        store = self.house.store
        assert isinstance(store, SqlStore)
        async with asyncio.timeout(20):
            while await asyncio.to_thread(_waiting, store):
                await asyncio.sleep(0.01)


def _waiting(store: SqlStore) -> int:
    with store.engine.begin() as connection:
        return sum(pile.rows for pile in piles(connection) if not pile.dead)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_whatever_she_sends_gets_an_answer(house: Companion, text: str) -> None:
    her = Her(house)
    assert await her.says(text)
    assert "topics/foliumzuur#antwoord" in await her.says("foliumzuur")


async def test_two_taps_at_once_are_one_answer_and_one_old_button(house: Companion) -> None:
    her = Her(house)
    await her.says("/start")
    button = her.channel.sent[-1].buttons[0].tap
    taps = [Incoming(f"t{n}", HER, IncomingKind.TAP, tap=button, tap_id=str(n)) for n in (1, 2)]
    said = await her.sends(*taps)
    assert sorted(said) == sorted(["ui#groep_vraag", "ui#oude_knop", "ui#menu"])


async def test_a_message_that_comes_twice_is_answered_once(house: Companion) -> None:
    her = Her(house)
    incoming = Incoming("same", HER, IncomingKind.TEXT, "foliumzuur", language_hint="nl")
    said = await her.sends(incoming, incoming)
    assert said.count("ui#welkom_kort") == 1
    assert await her.sends(incoming) == []


async def test_a_flood_is_slowed_but_a_warning_sign_is_not(house: Companion) -> None:
    her = Her(house)
    answers = [await her.says("foliumzuur") for _ in range(40)]
    assert sum("ui#rustig" in said for said in answers) == 1
    assert answers[-1] == []
    assert any(said.startswith("nood/nood-bloedverlies#") for said in await her.says("ik verlies bloed"))
    assert her.channel.sent[-2].lane is Lane.URGENT or her.channel.sent[-3].lane is Lane.URGENT


async def test_who_cares_for_her_is_heard_in_a_flood(house: Companion) -> None:
    her = Her(house)
    for _ in range(35):
        await her.says("foliumzuur")
    await her.says("ik verlies bloed")
    tap = next(button.tap for button in her.channel.sent[-1].buttons if button.tap.endswith("ziekenhuis"))
    said = await her.sends(Incoming("care", HER, IncomingKind.TAP, tap=tap))
    assert any(text.startswith("nood/nood-bloedverlies#ziekenhuis") for text in said)


async def test_stop_is_heard_in_a_flood(house: Companion) -> None:
    her = Her(house)
    for _ in range(35):
        await her.says("foliumzuur")
    committed = await house.service.receive(Incoming("stop", HER, IncomingKind.TEXT, "STOP"))
    assert committed.turn is not None
    assert EventKind.STOPPED in {event.kind for event in committed.turn.events}


async def test_the_screen_is_emptied_where_the_channel_can(house: Companion) -> None:
    her = Her(house)
    await her.says("foliumzuur", message_id="her-1")
    assert "ui#wis_scherm" in await her.says("wis scherm", message_id="her-2")
    await house.service.close()
    assert {"her-1", "her-2"} <= set(her.channel.erased)


async def test_answered_buttons_are_taken_away(house: Companion) -> None:
    her = Her(house)
    await her.says("/start")
    await her.sends(Incoming("t", HER, IncomingKind.TAP, tap=her.channel.sent[-1].buttons[0].tap))
    await house.service.close()
    assert her.channel.retired


async def test_nothing_personal_in_the_log(house: Companion, tmp_path: Path) -> None:
    """Planted names, numbers and ids are in no log line and, after `wissen`, nowhere in the database."""
    lines: list[str] = []
    structlog.configure(processors=[only_allowed, lambda _, __, event: lines.append(json.dumps(event)) or str(event)])
    try:
        her = Her(house)
        await her.says("ik ben Fatma-canary, bel 0687654321, ik bloed")
        her.channel.fail_next(*[_trouble()] * 3)
        await her.says("foliumzuur voor Fatma-canary")
        await her.says("wissen")
        await her.says("1")
    finally:
        structlog.reset_defaults()
    assert not [line for line in lines for canary in CANARIES if canary in line]
    database = b"".join(file.read_bytes() for file in tmp_path.glob("wiegwijzer.sqlite*"))
    assert not [canary for canary in CANARIES if canary.encode() in database]


def _trouble() -> TryLater:
    return TryLater("502", 0.0)
