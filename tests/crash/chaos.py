"""The play: people write, Telegram stumbles, processes are killed. Then the sums are made."""

import asyncio
import random
import statistics
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import aiohttp

from bot.channels.telegram import SECRET_HEADER
from bot.content.opening import AMSTERDAM
from bot.model import Lane
from bot.service import Decider
from tests.crash.houses import SECRET, House, Site, free_port
from tests.crash.people import Cast, Person, cast
from tests.crash.verdict import Books, Verdict, books, judge
from tests.emulators.bot_api import BotApi
from tests.emulators.serving import served

MESSAGES_EACH: Final = 10  # well under the 30 a minute that one person may send
REPEATED: Final = 0.05  # of the webhooks come once more after they were accepted
A_SECOND: Final = 1000.0  # messages a second to Telegram: its own limit is not what is tried here
_AGAIN_SECONDS: Final = 0.1
_ANSWER_SECONDS: Final = 3.0  # then the webhook is tried again, at either process: one may still be starting
_LOOK_SECONDS: Final = 0.25


@dataclass(frozen=True, slots=True)
class Plan:
    """Seconds of writing at `rate` messages a second, `kills` kill -9s in between; `lease` as in settings."""

    seconds: float = 12.0
    rate: float = 40.0
    kills: int = 4
    lease: float = 6.0
    faults: float = 0.02
    seed: int = 1

    @property
    def people(self) -> int:
        return max(1, round(self.seconds * self.rate / MESSAGES_EACH))


@dataclass(slots=True)
class Outcome:
    plan: Plan
    verdict: Verdict
    books: Books
    wanted: Cast
    shown: int
    faults: int
    posted: int
    urgent: list[float] = field(default_factory=list)  # seconds from writing to the first urgent words
    others: list[float] = field(default_factory=list)  # the same for every other answer

    def line(self) -> str:
        v, urgent = self.verdict, self.urgent or [0.0]
        return (
            f"{sum(len(p.updates) for p in self.wanted.people)} messages ({self.posted} webhooks), "
            f"{self.shown} provider messages, {self.plan.kills} kills, {self.faults} refusals: "
            f"lost {v.lost}, out of order {v.disordered}, never meant {v.unknown}, "
            f"shown twice {v.twice} (rows counted as sent again: {self.books.sent_again}), "
            f"urgent answered {len(self.urgent)} in {statistics.median(urgent):.2f} s, at most {max(urgent):.2f} s; "
            f"the others in {statistics.median(self.others or [0.0]):.2f} s"
        )


class Chaos:
    def __init__(self, plan: Plan, decider: Decider) -> None:
        self._plan = plan
        self._chance = random.Random(plan.seed)
        now = datetime.now(AMSTERDAM)
        self.wanted = cast(decider, plan.people, MESSAGES_EACH, self._chance, now)
        self._written: dict[tuple[int, int], float] = {}
        self._posted = 0

    async def run(self, site: Callable[[str], Site]) -> Outcome:
        """`site` gets the address of Telegram."""
        telegram = BotApi(faults=self._plan.faults)
        async with served(telegram.app()) as address, _running(site(address)) as houses:
            async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_ANSWER_SECONDS)) as session:
                async with asyncio.TaskGroup() as play:
                    for number, person in enumerate(self.wanted.people):
                        play.create_task(self._writes(person, number, houses, session))
                    play.create_task(self._kills(houses))
                await self._settled(telegram, houses[0].site.database_url)
            return self._outcome(telegram, houses[0].site.database_url)

    async def _writes(self, person: Person, number: int, houses: list[House], session: aiohttp.ClientSession) -> None:
        """One message after the other, as Telegram brings them: the next when the one before was taken."""
        begin = time.monotonic()
        for turn, update in enumerate(person.updates):
            moment = (turn * len(self.wanted.people) + number) / self._plan.rate
            await asyncio.sleep(max(0.0, begin + moment - time.monotonic()))
            self._written[person.chat, turn] = time.monotonic()
            await self._post(update, houses, session)
            if self._chance.random() < REPEATED:
                await self._post(update, houses, session)

    async def _post(self, update: bytes, houses: list[House], session: aiohttp.ClientSession) -> None:
        headers = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}
        while True:
            house = self._chance.choice(houses)
            self._posted += 1
            try:
                async with session.post(f"{house.address}/telegram", data=update, headers=headers) as answer:
                    if answer.status == 200:
                        return
            except (aiohttp.ClientError, TimeoutError):
                pass
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _kills(self, houses: list[House]) -> None:
        pause = self._plan.seconds / (self._plan.kills + 1)
        for number in range(self._plan.kills):
            house = houses[number % len(houses)]
            await asyncio.sleep(pause)
            await house.ready()  # a process that is still starting would be an easy death
            house.kill()
            house.start()

    async def _settled(self, telegram: BotApi, url: str) -> None:
        """Wait until nothing waits any more: a lease for what was under way, and the backoff of what was refused."""
        async with asyncio.timeout(2 * self._plan.lease + 40):
            while (await asyncio.to_thread(books, url)).waiting:
                await asyncio.sleep(_LOOK_SECONDS)

    def _outcome(self, telegram: BotApi, url: str) -> Outcome:
        verdict = Verdict()
        for person in self.wanted.people:
            judge(person, telegram.screens.get(person.chat, []), verdict)
        shown = sum(len(screen) for screen in telegram.screens.values())
        faults = telegram.calls["429"] + telegram.calls["502"]
        urgent, others = self._waits(telegram, Lane.URGENT), self._waits(telegram, Lane.TEXT)
        return Outcome(self._plan, verdict, books(url), self.wanted, shown, faults, self._posted, urgent, others)

    def _waits(self, telegram: BotApi, lane: Lane) -> list[float]:
        """Of each message with an answer in this lane: how long she waited for its first words."""
        everybody = self.wanted.people
        return [self._waited(one, turn, lane, telegram) for one in everybody for turn in one.answered(lane)]

    def _waited(self, person: Person, turn: int, lane: Lane, telegram: BotApi) -> float:
        """Seconds from writing to the first words of the answer; infinite when they never came."""
        written = self._written[person.chat, turn]
        wanted = next(one for one in person.lane(lane) if one.message == turn)
        came = (
            s.at for s in telegram.screens.get(person.chat, ()) if s.at >= written and (s.text, s.taps) in wanted.ways
        )
        return next(came, float("inf")) - written


@asynccontextmanager
async def _running(site: Site) -> AsyncIterator[list[House]]:
    houses = [House(site, free_port()), House(site, free_port())]
    try:
        for house in houses:
            house.start()
            await house.ready()
        yield houses
    finally:
        for house in houses:
            house.end()
