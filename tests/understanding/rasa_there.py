"""A Rasa within reach, behind a proxy that goes wrong on demand; and the model inside, which says one thing."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from bot.model import Guess
from bot.understanding.engines import RasaServer
from bot.understanding.rasa import Rasa
from tests.emulators.faults import Faults, fault_proxy
from tests.emulators.rasa import Rasa as Emulated
from tests.emulators.rasa import rasa_emulator
from tests.emulators.serving import served

SECRET = "a-secret-of-thirty-two-characters"
KNOWN = ("foliumzuur", "alcohol", "nood-bloedverlies")
RANKED = (Guess("foliumzuur", 0.7), Guess("alcohol", 0.2))
INSIDE = (Guess("nood-bloedverlies", 0.5),)


def inside(_text: str) -> tuple[Guess, ...]:
    return INSIDE


@dataclass(slots=True)
class There:
    """A Rasa that can be reached, by way of a proxy that goes wrong on demand."""

    address: str
    emulated: Emulated
    faults: Faults
    ranked: Sequence[Guess] = RANKED

    def client(self, rest: float = 60.0, secret: str = SECRET) -> Rasa:
        return Rasa(RasaServer(self.address, secret), KNOWN, inside, rest)

    async def guess(self, text: str = "iets over vitamines") -> tuple[Guess, ...]:
        return await asyncio.to_thread(self.client().guess, text)


@pytest.fixture
async def there() -> AsyncIterator[There]:
    async with reached(Emulated(SECRET, lambda _: there.ranked)) as there:
        yield there


@asynccontextmanager
async def reached(emulated: Emulated) -> AsyncIterator[There]:
    async with served(rasa_emulator(emulated)) as behind:
        faults = Faults(behind)
        async with served(fault_proxy(faults)) as address:
            yield There(address, emulated, faults)
